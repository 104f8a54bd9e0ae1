import { RunningCluster } from './running-cluster';
import { until } from './test-process';
import { HANDLER_SECRET } from './test-world';

/** Without waiting for a store, with all the patience that a busy machine needs. */
const AT_ONCE_MS = 1_000;
/** A queue that hangs says so after two seconds, a statement that hangs after twelve. */
const SOON_MS = 5_000;

interface HandlerReply {
  readonly status: number;
  readonly ms: number;
  readonly retryAfter: string | null;
  readonly body: { readonly ok?: boolean };
}

describe("REGOS's handler while a store is away", () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ wired: true });
  }, 120_000);
  afterAll(() => cluster?.close());

  async function call(action: string, data?: unknown): Promise<HandlerReply> {
    const { connectionId } = cluster.tenant;
    const startedAt = performance.now();
    const response = await fetch(`${cluster.url}/regos/${HANDLER_SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ connected_integration_id: connectionId, action, data }),
    });
    const body = (await response.json()) as { ok?: boolean };
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, ms: performance.now() - startedAt, retryAfter, body };
  }

  it('answers at once although Redis hangs, and does the work all the same', async () => {
    const chat = await cluster.visitor();
    process.kill(cluster.redis.pid, 'SIGSTOP');
    try {
      const messages = [{ recipient: String(chat.person.id), message: 'Скидки до пятницы' }];
      for (const reply of [await call('UpdateSettings'), await call('SendMessages', messages)]) {
        expect(reply).toMatchObject({ status: 200, body: { ok: true } });
        expect(reply.ms).toBeLessThan(AT_ONCE_MS);
      }
    } finally {
      process.kill(cluster.redis.pid, 'SIGCONT');
    }
    await chat.waitFor('Скидки до пятницы', 25_000);
  }, 60_000);

  it.each(['hang', 'cut'] as const)(
    'answers 503 soon when the database is away (%s), and takes the call when it comes again',
    async (fault) => {
      cluster.databaseWire[fault]();
      try {
        const reply = await call('UpdateSettings');
        expect(reply).toMatchObject({ status: 503, retryAfter: '2' });
        expect(reply.ms).toBeLessThan(SOON_MS);
      } finally {
        cluster.databaseWire.restore();
      }
      await until(async () => (await call('UpdateSettings')).body.ok === true, 25_000);
    },
    60_000,
  );
});
