import { Metrics } from './metrics';

describe('Metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = new Metrics();
  });
  afterEach(() => {
    metrics.registry.clear();
    jest.restoreAllMocks();
  });

  function later(ms: number): void {
    const nowMs = performance.now() + ms;
    jest.spyOn(performance, 'now').mockReturnValue(nowMs);
  }

  it('counts and times updates, calls to REGOS, orders and the event loop', async () => {
    metrics.updateHandled('message', 'done', 120);
    metrics.updateHandled('message', 'failed', 80);
    metrics.regosCalled('Item/GetExt', 'rateLimited', 40);
    const counts = new Map([['placed', 3]]);
    metrics.watchOrders(async () => counts);
    const text = await metrics.registry.metrics();
    expect(text).toContain('rto_updates_total{kind="message",outcome="done"} 1');
    expect(text).toContain('rto_update_handling_seconds_sum{kind="message"} 0.2');
    expect(text).toContain('rto_regos_calls_total{method="Item/GetExt",outcome="rateLimited"} 1');
    expect(text).toContain('rto_orders{state="placed"} 3');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('forgets a state that no order has any more', async () => {
    let counts = new Map([['placed', 3]]);
    metrics.watchOrders(async () => counts);
    await metrics.registry.metrics();
    counts = new Map([['submitted', 3]]);
    later(30_000);
    expect(await metrics.registry.metrics()).not.toContain('state="placed"');
  });

  it('counts orders once for all who ask within half a minute', async () => {
    const counted = jest.fn(async () => new Map([['placed', 3]]));
    metrics.watchOrders(counted);
    await Promise.all([metrics.registry.metrics(), metrics.registry.metrics()]);
    later(29_000);
    expect(await metrics.registry.metrics()).toContain('rto_orders{state="placed"} 3');
    expect(counted).toHaveBeenCalledTimes(1);
    later(1_000);
    await metrics.registry.metrics();
    expect(counted).toHaveBeenCalledTimes(2);
  });

  it('tells the other figures while the database is away', async () => {
    metrics.watchOrders(() => Promise.reject(new Error('away')));
    metrics.updateHandled('message', 'done', 1);
    expect(await metrics.registry.metrics()).toContain('rto_updates_total{kind="message",outcome="done"} 1');
  });

  it('are separate in each application of one process', async () => {
    const other = new Metrics();
    metrics.updateHandled('message', 'done', 1);
    expect(await other.registry.metrics()).not.toContain('kind="message"');
    other.registry.clear();
  });

  it('tell of queues, and do without those that are away', async () => {
    let isAway = false;
    metrics.watchQueues(async () => {
      if (isAway) throw new Error('away');
      return [{ queue: 'orders', jobs: { waiting: 2, delayed: 1 }, oldestAgeSec: 7 }];
    });
    const text = await metrics.registry.metrics();
    expect(text).toContain('rto_queue_jobs{queue="orders",state="waiting"} 2');
    expect(text).toContain('rto_queue_oldest_job_seconds{queue="orders"} 7');
    isAway = true;
    expect(await metrics.registry.metrics()).not.toContain('queue="orders"');
  });

  it('have a bounded number of series, whatever anybody sends', async () => {
    const tenantId = 'b3a1c1de-0000-4000-8000-000000000000';
    for (let number = 0; number < 1_000; number += 1) {
      metrics.updateHandled(`kind_${number}`, 'done', 1);
      metrics.updateHandled('message', 'done', 1);
      metrics.regosCalled(`Method${'abcdefghij'[number % 10]}${number}/Get`, 'ok', 1);
      metrics.regosCalled(`Table${String.fromCharCode(97 + (number % 26), 97 + (number % 25))}/Get`, 'ok', 1);
      metrics.regosCalled(tenantId, 'ok', 1);
    }
    const series = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('rto_'));
    const labels = (name: string): Set<string> =>
      new Set(series.flatMap((line) => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? []));
    expect([...labels('kind')].sort()).toEqual(['message', 'other']);
    expect(labels('method').size).toBe(61);
    expect(series.join()).not.toContain(tenantId);
    expect(series.length).toBeLessThan(1_000);
  });
});
