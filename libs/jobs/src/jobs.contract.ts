import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import { Jobs } from './jobs';
import { SLOTS, startJobsApp, type JobsApp, type TestStore } from './jobs.test-app';

const payload = () => ({ tenantId: randomUUID(), orderId: randomUUID() });

/** One suite for each back end: what the rest of the service relies on. */
export function describeJobs(openStore: () => Promise<TestStore>): void {
  let store: TestStore;
  let app: JobsApp;
  beforeAll(async () => {
    store = await openStore();
    app = await startJobsApp(store);
  });
  afterAll(async () => {
    await app.close();
    await store.close();
  });

  it('hands a job to its processor, with its payload and nothing else', async () => {
    const order = payload();
    await app.jobs.add('orders.submit', order);
    const [run] = await app.recorder.runs(order.orderId, 1);
    expect(run).toMatchObject({ id: `submit-${order.tenantId}-${order.orderId}`, data: order, attempt: 0 });
  });

  it('repeats what failed after a wait that grows', async () => {
    const order = payload();
    app.recorder.plan(order.orderId, [new RetryableError('busy'), new RetryableError('busy')]);
    await app.jobs.add('orders.submit', order);
    const [first, second, third] = await app.recorder.runs(order.orderId, 3);
    // 1 s and 2 s, of which up to 30 % is left to chance
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(690);
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(1_390);
    expect(third?.attempt).toBe(2);
  });

  it('does not repeat what will fail the same way', async () => {
    const order = payload();
    app.recorder.plan(order.orderId, [new PermanentError('refused')]);
    await app.jobs.add('orders.submit', order);
    await app.recorder.runs(order.orderId, 1);
    await app.recorder.wait(1_500);
    expect(app.recorder.count(order.orderId)).toBe(1);
  });

  it('starts a delayed job no sooner than it was told', async () => {
    const order = payload();
    const added = performance.now();
    await app.jobs.add('orders.submit', order, { delayMs: 700 });
    const [run] = await app.recorder.runs(order.orderId, 1);
    expect((run?.at ?? 0) - added).toBeGreaterThanOrEqual(690);
  });

  it('spends no attempt on a job that its processor puts aside', async () => {
    const order = payload();
    app.recorder.plan(order.orderId, [{ delayMs: 400 }, { delayMs: 400 }]);
    await app.jobs.add('orders.submit', order);
    const runs = await app.recorder.runs(order.orderId, 3);
    expect(runs.map((run) => run.attempt)).toEqual([0, 0, 0]);
    expect((runs[2]?.at ?? 0) - (runs[0]?.at ?? 0)).toBeGreaterThanOrEqual(780);
  });

  it('puts aside what says when it may be done, which is no attempt', async () => {
    const order = payload();
    const noTurn = () => new RateLimitedError('no turn', { retryAfterMs: 400 });
    app.recorder.plan(order.orderId, [noTurn(), noTurn()]);
    await app.jobs.add('orders.submit', order);
    const runs = await app.recorder.runs(order.orderId, 3);
    expect(runs.map((run) => run.attempt)).toEqual([0, 0, 0]);
    expect((runs[2]?.at ?? 0) - (runs[0]?.at ?? 0)).toBeGreaterThanOrEqual(780);
  });

  it('gives one tenant a quarter of the slots and does the rest of its jobs later', async () => {
    const sick = payload();
    const orders = Array.from({ length: SLOTS }, () => ({ ...sick, orderId: randomUUID() }));
    for (const order of orders) app.recorder.plan(order.orderId, [{ lastsMs: 900 }]);
    for (const order of orders) await app.jobs.add('orders.submit', order);
    const other = payload();
    await app.jobs.add('orders.submit', other);
    await app.recorder.runs(other.orderId, 1);
    expect(orders.filter(({ orderId }) => app.recorder.count(orderId) > 0)).toHaveLength(SLOTS / 4);
    const runs = await Promise.all(orders.map(({ orderId }) => app.recorder.runs(orderId, 1)));
    expect(new Set(runs.flat().map(({ attempt }) => attempt))).toEqual(new Set([0]));
  });

  it('goes on with others while as many jobs hang as there are slots', async () => {
    const hanging = Array.from({ length: SLOTS }, payload);
    for (const order of hanging) app.recorder.plan(order.orderId, [{ lastsMs: 4_000 }]);
    for (const order of hanging) await app.jobs.add('orders.submit', order);
    for (const order of hanging) await app.recorder.runs(order.orderId, 1);
    const [at, other] = [performance.now(), payload()];
    await app.jobs.add('orders.submit', other);
    const [run] = await app.recorder.runs(other.orderId, 1);
    expect((run?.at ?? 0) - at).toBeLessThan(2_500);
  });

  it('adds waiting work once, and again after it was done', async () => {
    const order = payload();
    await app.jobs.add('orders.submit', order, { delayMs: 300 });
    await app.jobs.add('orders.submit', order, { delayMs: 300 });
    await app.recorder.runs(order.orderId, 1);
    await app.recorder.wait(600);
    expect(app.recorder.count(order.orderId)).toBe(1);
    await app.jobs.add('orders.submit', order);
    await app.recorder.runs(order.orderId, 2);
  });

  it('adds the same work again after it was given up', async () => {
    const order = payload();
    app.recorder.plan(order.orderId, [new PermanentError('refused')]);
    await app.jobs.add('orders.submit', order);
    await app.recorder.runs(order.orderId, 1);
    await app.recorder.wait(300);
    await app.jobs.add('orders.submit', order);
    await app.recorder.runs(order.orderId, 2);
  });

  it('keeps the jobs of two tenants apart', async () => {
    const orderId = randomUUID();
    const tenants = [randomUUID(), randomUUID()];
    for (const tenantId of tenants) await app.jobs.add('orders.submit', { tenantId, orderId });
    const runs = await app.recorder.runs(orderId, 2);
    expect(runs.map((run) => run.data.tenantId).sort()).toEqual(tenants.sort());
  });

  it('does what was left to do after a restart', async () => {
    const [waiting, delayed] = [payload(), payload()];
    await app.close();
    const idle = await startJobsApp(store, { withWorker: false });
    await idle.jobs.add('orders.submit', waiting);
    await idle.jobs.add('orders.submit', delayed, { delayMs: 1_000 });
    await idle.close();
    await store.reopen();

    app = await startJobsApp(store);
    await app.recorder.runs(waiting.orderId, 1);
    await app.recorder.runs(delayed.orderId, 1);
  });

  it('closes in time although a job does not end', async () => {
    const order = payload();
    app.recorder.plan(order.orderId, ['never ends']);
    await app.jobs.add('orders.submit', order);
    await app.recorder.runs(order.orderId, 1);
    const started = performance.now();
    await app.close();
    expect(performance.now() - started).toBeLessThan(4_000);
    app = await startJobsApp(store);
  });

  it('is injected as the port', () => {
    expect(app.jobs).toBeInstanceOf(Jobs);
  });
}
