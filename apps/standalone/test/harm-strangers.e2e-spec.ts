import { REFUSAL_CLASSES } from '@rto/observability';
import { tellFigures } from '@rto/testing';
import { randomBytes } from 'node:crypto';
import { callHandler } from './handler-calls';
import { accepted, aStockedShop, confirmOrder } from './ordering';
import { ADMIN_KEY, HANDLER_SECRET, RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, say } from './walking';

/** Ten a minute are looked at. */
const WRONG_KEYS = 12;
const FORGED = 2_000;
/** More than one connection may have a minute. */
const CALLS = 150;
/** Requests at a time. */
const AT_ONCE = 20;
const MAX_COST = 60;
const TOO_MANY = 429;
const STRANGER = '198.51.100.7';
const MARKETPLACE = '203.0.113.9';

interface TenantJson {
  readonly bot: { readonly id: number } | null;
}

describe('strangers', () => {
  let shop: RunningShop;
  let other: TestTenant;
  /** What they have sent, or would like to know. */
  const secrets: string[] = [ADMIN_KEY, HANDLER_SECRET];

  beforeAll(async () => {
    const environment = { TELEGRAM_UPDATES: 'webhook' };
    shop = await RunningShop.open({ shop: aStockedShop(), environment });
    other = await shop.connect({ shop: aStockedShop() });
    await until(() => [shop.tenant, other].every((tenant) => webhookOf(tenant) !== undefined));
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const webhookOf = ({ token }: TestTenant) => shop.telegram.bot(token).webhook?.settings;
  const post = async (url: string, headers: Record<string, string> = {}, body?: object): Promise<number> =>
    (await send('POST', url, headers, body)).status;
  const ask = async (key: string, method: string, path: string, body?: object): Promise<number> =>
    (await send(method, `${shop.url}/admin/v1${path}`, { authorization: `Bearer ${key}` }, body)).status;
  const warnings = (refusal: string): string[] =>
    shop.log.split('\n').filter((line) => line.includes(`"refusal":"${refusal}"`));
  const tenantOf = async ({ token }: Pick<TestTenant, 'token'>): Promise<TenantJson | undefined> => {
    const { items } = await shop.admin<{ items: TenantJson[] }>('GET', '/tenants?limit=100');
    return items.find(({ bot }) => bot?.id === Number(token.split(':')[0]));
  };
  /** How often REGOS was asked what became of a connection. */
  const asked = (id: string): number =>
    shop.regos.calls.filter(
      (call) => call.connectedIntegrationId === id && call.method === 'ConnectedIntegration/Get',
    ).length;

  it('with keys that are not for it change nothing, and see nobody', async () => {
    const chat = await shop.visitor();
    await accepted(chat, await confirmOrder(chat));
    const reader = await newKey('orders:read');
    const revoked = await newKey('admin');
    await shop.admin('DELETE', `/keys/${revoked.id}`);
    const [order] = (await shop.admin<{ items: { id: string }[] }>('GET', '/orders')).items;
    secrets.push(reader.key, revoked.key);
    const before = await everything();

    const person = `/tenants/${shop.tenant.id}/people/${chat.person.id}`;
    const wishes: [method: string, path: string, body?: object][] = [
      ['GET', person],
      ['DELETE', person],
      ['PUT', `/tenants/${other.id}/settings`, { BOT_TOKEN: shop.tenant.token }],
      ['DELETE', `/tenants/${other.id}`],
      ['POST', `/tenants/${other.id}/disable`],
      ['POST', '/tenants', { connectedIntegrationId: randomBytes(16).toString('hex') }],
      ['POST', `/orders/${order?.id}/cancel`],
      ['POST', '/keys', { name: 'Mine', scopes: ['admin'] }],
    ];
    const answersTo = (key: string): Promise<number[]> =>
      Promise.all(wishes.map((wish) => ask(key, ...wish)));
    expect(await answersTo(reader.key)).toEqual(wishes.map(() => 403));
    expect(await answersTo(revoked.key)).toEqual(wishes.map(() => 401));
    const guesses: number[] = [];
    for (let guess = 0; guess < WRONG_KEYS; guess += 1) {
      guesses.push(await ask(`${ADMIN_KEY}${guess}`, 'DELETE', `/tenants/${other.id}`));
    }
    expect([guesses[0], guesses.at(-1)]).toEqual([401, TOO_MANY]);

    expect(await everything()).toEqual(before);
  }, 60_000);

  it('with the secret of another handler, or of another bot, are not heard', async () => {
    const before = asked(other.connectionId);
    const body = { action: 'Disconnect', connected_integration_id: other.connectionId, data: {} };
    const foreign = `${shop.url}/regos/e2e-handler-secret-of-another-service`;
    expect([await post(foreign, {}, body), await post(foreign, {}, body)]).toEqual([404, 404]);

    const [own, others] = [webhookOf(shop.tenant), webhookOf(other)];
    const secret = { 'x-telegram-bot-api-secret-token': own?.secretToken ?? '' };
    const chat = { id: 700_001, type: 'private', first_name: 'Aziz' };
    const message = { message_id: 1, date: 0, chat, from: { ...chat, is_bot: false }, text: '/start' };
    expect(await post(others?.url ?? '', secret, { update_id: 1, message })).toBe(404);

    await say(shop.person().chatWith(other.token), '/start', 'С чего начнём');
    expect(asked(other.connectionId)).toBe(before);
    expect(shop.telegram.calls.filter(({ chatId }) => chatId === chat.id)).toEqual([]);
  });

  it('who forge Connects by thousands hold up no true one, and cost REGOS few calls', async () => {
    const before = shop.regos.calls.length;
    const ids = Array.from({ length: FORGED }, () => randomBytes(16).toString('hex'));
    const forged = new Set(ids);
    const errors: (number | undefined)[] = [];
    const flood = Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) errors.push(await introduce(id, STRANGER));
      }),
    );
    await until(() => ids.length < FORGED / 2, 60_000);
    const account = shop.addAccount();
    const startedAt = performance.now();
    expect(await introduce(account.connectionId, MARKETPLACE)).toBeUndefined();
    await until(() => asked(account.connectionId) > 0);
    const askedMs = Math.round(performance.now() - startedAt);
    await until(async () => (await tenantOf(account)) !== undefined);
    await say(shop.person().chatWith(account.token), '/start', 'С чего начнём');
    const answeredMs = Math.round(performance.now() - startedAt);
    await flood;

    expect(errors).toContain(TOO_MANY);
    const cost = shop.regos.calls.slice(before).filter((call) => forged.has(call.connectedIntegrationId));
    expect(cost.length).toBeGreaterThan(0);
    expect(cost.length).toBeLessThanOrEqual(MAX_COST);
    secrets.push(...forged);
    tellFigures(
      `${FORGED} forged Connects: ${cost.length} calls; a true one asked about in ${askedMs} ms, its bot answers in ${answeredMs} ms`,
    );
  }, 120_000);

  it('leave one line for each kind of refusal, with their network and without a secret', async () => {
    const nowhere = `${shop.url}/telegram/${randomBytes(24).toString('base64url')}`;
    for (let guess = 0; guess < 3; guess += 1) expect(await post(nowhere)).toBe(404);
    const check = { action: 'Check', connected_integration_id: other.connectionId, data: {} };
    for (let call = 0; call < CALLS; call += 1) await callHandler(shop, check, { address: STRANGER });

    const lines = REFUSAL_CLASSES.map((refusal) => [refusal, ...warnings(refusal)]);
    expect(lines).toEqual(
      REFUSAL_CLASSES.map((refusal) => [refusal, expect.stringContaining(STRANGER) as string]),
    );
    const { token, connectionId } = other;
    secrets.push(token, connectionId, nowhere, webhookOf(other)?.secretToken ?? '-');
    expect(secrets.filter((secret) => shop.log.includes(secret))).toEqual([]);
  });

  async function newKey(scope: string): Promise<{ id: string; key: string }> {
    return shop.admin('POST', '/keys', { name: 'Desk', scopes: [scope] });
  }

  /** What the admin API shows, but for when a key was used last. */
  async function everything(): Promise<string[]> {
    const lists = ['/tenants', `/tenants/${other.id}/settings`, '/orders', '/keys', '/audit'];
    const answers = await Promise.all(lists.map((path) => shop.admin<object>('GET', path)));
    return answers.map((answer) => JSON.stringify(answer).replaceAll(/"lastUsedAt":[^,}]*/g, ''));
  }

  /** As REGOS, or who pretends to be it. @returns the error in the envelope */
  async function introduce(connectionId: string, address: string): Promise<number | undefined> {
    const body = { action: 'Connect', connected_integration_id: connectionId, data: {} };
    const { status, answer } = await callHandler(shop, body, { address });
    expect(status).toBe(200);
    return (answer as { result: { error?: number } }).result.error;
  }

  function send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Response> {
    return fetch(url, {
      method,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': STRANGER, ...headers },
      body: body ? JSON.stringify(body) : null,
    });
  }
});
