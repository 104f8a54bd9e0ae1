import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ASKED_FOR, commandOf, composeFile, ROOT, type AppService } from './compose-file';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { KINDS, RunningCluster } from './running-cluster';
import { ADMIN_KEY, HANDLER_SECRET } from './test-world';
import { closeWithoutComplaints } from './walking';

const { services } = composeFile({
  ...ASKED_FOR,
  ADMIN_API_KEY: ADMIN_KEY,
  REGOS_HANDLER_SECRET: HANDLER_SECRET,
});

/** What the container runs, after `node` and in the image's folder, which is built like this one. */
function argumentsOf(name: AppService): readonly string[] {
  const [, ...rest] = commandOf(services[name]);
  return rest.map((word) => (word.startsWith('dist/') ? join(ROOT, word) : word));
}

/** A container's environment, but for addresses of what the test has elsewhere, and a port that containers do not share. */
function environment(): Record<string, string> {
  const { DATABASE_URL, REDIS_URL, PUBLIC_URL, INTERNAL_PORT, ...rest } = services['api']?.environment ?? {};
  expect([DATABASE_URL, REDIS_URL, PUBLIC_URL, INTERNAL_PORT]).not.toContain(undefined);
  const given = Object.entries(rest).map(([name, value]) => [name, String(value ?? '')] as const);
  return { NODE_ENV: 'production', ...Object.fromEntries(given) };
}

describe('the commands of the containers, as plain processes', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({
      shop: aStockedShop(),
      environment: environment(),
      command: argumentsOf,
      size: { api: 2 },
      prepare: (stores) => {
        const step = spawnSync(process.execPath, argumentsOf('migrate'), { env: stores, encoding: 'utf8' });
        expect([step.status, step.stdout]).toEqual([
          0,
          expect.stringContaining('the database is up to date') as string,
        ]);
      },
    });
  }, 120_000);
  afterAll(() => closeWithoutComplaints(cluster));

  it('sell, each of them healthy', async () => {
    for (const kind of KINDS) {
      for (const { url } of cluster.processes(kind)) {
        expect((await fetch(`${url}/health/live`)).status).toBe(200);
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      }
    }
    const chat = await cluster.visitor();
    await accepted(chat, await confirmOrder(chat));
    expect(documentsOf(cluster, chat)).toHaveLength(1);
  }, 60_000);

  it('can migrate beside the running processes, changing nothing', () => {
    const env = cluster.environment;
    const step = spawnSync(process.execPath, argumentsOf('migrate'), { env, encoding: 'utf8' });
    expect([step.status, step.stderr]).toEqual([0, '']);
  });

  it('end with code 0 when they are told to', async () => {
    const startedAt = performance.now();
    expect(await cluster.stop()).toEqual([0, 0, 0, 0]);
    const graceSec = Number.parseInt(services['api']?.stop_grace_period ?? '', 10);
    expect(performance.now() - startedAt).toBeLessThan(graceSec * 1000);
  }, 60_000);
});
