import { OrderRepository } from '../ledger/order.repository';
import type { Order } from '../order';
import { ADD_FULL, GET, TestShop } from '../shop.fixture';

describe('orders after an old backup was restored', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  it('find the documents that were made since, and make none again', async () => {
    const placed: Order[] = [];
    while (placed.length < 5) placed.push(await shop.place()); // of one person: in turn
    for (const order of placed) expect(await shop.submit(order)).toBe('submitted');
    const before = shop.documents.map(({ id }) => id);
    for (const order of placed) await shop.ledger.restore(order.id);

    const restarted = await shop.startProcess();
    for (const order of placed) expect(await shop.submit(order, restarted)).toBe('submitted');
    expect(shop.documents.map(({ id }) => id)).toEqual(before);
    for (const { id, tenantId } of placed) {
      const order = await restarted.get(OrderRepository).findById(tenantId, id);
      expect(before).toContain(order?.regosDocumentId);
    }
  });

  it('find them too when the clock of the process is an hour behind', async () => {
    const order = await shop.place();
    expect(await shop.submit(order)).toBe('submitted');
    await shop.ledger.restore(order.id);
    shop.clock.advance(-3_600_000);
    expect(await shop.submit(order, await shop.startProcess())).toBe('submitted');
    shop.clock.advance(3_600_000);
    expect(shop.documents).toHaveLength(1);
  });

  it('are created when REGOS has none of them', async () => {
    const order = await shop.place();
    expect(await shop.submit(order, await shop.startProcess())).toBe('submitted');
    expect(shop.documents).toHaveLength(1);
    expect(shop.calls.indexOf(GET)).toBeLessThan(shop.calls.indexOf(ADD_FULL));
  });

  it('wait as orders that never left while REGOS is away', async () => {
    const order = await shop.place();
    const restarted = await shop.startProcess();
    shop.addFault({ kind: 'down' }, GET, 2);
    expect(await shop.submit(order, restarted)).toBe('placed');
    expect(await shop.submit(order, restarted)).toBe('submitted');
  });
});
