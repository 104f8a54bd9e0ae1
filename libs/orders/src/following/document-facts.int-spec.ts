import { Money } from '@rto/kernel';
import { RegosDeliveryOrders } from '@rto/regos';
import type { FakeRegos } from '@rto/fakes';
import type { Notice } from '../notices/notice';
import type { Order, OrderDraft } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { OrderTracking } from './order-tracking';
import { aLine } from '../orders.builders';
import { TestShop } from '../shop.fixture';

const GET_LINES = 'OrderDeliveryOperation/Get';

/** Taken out by hand, each turned tests here red: the told facts, their comparison, and `linesReadAt`. */
describe('what a buyer hears of the document besides its status', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  async function submitted(more: Partial<OrderDraft> = {}): Promise<Order & { regosDocumentId: number }> {
    const lines = [aLine(), aLine({ itemId: 102, quantity: '5', price: '3000' })];
    const order = await shop.place({ lines, ...more });
    await shop.submit(order);
    const found = await shop.app.get(OrderRepository).findById(order.tenantId, order.id);
    if (found?.regosDocumentId === undefined) throw new Error('the order has no document');
    return { ...found, regosDocumentId: found.regosDocumentId };
  }

  /** Two looks, so that what is told twice shows. */
  async function look(order: Order): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await shop.ledger.hurry(order.id);
      await shop.app.get(OrderTracking).track(order.tenantId);
    }
  }

  async function told<Type extends Notice['type']>(
    order: Order,
    type: Type,
  ): Promise<Extract<Notice, { type: Type }>[]> {
    const all = (await shop.ledger.notices(order.id)).map(({ content }) => content);
    return all.filter((content): content is Extract<Notice, { type: Type }> => content.type === type);
  }

  function prepare(order: { regosDocumentId: number }): void {
    for (const status of ['Approved', 'Processing'] as const) {
      shop.regos.moveStatus(shop.connectionId, order.regosDocumentId, status);
    }
  }

  const count = (order: { regosDocumentId: number }, counted: Parameters<FakeRegos['actualize']>[2]): void =>
    shop.regos.actualize(shop.connectionId, order.regosDocumentId, counted);
  const found = async ({ tenantId, id }: Order): Promise<Order> => {
    const order = await shop.app.get(OrderRepository).findById(tenantId, id);
    if (!order) throw new Error('the order is gone');
    return order;
  };

  it('is the courier, once, and another courier once more', async () => {
    const order = await submitted();
    for (const name of ['Тимур', 'Ольга']) {
      shop.regos.assignCourier(shop.connectionId, order.regosDocumentId, name);
      await look(order);
    }
    expect((await told(order, 'orderCourier')).map(({ courier }) => courier)).toEqual(['Тимур', 'Ольга']);
  });

  it('is what was picked otherwise than ordered, once, with the new total; the order knows both', async () => {
    const order = await submitted();
    prepare(order);
    count(order, { 101: '1', 102: '0' });
    await look(order);
    expect(await told(order, 'orderPicked')).toEqual([
      {
        type: 'orderPicked',
        number: order.number,
        currency: 'UZS',
        total: '18500',
        lines: [
          { name: 'Сок яблочный 1 л', unit: { name: 'шт', kind: 'pcs' }, was: '2', now: '1' },
          { name: 'Сок яблочный 1 л', unit: { name: 'шт', kind: 'pcs' }, was: '5', now: '0' },
        ],
      },
    ]);
    const now = await found(order);
    expect(now.lines.map(({ quantity }) => String(quantity))).toEqual(['2', '5']);
    expect(now.sold?.lines.map(({ itemId, quantity }) => [itemId, String(quantity)])).toEqual([[101, '1']]);
    expect(now.sold?.total.amount).toBe('18500');
  });

  it('has the fee that stands in the description in its new total', async () => {
    const order = await submitted({ fee: { amount: Money.of('12000', 'UZS'), itemId: undefined } });
    prepare(order);
    count(order, { 101: '1', 102: '0' });
    await look(order);
    expect(await told(order, 'orderPicked')).toMatchObject([{ total: '30500' }]);
    expect((await found(order)).sold?.total.amount).toBe('18500');
  });

  it('is a price alone that the shop changed', async () => {
    const order = await submitted();
    prepare(order);
    count(order, { 101: { price: '17000' } });
    await look(order);
    expect(await told(order, 'orderPicked')).toMatchObject([
      {
        total: '49000',
        lines: [
          {
            was: '2',
            now: '2',
            portions: {
              was: [{ quantity: '2', price: '18500' }],
              now: [{ quantity: '2', price: '17000' }],
            },
          },
        ],
      },
    ]);
  });

  it('is nothing about figures of the stock and of the price list, which the till has not touched', async () => {
    const order = await submitted();
    shop.regos.setPrice(shop.connectionId, 101, '19900');
    shop.regos.setStock(shop.connectionId, 102, '7');
    prepare(order);
    shop.regos.moveStatus(shop.connectionId, order.regosDocumentId, 'Paying');
    await look(order);
    await look(order);
    shop.regos.moveStatus(shop.connectionId, order.regosDocumentId, 'Finished');
    await look(order);
    expect(await told(order, 'orderPicked')).toEqual([]);
    expect(shop.calls.filter((method) => method === GET_LINES)).toHaveLength(2); // once a status
    expect((await found(order)).sold).toBeUndefined();
  });

  it('is nothing about lines that came under new ids, split and in another order', async () => {
    const order = await submitted();
    prepare(order);
    shop.regos.actualizeTo(shop.connectionId, order.regosDocumentId, [
      { itemId: 102, quantity: '2', price: '3000.00' },
      { itemId: 101, quantity: '2', price: '18500.000' },
      { itemId: 102, quantity: '3', price: '3000' },
    ]);
    await look(order);
    expect(await told(order, 'orderPicked')).toEqual([]);
    expect(await shop.ledger.progress(order.id)).not.toEqual([]);
  });

  it('is a part of an item at another price, and goods that were not ordered', async () => {
    const order = await submitted();
    prepare(order);
    shop.regos.actualizeTo(shop.connectionId, order.regosDocumentId, [
      { itemId: 101, quantity: '1', price: '18500' },
      { itemId: 101, quantity: '1', price: '15000' },
      { itemId: 102, quantity: '5', price: '3000' },
      { itemId: 103, quantity: '0.5', price: '12990' },
    ]);
    await look(order);
    expect(await told(order, 'orderPicked')).toMatchObject([
      {
        total: '54995',
        lines: [
          {
            was: '2',
            now: '2',
            portions: {
              now: [
                { quantity: '1', price: '18500' },
                { quantity: '1', price: '15000' },
              ],
            },
          },
          { name: 'Яблоки', unit: { name: 'кг', kind: 'non_pcs' }, was: '0', now: '0.5' },
        ],
      },
    ]);
  });

  it('waits for the lines when REGOS does not answer, and tells the status meanwhile', async () => {
    const order = await submitted();
    prepare(order);
    count(order, { 101: '1' });
    shop.addFault({ kind: 'lostBefore' }, GET_LINES, 2); // reads are repeated once
    await shop.ledger.hurry(order.id);
    await shop.app.get(OrderTracking).track(order.tenantId);
    expect(await told(order, 'orderPicked')).toEqual([]);
    expect((await shop.ledger.progress(order.id)).at(-1)).toMatchObject({ status: 'Finished' });
    await look(order);
    expect(await told(order, 'orderPicked')).toHaveLength(1);
  });

  it('is the link of the receipt, also when it comes after the end, and never another kind of link', async () => {
    const order = await submitted();
    prepare(order);
    shop.regos.setReceipt(shop.connectionId, order.regosDocumentId, 'javascript:alert(1)');
    count(order, {});
    await look(order);
    expect(await told(order, 'orderReceipt')).toEqual([]);
    expect((await shop.ledger.row(order.id)).pollAt).not.toBeNull(); // the event may be lost
    shop.regos.setReceipt(shop.connectionId, order.regosDocumentId, 'https://ofd.example/check?t=1');
    await look(order);
    expect(await told(order, 'orderReceipt')).toMatchObject([{ url: 'https://ofd.example/check?t=1' }]);
    expect((await shop.ledger.row(order.id)).pollAt).toBeNull();
  });

  it('is told once though two processes look at the same time', async () => {
    const order = await submitted();
    await look(order);
    shop.regos.assignCourier(shop.connectionId, order.regosDocumentId, 'Тимур');
    const found = await shop.app.get(OrderRepository).findById(order.tenantId, order.id);
    await shop.ledger.hurry(order.id);
    await shop.app.get(OrderTracking).track(order.tenantId);
    // the second one had read the order before the first one wrote
    const change = { set: { toldFacts: { courier: 'Тимур' } }, event: 'document changed' };
    const second =
      found && shop.app.get(OrderRepository).changeFrom(found, ['submitted'], change, { told: found });
    expect(await second).toBe(false);
    expect(await told(order, 'orderCourier')).toHaveLength(1);
  });

  it('is said though REGOS tells the lines before the amount, and once', async () => {
    const order = await submitted();
    await look(order);
    prepare(order);
    const documents = shop.app.get(RegosDeliveryOrders);
    const operations = documents.operations.bind(documents);
    // the till is done between the two reads of one look
    jest.spyOn(documents, 'operations').mockImplementationOnce(async (...given) => {
      count(order, { 101: '1' });
      return operations(...given);
    });
    await shop.app.get(OrderRepository).pollSoon(order.tenantId, order.regosDocumentId, { linesDue: true });
    await look(order);
    expect(await told(order, 'orderPicked')).toMatchObject([{ total: '33500' }]);
  });

  it('is told by a shop too whose buyers hear no statuses (issue 9)', async () => {
    await shop.reset({ NOTIFY_STATUSES: 'false' });
    const order = await submitted();
    prepare(order);
    shop.regos.assignCourier(shop.connectionId, order.regosDocumentId, 'Тимур');
    await look(order);
    count(order, { 101: '1' });
    shop.regos.setReceipt(shop.connectionId, order.regosDocumentId, 'https://ofd.example/check?t=1');
    await look(order);
    expect(await shop.told(order.id)).toEqual([
      'orderAccepted',
      'orderCourier',
      'orderPicked',
      'orderReceipt',
    ]);
  });
});
