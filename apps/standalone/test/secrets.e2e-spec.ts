import { randomBytes } from 'node:crypto';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { aStockedShop } from './ordering';
import { ADMIN_KEY, HANDLER_SECRET, RunningShop, until } from './running-shop';
import { rowsOf, spellings, valuesOf } from './secret-places';
import { placeOrder } from './walking';

const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const CLIENT_SECRET = 'e2e-client-secret-0123456789abcdef';
/** What an address may hold: Telegram's wants the token there, REGOS's the connection. */
const TELEGRAM_ADDRESS = /^\/bot\d+:[\w-]+\/\w+$/;
const REGOS_ADDRESS = /^\/oauth\/token$|^\/gateway\/out\/[0-9a-f]{32}\/v1\/(?:batch|\w+\/\w+)$/;

/** Updates by either way, the queue in either store. */
describe.each<{ updates: 'polling' | 'webhook'; queue: 'Redis' | 'PostgreSQL' }>([
  { updates: 'polling', queue: 'Redis' },
  { updates: 'webhook', queue: 'PostgreSQL' },
])('what is secret, with updates by $updates and the queue in $queue', ({ updates, queue }) => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let shop: RunningShop;

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = queue === 'Redis' ? await startRedis() : undefined;
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: {
        TELEGRAM_UPDATES: updates,
        DATABASE_URL: database.url,
        ...(redis && { REDIS_URL: redis.url }),
        REGOS_CLIENT_ID: 'e2e-client',
        REGOS_CLIENT_SECRET: CLIENT_SECRET,
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

  it('lies readable in no row, no key, no job, no log line, no figure, no refusal and no address', async () => {
    const chat = await shop.visitor();
    await placeOrder(chat);
    const answers = [...(await failures(() => chat.send('/start'))), ...(await refusals())];
    const metrics = await (
      await fetch(`${shop.url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } })
    ).text();
    const places = {
      database: await rowsOf(database.url),
      redis: redis ? await valuesOf(redis.url) : '',
      log: shop.log,
      metrics,
      answers: answers.join('\n'),
    };
    expect(places.database).toContain('public.orders');
    expect(places.redis.includes(`t:${shop.tenant.id}:`)).toBe(queue === 'Redis');
    expect(places.database.includes('bullmq.')).toBe(queue === 'PostgreSQL');
    expect(places.log).not.toBe('');

    const found = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets(chat.person.phone))
        .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
        .map(([name]) => `${name} in ${place}`),
    );
    expect(found).toEqual([]);

    const addresses = [
      ...shop.telegram.calls.filter(({ path }) => !TELEGRAM_ADDRESS.test(path)),
      ...shop.regos.calls.filter(({ path }) => !REGOS_ADDRESS.test(path)),
    ];
    expect(addresses).toEqual([]);
    expect(shop.regos.calls.map(({ method }) => method)).toContain('oauth/token');
  }, 120_000);

  function secrets(phone: string | undefined): Record<string, string> {
    const { connectionId, token } = shop.tenant;
    const webhookSecret = webhook()?.secret;
    const [accessToken = ''] = shop.regos.issuedTokens;
    expect(accessToken).not.toBe('');
    return {
      connectionId,
      token: token.split(':')[1] ?? '',
      phone: phone ?? '',
      handlerSecret: HANDLER_SECRET,
      adminKey: ADMIN_KEY,
      encryptionKey: ENCRYPTION_KEY,
      clientSecret: CLIENT_SECRET,
      accessToken,
      ...(webhookSecret !== undefined && { webhookSecret }),
    };
  }

  /** As Telegram was told; undefined while updates are polled. */
  function webhook(): { url: string; secret: string } | undefined {
    const body = shop.telegram.calls.find(({ method }) => method === 'setWebhook')?.body;
    expect(body !== undefined).toBe(updates === 'webhook');
    return body && { url: String(body['url']), secret: String(body['secret_token']) };
  }

  /** What is answered while Telegram and REGOS fail in words that repeat the address. */
  async function failures(tap: () => void): Promise<string[]> {
    const { id, connectionId, token } = shop.tenant;
    const description = `Internal Server Error: POST /bot${token}/sendMessage`;
    shop.telegram.faults.add({ kind: 'status', status: 500, description, times: 2 });
    tap();
    await until(() => shop.telegram.calls.some(({ status }) => status === 500));
    const answers: string[] = [];
    const refusal = `no such call: POST /gateway/out/${connectionId}/v1/Item/GetExt`;
    for (const fault of [
      { kind: 'httpStatus', status: 500 },
      { kind: 'errorCode', code: 9999, description: refusal },
    ] as const) {
      shop.regos.faults.add(fault);
      answers.push(await ask(`/admin/v1/tenants/${id}/check`, { method: 'POST', headers: operator }));
      shop.regos.faults.clear();
    }
    return answers;
  }

  /** What is answered to requests that carry secrets and are wrong. */
  async function refusals(): Promise<string[]> {
    const { id, connectionId, token } = shop.tenant;
    const body = (content: object): RequestInit => ({
      method: 'POST',
      headers: operator,
      body: JSON.stringify(content),
    });
    const told = webhook();
    const forged = { headers: { 'x-telegram-bot-api-secret-token': `${told?.secret}x` }, method: 'POST' };
    return [
      await ask('/admin/v1/tenants', { headers: { authorization: `Bearer ${ADMIN_KEY}x` } }),
      await ask('/admin/v1/tenants', body({ connectedIntegrationId: connectionId })),
      await ask('/admin/v1/tenants', body({ connectedIntegrationId: connectionId, secret: token })),
      await ask(`/admin/v1/tenants/${id}/settings`, { ...body({ BOT_TOKEN: [token] }), method: 'PUT' }),
      await ask(`/regos/${HANDLER_SECRET}`, body({ action: 1, connected_integration_id: connectionId })),
      await ask(told ? new URL(told.url).pathname : '/telegram/none', forged),
      await ask(`/regos/${HANDLER_SECRET}/x`, body({ connected_integration_id: connectionId })),
    ];
  }

  const operator = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };

  async function ask(path: string, init: RequestInit): Promise<string> {
    return (await fetch(`${shop.url}${path}`, init)).text();
  }
});
