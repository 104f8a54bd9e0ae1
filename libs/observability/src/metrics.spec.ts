import { Metrics } from './metrics';

describe('Metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = new Metrics();
  });
  afterEach(() => metrics.registry.clear());

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
    expect(await metrics.registry.metrics()).not.toContain('state="placed"');
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
});
