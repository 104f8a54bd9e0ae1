import { UserError } from '@rto/kernel';
import { DuplicateCheck } from '../submission/duplicate-check';
import { OrderOperations } from './order-operations';
import { OrderService } from '../order.service';
import type { Order } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { OrderTracking } from './order-tracking';
import { GET, TestShop } from '../shop.fixture';

const MINUTE_MS = 60_000;

/** Taken out by hand, each turned tests here red: regosCode, the external code, misses, their time, showsStock. */
describe('an order whose document REGOS does not show any more', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset({ ORDERS_CHAT_ID: '-1000' }));
  afterEach(() => {
    shop.regos.switches.hiddenStockIds = [];
    expect(shop.regos.violations).toEqual([]);
  });

  const found = async ({ tenantId, id }: Order): Promise<Order & { regosDocumentId: number }> => {
    const order = await shop.app.get(OrderRepository).findById(tenantId, id);
    if (order?.regosDocumentId === undefined) throw new Error('the order has no document');
    return { ...order, regosDocumentId: order.regosDocumentId };
  };
  const look = async (order: Order): Promise<void> => {
    await shop.ledger.hurry(order.id);
    await shop.app.get(OrderTracking).track(order.tenantId);
  };
  /** Looks a minute apart. */
  async function looks(order: Order, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      if (time > 0) shop.clock.advance(MINUTE_MS);
      await look(order);
    }
  }
  async function submitted(): Promise<Order & { regosDocumentId: number }> {
    const order = await shop.place();
    await shop.submit(order);
    return found(order);
  }
  async function read(): Promise<Order & { regosDocumentId: number }> {
    const order = await submitted();
    await look(order);
    return found(order);
  }
  function remove({ regosDocumentId }: { regosDocumentId: number }): void {
    shop.regos.deleteDocument(shop.connectionId, regosDocumentId, 'mark');
    shop.regos.deleteDocument(shop.connectionId, regosDocumentId, 'delete');
  }
  const toldOfDeletion = async (order: Order): Promise<string[]> =>
    (await shop.told(order.id)).filter((type) => /Deleted|orderCancelled/.test(type));
  const state = async (order: Order): Promise<string> => (await shop.ledger.row(order.id)).state;
  const eventSays = (order: { regosDocumentId: number }): Promise<boolean> =>
    shop.app.get(OrderRepository).pollSoon(shop.tenant.id, order.regosDocumentId, { deletedDue: true });

  it('is closed after the event at the first look, and buyer and staff hear the cause once', async () => {
    const order = await read();
    remove(order);
    await eventSays(order);
    await looks(order, 2);
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'cancelled', pollAt: null });
    expect(await shop.ledger.events(order.id)).toContain('deleted in REGOS');
    expect(await toldOfDeletion(order)).toEqual(['orderDeleted', 'staffDeleted']);
    expect((await found(order)).toldFacts.deleted).toBe(true);
  });

  it('is closed at the mark, for the same cause', async () => {
    const order = await read();
    shop.regos.deleteDocument(shop.connectionId, order.regosDocumentId, 'mark');
    await looks(order, 2);
    expect(await state(order)).toBe('cancelled');
    expect(await toldOfDeletion(order)).toEqual(['orderDeleted', 'staffDeleted']);
  });

  it('is closed without an event after three misses in two minutes, by id and by external code', async () => {
    const [order, other] = [await read(), await read()];
    remove(order);
    await looks(order, 2);
    expect(await state(order)).toBe('submitted');
    const before = shop.calls.length;
    shop.clock.advance(MINUTE_MS);
    await look(order);
    expect(shop.calls.slice(before)).toEqual([GET, GET, GET]); // by id, by code, the stock's
    expect(await state(order)).toBe('cancelled');
    expect(await state(other)).toBe('submitted');
  });

  it('stays open however often it is missed at once', async () => {
    const [order] = [await read(), await read()];
    remove(order);
    for (let time = 0; time < 5; time += 1) await look(order);
    expect(await state(order)).toBe('submitted');
  });

  it('stays open while no document of its stock is shown: a right may have been taken away', async () => {
    const order = await read();
    shop.regos.switches.hiddenStockIds = [1];
    await looks(order, 10);
    expect(await state(order)).toBe('submitted');
    shop.regos.switches.hiddenStockIds = [];
    shop.regos.moveStatus(shop.connectionId, order.regosDocumentId, 'Approved');
    await look(order);
    expect(await found(order)).toMatchObject({ regosStatus: 'Approved', toldFacts: {} }); // nothing is held against it
    remove(order);
    await looks(order, 3);
    expect(await state(order)).toBe('submitted');
    shop.clock.advance(24 * 60 * MINUTE_MS);
    await look(order);
    expect(await state(order)).toBe('cancelled');
  });

  it('stays open when it could never be read, whatever an event says: its stock may be hidden', async () => {
    shop.regos.switches.hiddenStockIds = [1];
    const order = await submitted();
    await eventSays(order);
    await looks(order, 5);
    shop.clock.advance(48 * 60 * MINUTE_MS);
    await look(order);
    expect(await state(order)).toBe('submitted');
    expect(await toldOfDeletion(order)).toEqual([]);
  });

  it('stays open when an event says so of a document that is there', async () => {
    const order = await read();
    await eventSays(order);
    await look(order);
    expect(await found(order)).toMatchObject({ state: 'submitted', toldFacts: {} });
  });

  it('waits when REGOS does not answer the second question', async () => {
    const order = await read();
    remove(order);
    await eventSays(order);
    await shop.ledger.hurry(order.id);
    const before = shop.calls.length;
    const failing = setInterval(() => {
      if (shop.calls.length > before) shop.addFault({ kind: 'lostBefore' }, GET, 2);
      if (shop.calls.length > before) clearInterval(failing);
    }, 0);
    await shop.app.get(OrderTracking).track(order.tenantId);
    clearInterval(failing);
    shop.regos.faults.clear();
    await look(order);
    expect(await state(order)).toBe('cancelled');
  });

  it('is followed on by its external code when another document has it', async () => {
    const order = await read();
    const second = await shop.createUnseen(order, order.customerId ?? 0);
    remove(order);
    await looks(order, 2);
    expect(await found(order)).toMatchObject({ state: 'submitted', regosDocumentId: second });
    expect(await toldOfDeletion(order)).toEqual([]);
  });

  it('is nothing of the kind once it was sold: staff tidy up', async () => {
    const order = await read();
    for (const status of ['Approved', 'Processing', 'Paying', 'Finished'] as const) {
      shop.regos.moveStatus(shop.connectionId, order.regosDocumentId, status);
    }
    await look(order);
    shop.regos.deleteDocument(shop.connectionId, order.regosDocumentId, 'mark');
    await eventSays(order);
    await look(order);
    shop.regos.deleteDocument(shop.connectionId, order.regosDocumentId, 'delete');
    await eventSays(order);
    await look(order);
    expect(await state(order)).toBe('submitted');
    expect(await shop.told(order.id)).not.toContain('orderDeleted');
  });

  it('cannot be cancelled unseen, by buyer or operator, and says why', async () => {
    const order = await read();
    remove(order);
    const cancel = shop.app.get(OrderService).cancel(shop.tenant, order.chatId, order.number);
    await expect(cancel).rejects.toEqual(new UserError('orderUnseen'));
    const byOperator = shop.app.get(OrderOperations).cancel(await found(order), async () => undefined);
    await expect(byOperator).rejects.toThrow(/does not show the document/);
    await eventSays(order);
    const again = await shop.app.get(OrderService).cancel(shop.tenant, order.chatId, order.number);
    expect(again).toMatchObject({ state: 'cancelled', toldFacts: { deleted: true } });
  });

  it('is of one shop: another’s document of the same number is left alone', async () => {
    const order = await read();
    const [first, connectionId] = [shop.tenant.id, shop.connectionId];
    await shop.reset({ ORDERS_CHAT_ID: '-1000' });
    const other = await read();
    expect(other.regosDocumentId).toBe(order.regosDocumentId);
    shop.regos.deleteDocument(connectionId, order.regosDocumentId, 'mark');
    shop.regos.deleteDocument(connectionId, order.regosDocumentId, 'delete');
    await shop.app.get(OrderRepository).pollSoon(first, order.regosDocumentId, { deletedDue: true });
    await look(order);
    await look(other);
    expect([await state(order), await state(other)]).toEqual(['cancelled', 'submitted']);
  });

  it('needs no look for a second document any more', async () => {
    const order = await read();
    remove(order);
    await eventSays(order);
    await look(order);
    await shop.app.get(DuplicateCheck).run(await found(order));
    expect(await state(order)).toBe('cancelled');
  });
});
