import { aStockedShop, accepted, confirmOrder, documentsOf } from './ordering';
import { KINDS, RunningCluster } from './running-cluster';
import { until } from './test-process';
import { ADMIN_KEY } from './test-world';
import { closeWithoutComplaints, placeOrder } from './walking';

describe('api, bot and worker as processes of their own', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ shop: aStockedShop() });
  }, 120_000);
  afterAll(() => closeWithoutComplaints(cluster));

  it('sell together', async () => {
    const chat = await cluster.visitor();
    await placeOrder(chat);
    expect(documentsOf(cluster, chat)).toHaveLength(1);
  }, 60_000);

  it('name what each of them depends on', async () => {
    for (const kind of KINDS) {
      const response = await fetch(`${cluster.process(kind).url}/health/ready`);
      expect(await response.json()).toMatchObject({
        status: 'ok',
        checks: { database: { status: 'up' }, redis: { status: 'up' }, jobs: { status: 'up' } },
      });
    }
  });

  it('answer the operator and REGOS in the api alone', async () => {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` };
    const statusOf = async (kind: 'api' | 'bot' | 'worker', path: string, key = {}): Promise<number> =>
      (await fetch(`${cluster.process(kind).url}${path}`, { headers: key })).status;
    for (const kind of KINDS) {
      expect([await statusOf(kind, '/metrics'), await statusOf(kind, '/metrics', headers)]).toEqual([
        401, 200,
      ]);
    }
    expect(await statusOf('api', '/admin/v1/tenants')).toBe(401);
    for (const kind of ['bot', 'worker'] as const) {
      expect(await statusOf(kind, '/admin/v1/tenants')).toBe(404);
      expect(await statusOf(kind, '/docs', headers)).toBe(404);
      const misled = await fetch(`${cluster.process(kind).url}/regos/a-secret-of-somebody`, {
        method: 'POST',
      });
      expect(misled.headers.get('content-type')).toContain('application/problem+json');
      expect(await misled.json()).toEqual({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: 'There is nothing at this address.',
      });
    }
  });

  it('keep an order for the worker that comes back', async () => {
    const worker = cluster.process('worker');
    await worker.kill();
    const chat = await cluster.visitor();
    const number = await confirmOrder(chat);
    await worker.start();
    await accepted(chat, number);
    expect(documentsOf(cluster, chat)).toHaveLength(1);
  }, 60_000);

  it('end by SIGTERM in time, having said so before', async () => {
    const api = cluster.process('api');
    api.signal('SIGTERM');
    await until(() => !api.isRunning, 10_000);
    expect(api.log).toContain('SIGTERM: stopping');
    await api.start();
    expect(await cluster.stop()).toEqual([0, 0, 0]);
  }, 60_000);
});
