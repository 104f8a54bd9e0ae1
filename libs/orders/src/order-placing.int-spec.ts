import { cartTotal } from '@rto/cart';
import { orders, updates, type AlongInTransaction } from '@rto/database';
import { newId, RetryableError } from '@rto/kernel';
import { and, eq } from 'drizzle-orm';
import { newCheckout, type CheckoutDraft } from './checkout';
import { NoticeRepository } from './notices/notice.repository';
import type { Order, OrderDraft } from './order';
import type { NewNotice } from './ledger/order-change';
import { OrderJournal } from './journal/order-journal';
import { OrderRepository, type WrittenAlong } from './ledger/order.repository';
import { OrderService } from './order.service';
import { aLine, anOrderDraft } from './orders.builders';
import { TestShop } from './shop.fixture';

const BOT_ID = 77;

/** docs/reliability.md rule 2. */
describe('«Подтвердить» is one transaction', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());

  const placed = (number: number): NewNotice[] => [
    { chatId: 700, content: { type: 'orderPlaced', number }, delayMs: 10_000 },
  ];

  async function anUpdate(updateId: number): Promise<void> {
    await shop.database.db.of(shop.tenant.id).insert(updates).values({
      tenantId: shop.tenant.id,
      botId: BOT_ID,
      updateId,
      chatId: 700,
      receivedAt: shop.clock.now(),
    });
  }

  const done = async (updateId: number): Promise<boolean> => {
    const [row] = await shop.database.db
      .of(shop.tenant.id)
      .select({ doneAt: updates.doneAt })
      .from(updates)
      .where(and(eq(updates.tenantId, shop.tenant.id), eq(updates.updateId, updateId)));
    return row?.doneAt !== null;
  };

  const ending = (updateId: number): WrittenAlong => ({
    notices: placed,
    along: async (tx) => {
      await tx
        .update(updates)
        .set({ doneAt: shop.clock.now() })
        .where(and(eq(updates.tenantId, shop.tenant.id), eq(updates.updateId, updateId)));
    },
  });

  const insert = (draft: OrderDraft, along: WrittenAlong): Promise<Order> =>
    shop.app.get(OrderRepository).insertOnce(draft, along);

  it('with the end of the update and the message that the order is here', async () => {
    await anUpdate(1);
    const order = await insert(anOrderDraft(shop.tenant.id), ending(1));
    expect(await done(1)).toBe(true);
    expect(await shop.told(order.id)).toEqual(['orderPlaced']);
  });

  it('of which nothing stays when a part of it fails', async () => {
    await anUpdate(2);
    const draft = anOrderDraft(shop.tenant.id);
    const failing = { ...ending(2), along: () => Promise.reject(new Error('the database is away')) };
    await expect(insert(draft, failing)).rejects.toThrow('the database is away');
    expect(
      await shop.app.get(OrderRepository).findByCheckout(shop.tenant.id, draft.checkoutId),
    ).toBeUndefined();
    expect(await done(2)).toBe(false);
    const rows = await shop.database.db.of(shop.tenant.id).select({ id: orders.id }).from(orders);
    expect(rows).toEqual([]);
  });

  it('that says once that the order is here, however often it is confirmed', async () => {
    const draft = anOrderDraft(shop.tenant.id);
    const found = await Promise.all(Array.from({ length: 5 }, () => insert(draft, { notices: placed })));
    const [order] = found;
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(await shop.told(order?.id ?? newId())).toEqual(['orderPlaced']);
  });

  it('dated by the database, however wrong the clock of the process is', async () => {
    const beforeMs = Date.now();
    shop.clock.advance(3_600_000);
    const lines = [aLine()];
    const cart = { lines, total: cartTotal(lines), version: 1, updatedAt: shop.clock.now() };
    const checkout = newCheckout(true, '998901234567');
    const order = await shop.app.get(OrderService).place(shop.tenant, 700, checkout, cart);
    shop.clock.advance(-3_600_000);
    expect(order.placedAt.getTime()).toBeGreaterThan(beforeMs - 1_000);
    expect(order.placedAt.getTime()).toBeLessThan(Date.now() + 1_000);
  });

  it('whose message is not sent once the screen has said it, and holds nothing up', async () => {
    const order = await insert(anOrderDraft(shop.tenant.id), { notices: placed });
    const queue = shop.app.get(NoticeRepository);
    await queue.add(shop.tenant.id, 'order', [
      { chatId: order.chatId, content: { type: 'orderAccepted', number: order.number } },
    ]);
    // nobody knows yet whether the screen came: what follows waits for it
    expect((await queue.claimDue(shop.tenant.id, 'order', 60_000)).notices).toEqual([]);
    await shop.app.get(OrderService).acknowledged(order, 41);
    const { notices: due } = await queue.claimDue(shop.tenant.id, 'order', 60_000);
    expect(due.map(({ content }) => content.type)).toEqual(['orderAccepted']);
    const told = await shop.app.get(OrderRepository).findById(order.tenantId, order.id);
    expect(told?.statusMessageId).toBe(41);
  });

  describe('as the tap brings it about', () => {
    const place = (checkout: CheckoutDraft, endUpdate?: AlongInTransaction): Promise<Order> => {
      const lines = [aLine()];
      const cart = { lines, total: cartTotal(lines), version: 1, updatedAt: undefined };
      return shop.app.get(OrderService).place(shop.tenant, 700, checkout, cart, { endUpdate });
    };
    const aCheckout = (): CheckoutDraft => newCheckout(false, '998901234567');
    const found = (checkout: CheckoutDraft): Promise<Order | undefined> =>
      shop.app.get(OrderRepository).findByCheckout(shop.tenant.id, checkout.id);
    const isRung = (): boolean => shop.jobs.rung.splice(0).includes('orders.submit');
    beforeEach(() => void isRung());
    afterEach(() => jest.restoreAllMocks());

    it('ends the update with the order', async () => {
      await anUpdate(3);
      const order = await place(aCheckout(), ending(3).along);
      expect([await done(3), isRung()]).toEqual([true, true]);
      expect(await shop.told(order.id)).toEqual(['orderPlaced']);
    });

    it('makes no order when the update cannot be ended', async () => {
      const checkout = aCheckout();
      await expect(place(checkout, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
      expect([await found(checkout), isRung()]).toEqual([undefined, false]);
    });

    it('tells neither the buyer nor a worker of an order that is not in the journal', async () => {
      const keep = jest.spyOn(shop.app.get(OrderJournal), 'keep');
      keep.mockRejectedValue(new RetryableError('the disk is full'));
      const checkout = aCheckout();
      await expect(place(checkout)).rejects.toThrow('the disk is full');
      await expect(place(checkout)).rejects.toThrow('the disk is full'); // the order is there by now
      expect(isRung()).toBe(false);
      keep.mockResolvedValue();
      expect((await place(checkout)).id).toBe((await found(checkout))?.id);
    });

    it('sends no order to REGOS that is not in the journal, also when the sweep finds it', async () => {
      const keep = jest.spyOn(shop.app.get(OrderJournal), 'keep');
      keep.mockRejectedValue(new RetryableError('the disk is full'));
      const checkout = aCheckout();
      await expect(place(checkout)).rejects.toThrow('the disk is full');
      const order = await found(checkout);
      expect(order && (await shop.submit(order))).toBe('placed');
      expect(shop.documents).toEqual([]);
      keep.mockResolvedValue();
      expect(order && (await shop.submit(order))).toBe('submitted');
    });

    it('takes an order that the buyer cancels before it was sent out of the journal', async () => {
      const forget = jest.spyOn(shop.app.get(OrderJournal), 'forget');
      const order = await place(aCheckout());
      await shop.app.get(OrderService).cancel(shop.tenant, order.chatId, order.number);
      expect(forget.mock.calls).toEqual([[order.id]]);
    });

    it('is placed while the queue is away', async () => {
      shop.jobs.isAway = true;
      const checkout = aCheckout();
      await place(checkout);
      expect(await found(checkout)).toMatchObject({ state: 'placed' });
    });
  });
});
