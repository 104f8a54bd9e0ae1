import { Logger } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { ShopperRepository } from '@rto/customers';
import { Money, type ChatId, type TenantId } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import type { FaultKind } from '@rto/fakes';
import type { Notice } from '../notices/notice';
import { OrderRepository } from '../ledger/order.repository';
import type { Order } from '../order';
import { OrderService } from '../order.service';
import { ADD_FULL, GET, SET_STATUS, TestShop } from '../shop.fixture';

const STAFF = -100500;

describe('what REGOS says no to', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  const refusalOf = async (order: Order): Promise<Notice[]> =>
    (await shop.ledger.notices(order.id)).map(({ content }) => content);
  const problems = async (): Promise<string[]> => {
    const { state, problems: found } = await shop.app.get(TenantService).get(shop.tenant.id);
    return [state, ...found.map(({ key, code }) => `${key ?? 'connection'} ${code}`)];
  };

  const REASONS: [number, string][] = [
    [1029, 'notEnoughStock'],
    [1033, 'itemGone'],
    [1191, 'itemGone'],
    [1199, 'itemGone'],
    [1192, 'itemGone'],
    [1189, 'itemIsSet'],
    [1051, 'amountTooLarge'],
    [1053, 'amountTooLarge'],
    [1054, 'amountTooLarge'],
    [1057, 'amountTooLarge'],
    [1166, 'phoneUnverified'],
    [1065, 'other'],
  ];
  it.each(REASONS)('tells the buyer about %d as "%s", and the shop is not to blame', async (code, reason) => {
    shop.addFault({ kind: 'errorCode', code });
    const order = await shop.place();
    expect(await shop.submit(order)).toBe('refused');
    expect(await refusalOf(order)).toEqual([{ type: 'orderRefused', number: 1, reason }]);
    expect(await problems()).toEqual(['active']);
    expect(shop.documents).toEqual([]);
    expect(await shop.submit(order)).toBe('refused'); // for good
  });

  const SETUP: [string, FaultKind, reason: string, problem: string][] = [
    ['no stock (1058)', { kind: 'errorCode', code: 1058 }, 'shopSettings', 'STOCK_ID refused_by_regos'],
    [
      'a wrong price type',
      { kind: 'errorCode', code: 1126 },
      'shopSettings',
      'PRICE_TYPE_ID refused_by_regos',
    ],
    ['missing rights', { kind: 'errorCode', code: 1007 }, 'shopSettings', 'connection no_rights'],
    ['a closed period', { kind: 'errorCode', code: 1016 }, 'shopSettings', 'connection period_closed'],
    ['a low tariff', { kind: 'errorCode', code: 7501 }, 'shopSettings', 'connection tariff'],
    ['a value it cannot read', { kind: 'errorCode', code: 1130 }, 'other', 'connection regos_setup'],
    ['a request it cannot read', { kind: 'httpStatus', status: 400 }, 'other', 'connection regos_setup'],
  ];
  it.each(SETUP)(
    'makes the tenant misconfigured for %s, and tells buyer and staff',
    async (_n, fault, reason, problem) => {
      await shop.reset({ ORDERS_CHAT_ID: String(STAFF) });
      const before = await problems();
      shop.addFault(fault);
      const order = await shop.place();
      expect(await shop.submit(order)).toBe('refused');
      expect(await shop.ledger.notices(order.id)).toEqual([
        { chatId: order.chatId, content: { type: 'orderRefused', number: 1, reason } },
        { chatId: STAFF, content: { type: 'staffAttention', number: 1 } },
      ]);
      expect((await problems()).filter((line) => !before.includes(line))).toEqual(['misconfigured', problem]);
    },
  );

  describe('of an order whose fee is a line of its own', () => {
    const fee = { amount: Money.of('12000', 'UZS'), itemId: 99_999 };

    it('goes on with the fee in the description when that line was what REGOS refused', async () => {
      const order = await shop.place({ fee, total: Money.of('49000', 'UZS') });
      expect(await shop.submit(order)).toBe('placed');
      expect(await shop.submit(order)).toBe('submitted');
      expect(shop.documents).toMatchObject([{ description: 'Домофон 8\nДоставка: 12000 UZS' }]);
      expect(await shop.app.get(OrderRepository).findById(order.tenantId, order.id)).toMatchObject({
        fee: { amount: fee.amount, itemId: undefined },
        total: Money.of('37000', 'UZS'),
      });
    });

    it('is refused for its goods when it was they', async () => {
      shop.addFault({ kind: 'errorCode', code: 1191 }, ADD_FULL, 2);
      const order = await shop.place({ fee, total: Money.of('49000', 'UZS') });
      await shop.submit(order);
      expect(await shop.submit(order)).toBe('refused');
    });
  });

  it('blames neither tariff nor settings where REGOS does not know a filter of ours', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
    shop.addFault({ kind: 'errorCode', code: 3200 }, 'batch'); // so that it is asked for one by one
    shop.addFault({ kind: 'errorCode', code: 7501 }, 'RetailCustomer/Get', 1_000);
    const order = await shop.place();
    expect(await shop.submit(order)).toBe('refused');
    expect(await problems()).toEqual(['misconfigured', 'connection service_mistake']);
  });

  it('finds a phone that REGOS does not take while the customer is made', async () => {
    const order = await shop.place({ phone: '99890' });
    expect(await shop.submit(order)).toBe('refused');
    expect(await refusalOf(order)).toMatchObject([{ reason: 'phoneInvalid' }]);
    expect(shop.calls).not.toContain(ADD_FULL);
  });

  it('forgets a phone that was refused, of this person and shop alone: the next checkout asks for one', async () => {
    const shoppers = shop.app.get(ShopperRepository);
    const phoneOf = async (tenantId: TenantId, chatId: ChatId): Promise<string | undefined> =>
      (await shoppers.find(tenantId, chatId))?.phone;
    const other = shop.tenant.id;
    await shop.reset();
    const order = await shop.place({ phone: '99890' });
    for (const tenantId of [other, shop.tenant.id])
      await shoppers.save(tenantId, order.chatId, { phone: '99890' });
    await shoppers.save(shop.tenant.id, order.chatId + 1, { phone: '998901112233' });
    await shop.submit(order);
    expect(await phoneOf(shop.tenant.id, order.chatId)).toBeUndefined();
    expect(await phoneOf(shop.tenant.id, order.chatId + 1)).toBe('998901112233');
    expect(await phoneOf(other, order.chatId)).toBe('99890');
  });

  it('asks for the phone again when none is known', async () => {
    const order = await shop.place({ phone: undefined });
    expect(await shop.submit(order)).toBe('refused');
    expect(await refusalOf(order)).toMatchObject([{ reason: 'phoneMissing' }]);
    expect(shop.calls).toEqual([]);
  });

  it('blames the settings when there is no group for new customers', async () => {
    await shop.reset({ CUSTOMER_GROUP_ID: '' });
    const order = await shop.place();
    expect(await shop.submit(order)).toBe('refused');
    expect(await refusalOf(order)).toMatchObject([{ reason: 'shopSettings' }]);
  });

  it('puts the goods back into the cart once, beside what is there by now', async () => {
    const order = await shop.place();
    const orders = shop.app.get(OrderService);
    await orders.restoreCart(order);
    expect(await goods(order)).toEqual(['2 x 101']);
    const carts = shop.app.get(CartService);
    await carts.change(shop.tenant.id, order.chatId, 'by the buyer', { type: 'remove', itemId: 101 });
    await orders.restoreCart(order);
    expect(await goods(order)).toEqual([]);
  });

  it('empties the cart of an order once, and leaves what the buyer puts there afterwards', async () => {
    const [order, before, after] = [await shop.place(), await shop.place(), await shop.place()];
    const orders = shop.app.get(OrderService);
    await orders.restoreCart(before); // goods in the cart, wherever they come from
    await orders.clearCart(order);
    expect(await goods(order)).toEqual([]);
    await orders.restoreCart(after);
    await orders.clearCart(order);
    expect(await goods(order)).toEqual(['2 x 101']);
  });

  async function goods({ tenantId, chatId }: Order): Promise<string[]> {
    const { lines } = await shop.app.get(CartService).get(tenantId, chatId);
    return lines.map((line) => `${line.quantity.toString()} x ${line.itemId}`);
  }

  describe('a customer that is gone from REGOS', () => {
    const deleteCustomers = (): void => {
      for (const customer of shop.regos.customers(shop.connectionId)) {
        shop.regos.addCustomer(shop.connectionId, { ...customer, deleted: true });
      }
    };
    afterEach(() => {
      shop.regos.switches.uniquePhones = true;
    });

    it('is made anew, and the order is taken', async () => {
      await shop.submit(await shop.place());
      deleteCustomers();
      shop.regos.switches.uniquePhones = false;
      const order = await shop.place();
      expect(await shop.submit(order)).toBe('placed');
      expect(await shop.submit(order)).toBe('submitted');
      const [gone, made] = shop.regos.customers(shop.connectionId);
      expect(gone?.deleted).toBe(true);
      expect(shop.documents[1]?.customer?.id).toBe(made?.id);
      const shopper = await shop.app.get(ShopperRepository).find(shop.tenant.id, order.chatId);
      expect(shopper?.regosCustomerId).toBe(made?.id);
    });

    it('ends the order when REGOS lets nobody else have the phone', async () => {
      await shop.submit(await shop.place());
      deleteCustomers();
      const order = await shop.place();
      expect(await shop.submit(order)).toBe('refused');
    });
  });

  describe('approval', () => {
    beforeEach(() => shop.reset({ AUTO_APPROVE: 'true', ORDERS_CHAT_ID: String(STAFF) }));
    afterEach(() => {
      shop.regos.switches.stockCheck = 'onCreate';
    });
    const ACCEPTED = ['orderAccepted', 'staffNewOrder', 'staffPlace'];

    it('follows the creation when the shop wishes so, and is no news for the buyer', async () => {
      const order = await shop.place();
      expect(await shop.submit(order)).toBe('submitted');
      expect(shop.documents).toMatchObject([{ status: 'Approved' }]);
      expect(await shop.ledger.row(order.id)).toMatchObject({ regosStatus: 'Approved', toldStage: 2 });
      expect(await shop.told(order.id)).toEqual(ACCEPTED);
    });

    it('is made by one process, which holds the order for as long as that takes', async () => {
      shop.addFault({ kind: 'slow', ms: 400 }, SET_STATUS);
      const order = await shop.place();
      const approving = shop.submit(order);
      await shop.callSeen(SET_STATUS);
      expect(await shop.submit(order)).toBe('submitting');
      expect(await approving).toBe('submitted');
      expect(shop.calls.filter((method) => method === SET_STATUS)).toHaveLength(1);
    });

    it('that REGOS refuses leaves the order New, and the staff hears why', async () => {
      shop.regos.switches.stockCheck = 'onApproval';
      shop.regos.setStock(shop.connectionId, 101, '1');
      const order = await shop.place();
      expect(await shop.submit(order)).toBe('submitted');
      expect(shop.documents).toMatchObject([{ status: 'New' }]);
      const { regosStatus, lastError } = await shop.ledger.row(order.id);
      expect(regosStatus).toBe('New');
      expect(lastError).toContain('1029');
      expect(await shop.told(order.id)).toEqual([...ACCEPTED, 'staffAttention']);
    });

    const LATER: [string, FaultKind][] = [
      ['too many requests', { kind: 'rateLimited' }],
      ['a lost request', { kind: 'lostBefore' }],
      ['a lost answer', { kind: 'lostAfter' }],
    ];
    it.each(LATER)(
      'is repeated after %s; the buyer hears of the order at once and once',
      async (_name, fault) => {
        shop.addFault(fault, SET_STATUS);
        const order = await shop.place();
        expect(await shop.submit(order)).toBe('placed');
        expect(await shop.told(order.id)).toEqual(ACCEPTED);
        expect(await shop.submit(order)).toBe('submitted');
        expect(shop.documents).toMatchObject([{ status: 'Approved' }]);
        expect(await shop.ledger.row(order.id)).toMatchObject({ regosStatus: 'Approved', lastError: null });
        expect(await shop.told(order.id)).toEqual(ACCEPTED);
        expect(shop.calls).not.toContain(GET);
      },
    );
  });
});
