import { orders as ledger } from '@rto/database';
import { newId } from '@rto/kernel';
import { RegosDeliveryOrders } from '@rto/regos';
import { TenantService } from '@rto/settings';
import type { TestingModule } from '@nestjs/testing';
import { DuplicateCheck } from './duplicate-check';
import type { ClaimedOrder, Order } from '../order';
import { OrderCreation } from './order-creation';
import { OrderOperations } from '../following/order-operations';
import { OrderRepository } from '../ledger/order.repository';
import { OrderService } from '../order.service';
import { OrderSubmission } from './order-submission';
import { startProcess } from '../orders.fixture';
import { ADD_FULL, LEASE_MS, SETTLE_MS, TestShop } from '../shop.fixture';
import { SweepRepository } from '../work/sweep.repository';
import { TrackingRepository } from '../following/tracking.repository';

/**
 * One order, many hands: processes that die, stop and go on, or come at once.
 *
 * Taken out by hand: without the fence of `finishAttempt` the late process tells the buyer a second time; with the
 * settling time counted from the start of a call that a crash cut off, it is created again too early.
 */
describe('who works on an order', () => {
  let shop: TestShop;
  let orders: OrderRepository;
  let second: TestingModule;
  beforeAll(async () => {
    shop = await TestShop.open();
    second = await shop.startProcess();
    orders = shop.app.get(OrderRepository);
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());
  afterEach(() => {
    jest.useRealTimers();
    expect(shop.regos.violations).toEqual([]);
  });

  async function aCustomer(): Promise<number> {
    await shop.submit(await shop.place());
    const [customer] = shop.regos.customers(shop.connectionId);
    if (!customer) throw new Error('the first order made no customer');
    return customer.id;
  }

  async function claimed(order: Order, holder?: string): Promise<ClaimedOrder> {
    const claim = await orders.claim(order.tenantId, order.id, LEASE_MS, holder);
    if (!claim) throw new Error('the order is not to be had');
    return claim;
  }

  const addFulls = (): number => shop.calls.filter((method) => method === ADD_FULL).length;

  it('is one of two processes that get the same 10 orders at once', async () => {
    await aCustomer();
    shop.regos.setStock(shop.connectionId, 101, '100');
    // of ten people: one person's orders go one after another
    const placed = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        shop.place({ chatId: 800 + index, phone: `99890123400${index}` }),
      ),
    );
    await Promise.all(
      [...placed, ...placed].flatMap((order) =>
        [shop.app, second].map((app) => app.get(OrderSubmission).submit(order.tenantId, order.id)),
      ),
    );
    expect(shop.documents).toHaveLength(11);
    for (const order of placed) expect(await shop.told(order.id)).toEqual(['orderAccepted']);
  });

  it('finds the document of a process that died after REGOS had made it', async () => {
    const customerId = await aCustomer();
    const order = await claimed(await shop.place());
    await orders.markSent({ ...order, customerId }, LEASE_MS);
    await shop.createUnseen(order, customerId);
    expect(await shop.submit(order, second)).toBe('submitting'); // its lease still runs
    expect(await shop.submitAfter(LEASE_MS, order)).toBe('submitted');
    expect(shop.documents).toHaveLength(2);
  });

  it('waits for the call of a process that died, from the end of its lease on', async () => {
    const customerId = await aCustomer();
    const order = await claimed(await shop.place());
    await orders.markSent({ ...order, customerId }, LEASE_MS);
    expect(await shop.submitAfter(LEASE_MS, order)).toBe('unknown');
    expect(await shop.submitAfter(SETTLE_MS - 10_000, order)).toBe('unknown');
    expect(addFulls()).toBe(1); // the first order's
    expect(await shop.submitAfter(10_000, order)).toBe('submitted');
    expect(shop.documents).toHaveLength(2);
  });

  it('is looked up at once after a death, and not made again before the call of the dead is over', async () => {
    const customerId = await aCustomer();
    const [seen, lost] = [
      await claimed(await shop.place(), newId()),
      await claimed(await shop.place({ chatId: 701 }), newId()),
    ];
    for (const order of [seen, lost]) await orders.markSent({ ...order, customerId }, LEASE_MS);
    await shop.createUnseen(seen, customerId);
    await new SweepRepository(shop.database.db).releaseAbandoned();
    expect(await shop.submit(seen, second)).toBe('submitted');
    expect(await shop.submit(lost, second)).toBe('unknown');
    expect(await shop.submitAfter(LEASE_MS + SETTLE_MS - 10_000, lost)).toBe('unknown');
    expect(addFulls()).toBe(2); // the first order's, and the one that nobody saw
    expect(await shop.submitAfter(10_000, lost)).toBe('submitted');
    expect(shop.documents).toHaveLength(3);
  });

  it('holds it for longer than its call may take, whatever is configured', async () => {
    const timeoutMs = 300_000;
    const { database, clock, jobs, cipher, regos } = shop;
    const surroundings = { database, clock, jobs, cipher, regosUrl: regos.url, settleMs: SETTLE_MS };
    const patient = await startProcess({ ...surroundings, timeoutMs });
    const order = await shop.place();
    shop.addFault({ kind: 'slow', ms: 300 });
    const working = patient.get(OrderSubmission).submit(order.tenantId, order.id);
    await shop.callSeen(ADD_FULL);
    const { leaseUntil, unknownSince } = await shop.ledger.row(order.id);
    for (const end of [leaseUntil, unknownSince]) {
      expect(Number(end) - Date.now()).toBeGreaterThan(timeoutMs + 30_000); // it may leave half a minute later
    }
    await working;
    await patient.close();
  });

  it.each([-1, 1])(
    'is known by the clock of the database when that of the process is off by %d h',
    async (hours) => {
      const { tenantId, id } = await shop.place();
      setClock(hours);
      const order = await orders.claim(tenantId, id, LEASE_MS);
      expect(await orders.claim(tenantId, id, LEASE_MS)).toBeUndefined();
      expect(order && (await orders.markSent(order, LEASE_MS))).toBe(true);
      expect(await orders.claim(tenantId, id, LEASE_MS)).toBeUndefined();
    },
  );

  it('sends nothing when it was stopped until another had taken the order over', async () => {
    const customerId = await aCustomer();
    const late = await claimed(await shop.place());
    expect(await shop.submitAfter(LEASE_MS + 1, late)).toBe('submitted');
    const tenant = await shop.app.get(TenantService).get(shop.tenant.id);
    await shop.app.get(OrderCreation).create(tenant, { ...late, customerId });
    expect(shop.documents).toHaveLength(2);
  });

  it('sends nothing when it was stopped between its claim and the call', async () => {
    const customerId = await aCustomer();
    const late = await claimed(await shop.place());
    const [markSent, now] = [orders.markSent.bind(orders), performance.now.bind(performance)];
    jest.spyOn(orders, 'markSent').mockImplementationOnce(async (...call) => {
      const isOurs = await markSent(...call);
      jest.spyOn(performance, 'now').mockImplementation(() => now() + LEASE_MS);
      return isOurs;
    });
    const tenant = await shop.app.get(TenantService).get(shop.tenant.id);
    await shop.app.get(OrderCreation).create(tenant, { ...late, customerId });
    jest.restoreAllMocks();
    expect(addFulls()).toBe(1); // the first order's
    expect((await shop.ledger.row(late.id)).state).toBe('placed');
  });

  it('lets go of an order that it created too late, and has its document looked for', async () => {
    const customerId = await aCustomer();
    const late = await claimed(await shop.place());
    await orders.markSent({ ...late, customerId }, LEASE_MS);
    await shop.submitAfter(LEASE_MS, late);
    expect(await shop.submitAfter(SETTLE_MS, late)).toBe('submitted'); // a second document, then the first:
    const tenant = await shop.app.get(TenantService).get(shop.tenant.id);
    await shop.database.db.acrossTenants.update(ledger).set({ duplicateCheckAt: null }); // looked for twice already
    await shop.app.get(OrderCreation).complete(tenant, late, await shop.createUnseen(late, customerId));
    expect(shop.documents).toHaveLength(3);
    expect(await shop.told(late.id)).toEqual(['orderAccepted']);
    const { duplicateCheckAt } = await shop.ledger.row(late.id);
    expect(duplicateCheckAt?.getTime()).toBeGreaterThan(Date.now());
  });

  describe('two documents with one code', () => {
    /** Everything that is due to be checked now. */
    async function check(order: Order): Promise<void> {
      await shop.ledger.hurry(order.id);
      const due = await shop.app.get(TrackingRepository).claimDuplicateChecks(60_000, 50);
      for (const one of due) await shop.app.get(DuplicateCheck).run(one);
    }

    /** Submitted after an answer was lost, so that duplicates are looked for. */
    async function submitted(): Promise<Order> {
      shop.addFault({ kind: 'lostAfter' });
      const order = await shop.place();
      await shop.submit(order);
      await shop.submit(order);
      return order;
    }
    const statuses = (): string[] => shop.documents.map(({ status }) => status);
    const customerId = (): number => shop.regos.customers(shop.connectionId)[0]?.id ?? 0;

    it('lose the higher one; looked for twice, and the staff is told', async () => {
      await shop.reset({ ORDERS_CHAT_ID: '-100500' });
      const order = await submitted();
      await shop.createUnseen(order, customerId());
      await check(order);
      expect(statuses()).toEqual(['New', 'Canceled']);
      expect(await shop.told(order.id)).toEqual([
        'orderAccepted',
        'staffNewOrder',
        'staffPlace',
        'staffAttention',
      ]);
      await shop.createUnseen(order, customerId());
      await check(order);
      expect(statuses()).toEqual(['New', 'Canceled', 'Canceled']);
      expect((await shop.ledger.row(order.id)).duplicateCheckAt).toBeNull();
    });

    it('are looked for after 2 and after 15 minutes', async () => {
      const order = await submitted();
      const minutesLeft = async (): Promise<number> => {
        const { duplicateCheckAt } = await shop.ledger.row(order.id);
        return Math.round((Number(duplicateCheckAt) - Date.now()) / 60_000);
      };
      expect(await minutesLeft()).toBe(2);
      await check(order);
      expect(await minutesLeft()).toBe(13);
      await check(order);
      expect((await shop.ledger.row(order.id)).duplicateCheckAt).toBeNull();
    });

    it('keep the lower one, though the order had the other: it is followed from now on', async () => {
      const order = await submitted();
      const higher = await shop.createUnseen(order, customerId());
      const claim = { set: { regosDocumentId: higher, regosCode: 'ODL-9' }, event: 'test' };
      await orders.changeFrom(order, ['submitted'], claim);
      await check(order);
      expect(statuses()).toEqual(['New', 'Canceled']);
      expect(await shop.ledger.row(order.id)).toMatchObject({
        regosDocumentId: shop.documents[0]?.id,
        regosCode: null,
        state: 'submitted',
      });
    });

    it('are both left when the shop works on the second already', async () => {
      const order = await submitted();
      const extra = await shop.createUnseen(order, customerId());
      shop.regos.moveStatus(shop.connectionId, extra, 'Approved');
      shop.regos.moveStatus(shop.connectionId, extra, 'Processing');
      await check(order);
      expect(statuses()).toEqual(['New', 'Processing']);
    });

    it.each([
      ['are both left when a till has the second', true, 'Approved'],
      ['lose the second when it is approved and no till has it', false, 'Canceled'],
    ])('%s', async (_, takenByTill, status) => {
      const order = await submitted();
      const extra = await shop.createUnseen(order, customerId());
      shop.regos.moveStatus(shop.connectionId, extra, 'Approved');
      const regos = shop.app.get(RegosDeliveryOrders);
      const found = await regos.findByExternalCode(shop.tenant.connection, order.externalCode);
      const spied = jest.spyOn(regos, 'findByExternalCode');
      spied.mockResolvedValueOnce(found.map((document) => ({ ...document, takenByTill })));
      await check(order);
      expect(statuses()).toEqual(['New', status]);
      spied.mockRestore();
    });

    it('are checked again when REGOS did not answer', async () => {
      const order = await submitted();
      await shop.createUnseen(order, customerId());
      shop.addFault({ kind: 'lostBefore' }, 'DocOrderDelivery/SetStatus');
      await expect(check(order)).rejects.toThrow();
      expect((await shop.ledger.row(order.id)).duplicateCheckAt).not.toBeNull();
      await check(order);
      expect(statuses()).toEqual(['New', 'Canceled']);
    });

    it('both go when the buyer has cancelled the order', async () => {
      const order = await submitted();
      await shop.createUnseen(order, customerId());
      await shop.app.get(OrderService).cancel(shop.tenant, order.chatId, order.number);
      await check(order);
      expect(statuses()).toEqual(['Canceled', 'Canceled']);
      expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'cancelled' });
    });

    it('does not leave one behind when the order was refused in the end', async () => {
      shop.addFault({ kind: 'lostBefore' });
      const order = await shop.place();
      await shop.submit(order);
      shop.addFault({ kind: 'errorCode', code: 1029 });
      expect(await shop.submitAfter(SETTLE_MS, order)).toBe('refused');
      await shop.createUnseen(order, customerId()); // the first create, after all
      await check(order);
      expect(statuses()).toEqual(['Canceled']);
    });

    it('are not what the operator has made by a retry while they were looked for', async () => {
      shop.addFault({ kind: 'lostBefore' });
      const order = await shop.place();
      await shop.submit(order);
      shop.addFault({ kind: 'errorCode', code: 1029 });
      await shop.submitAfter(SETTLE_MS, order);
      const refused = await orders.findById(order.tenantId, order.id);
      if (!refused) throw new Error('the order is gone');
      await shop.app.get(OrderOperations).retry(refused, async () => undefined);
      expect(await shop.submit(order)).toBe('submitted');
      await shop.app.get(DuplicateCheck).run(refused);
      expect(statuses()).toEqual(['New']);
    });
  });
});

/** Only the clock: everything else goes on as it is. */
function setClock(hours: number): void {
  const others = [
    'hrtime',
    'nextTick',
    'performance',
    'queueMicrotask',
    'setImmediate',
    'clearImmediate',
  ] as const;
  const timers = ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
  jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...others, ...timers] });
}
