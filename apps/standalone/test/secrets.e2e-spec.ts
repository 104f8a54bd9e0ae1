import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { aStockedShop } from './ordering';
import { ADMIN_KEY, HANDLER_SECRET, RunningShop } from './running-shop';
import { placeOrder } from './walking';

const ENCRYPTION_KEY = randomBytes(32).toString('base64');

/** A secret in the spellings in which it might lie or be sent. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // without their last characters, which depend on what follows
  const encoded = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
  return [secret, encodeURIComponent(secret), ...encoded.map((text) => text.replace(/=*$/, '').slice(0, -2))];
}

/** Every row of every table of every schema, as a superuser sees it. */
async function rowsOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`SELECT line::text AS row FROM ${name} line`);
    texts.push(name, ...rows.map(({ row }) => row));
  }
  await client.end();
  return texts.join('\n');
}

/** Every key of Redis with its value, of whatever type. */
async function valuesOf(url: string): Promise<string> {
  const client = new Redis(url);
  const texts: string[] = [];
  for (const key of await client.keys('*')) {
    const read: Record<string, () => Promise<unknown>> = {
      string: () => client.get(key),
      hash: () => client.hgetall(key),
      list: () => client.lrange(key, 0, -1),
      set: () => client.smembers(key),
      zset: () => client.zrange(key, 0, -1),
      stream: () => client.xrange(key, '-', '+'),
    };
    texts.push(key, JSON.stringify(await read[await client.type(key)]?.()));
  }
  client.disconnect();
  return texts.join('\n');
}

describe('what is secret', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let shop: RunningShop;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: {
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        ENCRYPTION_KEY,
        LOG_LEVEL: 'debug',
      },
    });
  }, 90_000);
  afterAll(async () => {
    await shop?.close();
    await redis?.dispose();
    await database?.drop();
  });

  it('lies readable in no row, no key, no job, no log line, no figure and no refusal', async () => {
    const chat = await shop.visitor();
    await placeOrder(chat);
    const answers = await refusals();
    const metrics = await (await fetch(`${shop.url}/metrics`)).text();
    const places = {
      database: await rowsOf(database.url),
      redis: await valuesOf(redis.url),
      log: shop.log,
      metrics,
      answers: answers.join('\n'),
    };
    expect(places.database).toContain('public.orders');
    expect(places.redis).toContain(`t:${shop.tenant.id}:`);
    expect(places.log).not.toBe('');

    const { connectionId, token } = shop.tenant;
    const [, tokenSecret] = token.split(':');
    const secrets = {
      connectionId,
      token: tokenSecret ?? '',
      phone: chat.person.phone ?? '',
      handlerSecret: HANDLER_SECRET,
      adminKey: ADMIN_KEY,
      encryptionKey: ENCRYPTION_KEY,
    };
    const found = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets)
        .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
        .map(([name]) => `${name} in ${place}`),
    );
    expect(found).toEqual([]);
  }, 90_000);

  /** What is answered to requests that carry secrets and are wrong. */
  async function refusals(): Promise<string[]> {
    const { id, connectionId, token } = shop.tenant;
    const ask = async (path: string, init: RequestInit): Promise<string> =>
      (await fetch(`${shop.url}${path}`, init)).text();
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    const body = (content: object): RequestInit => ({
      method: 'POST',
      headers,
      body: JSON.stringify(content),
    });
    return [
      await ask('/admin/v1/tenants', { headers: { authorization: `Bearer ${ADMIN_KEY}x` } }),
      await ask('/admin/v1/tenants', body({ connectedIntegrationId: connectionId })),
      await ask('/admin/v1/tenants', body({ connectedIntegrationId: connectionId, secret: token })),
      await ask(`/admin/v1/tenants/${id}/settings`, { ...body({ BOT_TOKEN: [token] }), method: 'PUT' }),
      await ask(`/regos/${HANDLER_SECRET}`, body({ action: 1, connected_integration_id: connectionId })),
      await ask(`/regos/${HANDLER_SECRET}/x`, body({ connected_integration_id: connectionId })),
    ];
  }
});
