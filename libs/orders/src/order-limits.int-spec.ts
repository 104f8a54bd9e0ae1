import { cartTotal } from '@rto/cart';
import { ShopperRepository } from '@rto/customers';
import { orders } from '@rto/database';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { newCheckout } from './checkout';
import type { Order, OrderState } from './order';
import { OrderService } from './order.service';
import { aLine } from './orders.builders';
import { TestShop } from './shop.fixture';

const PHONE = '998901234567';
const CHAT = 700;

describe('orders of one person', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());

  const place = (chatId = CHAT, phone: string | undefined = PHONE, checkout = newCheckout(false, phone)) => {
    const lines = [aLine()];
    const cart = { lines, total: cartTotal(lines), version: 1, updatedAt: undefined };
    return shop.app.get(OrderService).place(shop.tenant, chatId, checkout, cart);
  };
  const outcomes = async (tries: Promise<Order>[]): Promise<string[]> =>
    (await Promise.allSettled(tries)).map((one) =>
      one.status === 'fulfilled' ? 'placed' : (one.reason as { code: string }).code,
    );
  const times = <T>(count: number, what: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => what(index));
  const set = async (state: OrderState, placedAt = sql`now()`): Promise<void> => {
    await shop.database.db
      .of(shop.tenant.id)
      .update(orders)
      .set({ state, placedAt })
      .where(eq(orders.tenantId, shop.tenant.id));
  };
  const placed = (chatId: number): Promise<number> =>
    shop.database.db
      .of(shop.tenant.id)
      .$count(orders, and(eq(orders.tenantId, shop.tenant.id), eq(orders.chatId, chatId)));

  it('are five at one time, also of 25 at once, and other people’s do not count', async () => {
    const tries = await outcomes(times(25, () => place()));
    expect(tries.filter((outcome) => outcome === 'placed')).toHaveLength(5);
    expect(tries.filter((outcome) => outcome === 'tooManyOpen')).toHaveLength(20);
    expect(await placed(CHAT)).toBe(5);
    expect(await outcomes([place(701, '998907654321')])).toEqual(['placed']);
    const former = shop.tenant;
    await shop.reset();
    expect(shop.tenant.id).not.toBe(former.id);
    expect(await outcomes([place()])).toEqual(['placed']);
  });

  it('are one person’s by the phone too, whichever chat has it', async () => {
    const shoppers = shop.app.get(ShopperRepository);
    for (const chatId of [CHAT, 702]) await shoppers.save(shop.tenant.id, chatId, { phone: PHONE });
    await outcomes(times(5, () => place()));
    expect(await outcomes([place(702)])).toEqual(['tooManyOpen']);
    expect(await outcomes([place(702, undefined, newCheckout(true, undefined))])).toEqual(['tooManyOpen']);
    expect(await outcomes([place(703)])).toEqual(['tooManyOpen']); // shared its phone just now
  });

  it('give room again once they are over, up to ten in a day of the shop', async () => {
    await outcomes(times(5, () => place()));
    await set('cancelled');
    expect((await outcomes(times(6, () => place()))).sort()).toEqual([
      ...times(5, () => 'placed'),
      'tooManyOpen',
    ]);
    await set('cancelled');
    expect(await outcomes([place()])).toEqual(['tooManyToday']);
    await set('cancelled', sql`now() - interval '1 day'`);
    expect(await outcomes([place()])).toEqual(['placed']);
  });

  it('count as open for a week only when the shop does not close their documents', async () => {
    const follow = (placedAt: SQL) =>
      shop.database.db
        .of(shop.tenant.id)
        .update(orders)
        .set({ state: 'submitted', pollAt: sql`now()`, placedAt })
        .where(eq(orders.tenantId, shop.tenant.id));
    await outcomes(times(5, () => place()));
    await follow(sql`now() - interval '167 hours'`);
    expect(await outcomes([place()])).toEqual(['tooManyOpen']);
    await follow(sql`now() - interval '169 hours'`);
    expect(await outcomes([place()])).toEqual(['placed']);
  });

  it('count no order that the shop refused', async () => {
    await outcomes(times(5, () => place()));
    await set('refused');
    await outcomes(times(5, () => place()));
    await set('refused');
    expect(await outcomes([place()])).toEqual(['placed']);
  });

  it('are placed once by a repeated tap, also at the limit', async () => {
    await outcomes(times(4, () => place()));
    const checkout = newCheckout(false, PHONE);
    expect(new Set(await outcomes(times(5, () => place(CHAT, PHONE, checkout))))).toEqual(
      new Set(['placed']),
    );
    expect(await placed(CHAT)).toBe(5);
  });

  it('are as many as the shop wants', async () => {
    await shop.reset({ MAX_OPEN_ORDERS: '0', MAX_ORDERS_PER_DAY: '0' });
    expect(new Set(await outcomes(times(12, () => place())))).toEqual(new Set(['placed']));
    await shop.reset({ MAX_OPEN_ORDERS: '1' });
    expect(await outcomes([place()])).toEqual(['placed']);
    expect(await outcomes([place()])).toEqual(['tooManyOpen']);
  });
});
