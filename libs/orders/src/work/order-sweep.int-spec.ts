import { Logger } from '@nestjs/common';
import { ProcessLease, ProcessRepository } from '@rto/cluster';
import { Bell, type JobPayload } from '@rto/jobs';
import { staffCards } from '@rto/database';
import { newId } from '@rto/kernel';
import type { Job } from 'bullmq';
import { eq } from 'drizzle-orm';
import { DuplicateCheck } from '../submission/duplicate-check';
import type { Order } from '../order';
import { OrderSubmission } from '../submission/order-submission';
import { OrderSweep } from './order-sweep';
import { OrderTracking } from '../following/order-tracking';
import { OrderRepository } from '../ledger/order.repository';
import { SubmitOrderProcessor } from './orders.processor';
import { ADD_FULL, LEASE_MS, TestShop } from '../shop.fixture';
import { SweepRepository } from './sweep.repository';
import { TrackingRepository } from '../following/tracking.repository';

describe('the sweep of orders', () => {
  let shop: TestShop;
  let sweep: OrderSweep;
  let lease: ProcessLease;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    shop = await TestShop.open();
    const { app } = shop;
    lease = new ProcessLease(new ProcessRepository(shop.database.db), 'worker', shop.database);
    await lease.start();
    sweep = new OrderSweep(
      app.get(SweepRepository),
      app.get(TrackingRepository),
      app.get(OrderSubmission),
      app.get(OrderTracking),
      app.get(DuplicateCheck),
      app.get(Bell),
      lease,
    );
  });
  afterAll(async () => {
    await lease.stop();
    await shop.close();
  });
  beforeEach(() => shop.reset());

  const stateOf = async (order: Order): Promise<string> => (await shop.ledger.row(order.id)).state;
  async function round(): Promise<void> {
    shop.jobs.rung.length = 0;
    await sweep.sweep();
    await sweep.idle();
  }

  it('rings for a due order and leaves it to the queue', async () => {
    const order = await shop.place();
    await round();
    expect(shop.jobs.rung).toContain('orders.submit');
    expect(await stateOf(order)).toBe('placed');
  });

  it('submits what the queue has not heard for long: a delayed job of a wrong clock, a process that died', async () => {
    const order = await shop.place();
    await shop.ledger.dueIn(order.id, -6_000);
    await round();
    expect(await stateOf(order)).toBe('submitted');
  });

  it('submits and follows by itself while the queue is away', async () => {
    shop.jobs.isAway = true;
    const order = await shop.place();
    await round();
    expect(await stateOf(order)).toBe('submitted');
    await round();
    expect((await shop.ledger.row(order.id)).regosCode).toBe('ODL-0000001');
  });

  it('takes over at once what a process that died was working on', async () => {
    const order = await shop.place();
    await shop.app.get(OrderRepository).claim(order.tenantId, order.id, LEASE_MS, newId());
    shop.jobs.isAway = true;
    await round();
    expect(await stateOf(order)).toBe('submitted');
  });

  it.each<[string, (order: Order) => Promise<unknown>]>([
    ['sweeps', round],
    [
      'hears the queue',
      ({ id, tenantId }) => {
        const job = { data: { tenantId, orderId: id } } as Job<JobPayload<'orders.submit'>>;
        return new SubmitOrderProcessor(shop.app.get(OrderSubmission), lease).process(job);
      },
    ],
  ])('names its process as the holder of what it works on when it %s', async (_, work) => {
    const order = await shop.place();
    await shop.ledger.dueIn(order.id, -6_000);
    shop.addFault({ kind: 'slow', ms: 500 });
    const working = work(order);
    await shop.callSeen(ADD_FULL);
    expect(await shop.ledger.row(order.id)).toMatchObject({ holder: lease.id });
    await working;
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'submitted', holder: null });
  });

  it('asks the buyer of an order that waits for a minute to wait, and nobody before', async () => {
    const [late, early] = [await shop.place(), await shop.place()];
    await shop.ledger.age(late.id, 61_000);
    await shop.ledger.age(early.id, 50_000);
    await round();
    expect([await shop.told(late.id), await shop.told(early.id)]).toEqual([['orderWaiting'], []]);
    for (const order of [late, early]) await shop.submit(order); // nothing is left to the sweeps of other tests
  });

  it('looks for a second document of an order when that is due', async () => {
    shop.addFault({ kind: 'lostAfter' });
    const order = await shop.place();
    await shop.submit(order);
    expect(await shop.submit(order)).toBe('submitted');
    await shop.createUnseen(order, shop.regos.customers(shop.connectionId)[0]?.id ?? 0);
    await round();
    expect(shop.documents.map(({ status }) => status)).toEqual(['New', 'New']);
    await shop.ledger.hurry(order.id);
    await round();
    expect(shop.documents.map(({ status }) => status)).toEqual(['New', 'Canceled']);
  });

  it('goes on with the others when one order fails in a way that nobody foresaw', async () => {
    const placed = [await shop.place(), await shop.place({ chatId: 701 })];
    await shop.reset();
    placed.push(await shop.place());
    const submit = jest.spyOn(shop.app.get(OrderSubmission), 'submit');
    submit.mockRejectedValueOnce(new Error('the database is away'));
    shop.jobs.isAway = true;
    await round();
    const states = await Promise.all(placed.map(stateOf));
    expect(states.sort()).toEqual(['placed', 'submitted', 'submitted']);
    await round();
    expect(await Promise.all(placed.map(stateOf))).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('reminds the staff once of an order that nobody accepts, and of no other', async () => {
    await shop.reset({ ORDERS_CHAT_ID: '-1000', ALARM_MINUTES: '15' });
    const [late, accepted] = [await shop.place(), await shop.place({ chatId: 701 })];
    for (const order of [late, accepted]) await shop.submit(order);
    await round();
    expect(await shop.told(late.id)).not.toContain('staffLate');
    const [, document] = shop.documents;
    shop.regos.moveStatus(shop.connectionId, document?.id ?? 0, 'Approved');
    const { app, database, tenant } = shop;
    const found = await app.get(OrderRepository).findById(tenant.id, accepted.id);
    if (found) await app.get(OrderTracking).look(tenant, found);
    const cards = database.db
      .of(tenant.id)
      .update(staffCards)
      .set({ alarmAt: new Date(0) });
    await cards.where(eq(staffCards.tenantId, tenant.id));
    await round();
    await round();
    const times = async ({ id }: Order): Promise<number> =>
      (await shop.told(id)).filter((type) => type === 'staffLate').length;
    expect([await times(late), await times(accepted)]).toEqual([1, 0]);
  });

  it('is not held up by a REGOS that hangs: others are submitted meanwhile', async () => {
    const slow = await shop.place();
    const { connectionId } = shop;
    await shop.reset();
    const quick = await shop.place();
    shop.regos.faults.add({ kind: 'slow', ms: 900, connectedIntegrationId: connectionId });
    shop.jobs.isAway = true;
    await sweep.sweep();
    const deadline = performance.now() + 5_000;
    while ((await stateOf(quick)) !== 'submitted' && performance.now() < deadline);
    expect(await stateOf(quick)).toBe('submitted');
    expect(await stateOf(slow)).toBe('submitting');
    await sweep.idle();
    expect(await stateOf(slow)).toBe('submitted');
  });
});
