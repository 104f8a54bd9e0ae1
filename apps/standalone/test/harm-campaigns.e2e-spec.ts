import { randomBytes } from 'node:crypto';
import type { Chat } from '@rto/fakes';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../scripts/test-services';
import { callHandler, sendMessages, type MessageResult } from './handler-calls';
import { aStockedShop } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints } from './walking';

const WAITING = 'Скидка, на которой магазин закрылся';
const REFUSED = 'Скидка закрытого магазина';
const LATER = 'Скидка открытого магазина';
const PEOPLE = 4;
/** What Telegram asks for; a campaign waits meanwhile. */
const PAUSE_SEC = 2;

interface AuditLine {
  readonly actor: { readonly id: string };
  readonly action: string;
  readonly detail: object;
}

describe('the campaigns of a shop that is closed', () => {
  let database: TestDatabase;
  let shop: RunningShop;

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: {
        TELEGRAM_UPDATES: 'webhook',
        DATABASE_URL: database.url,
        ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      },
    });
  }, 90_000);
  afterAll(async () => {
    await closeWithoutComplaints(shop);
    await database?.drop();
  });

  const send = (
    tenant: TestTenant,
    text: string,
    chats: readonly Chat[],
  ): Promise<readonly MessageResult[]> =>
    sendMessages(
      shop,
      tenant,
      text,
      chats.map(({ person }) => person.id),
    );
  const callsWith = (text: string, { token }: TestTenant): readonly (number | undefined)[] =>
    shop.telegram.calls
      .filter(({ botToken, body }) => botToken === token && body['text'] === text)
      .map(({ status }) => status);
  const hasState = (tenant: TestTenant, wanted: string) => async (): Promise<boolean> =>
    (await shop.admin<{ state: string }>('GET', `/tenants/${tenant.id}`)).state === wanted;
  const trailOf = async ({ id }: TestTenant): Promise<[actor: string, action: string, detail: object][]> => {
    const { items } = await shop.admin<{ items: AuditLine[] }>('GET', `/audit?tenantId=${id}&limit=100`);
    return items.map(({ actor, action, detail }) => [actor.id, action, detail]);
  };
  const count = async (query: string): Promise<number> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${query}`);
    await client.end();
    return Number(rows[0]?.count);
  };
  /** What is kept of its bot's token, by whomever it was told. */
  const tokensOf = ({ id }: TestTenant): Promise<number> =>
    count(`(SELECT 1 FROM tenant_settings WHERE tenant_id = '${id}' AND key = 'BOT_TOKEN'
      UNION ALL SELECT 1 FROM bot_setups WHERE tenant_id = '${id}' AND token_cipher IS NOT NULL) kept`);

  /** A shop with people for whom a text waits: Telegram asks its bot for pauses until `endPause`. */
  async function withCampaign(): Promise<{ tenant: TestTenant; chats: Chat[]; endPause: () => void }> {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chats: Chat[] = [];
    while (chats.length < PEOPLE) chats.push(await shop.visitor('Aziz', 'ru', tenant));
    const pause = { kind: 'status', status: 429, retryAfterSec: PAUSE_SEC } as const;
    const endPause = shop.telegram.faults.add({ ...pause, method: 'sendMessage', botToken: tenant.token });
    expect((await send(tenant, WAITING, chats)).map(({ ok }) => ok)).toEqual(Array(PEOPLE).fill(true));
    await until(() => callsWith(WAITING, tenant).length > 0);
    return { tenant, chats, endPause };
  }

  async function expectRefused(tenant: TestTenant, chats: readonly Chat[], word: string): Promise<void> {
    for (const { ok, error } of await send(tenant, REFUSED, chats)) {
      expect([ok, error]).toEqual([false, expect.stringContaining(word)]);
    }
  }

  it.each([
    [
      'disabled',
      ({ id }: TestTenant) => shop.admin('POST', `/tenants/${id}/disable`),
      ({ id }: TestTenant) => shop.admin('POST', `/tenants/${id}/enable`),
    ],
    [
      'inactive',
      (tenant: TestTenant) => switched(tenant, false),
      (tenant: TestTenant) => switched(tenant, true),
    ],
  ] as const)(
    'by being %s are refused when asked for, and dropped where they wait, also for the day when it opens',
    async (state, close, open) => {
      const { tenant, chats, endPause } = await withCampaign();
      await close(tenant);
      await until(hasState(tenant, state));
      endPause();
      await expectRefused(tenant, chats, state === 'disabled' ? 'disabled' : 'switched off');
      expect(await trailOf(tenant)).toContainEqual([
        'service',
        'tenant.campaigns',
        { state, dropped: String(PEOPLE) },
      ]);
      await open(tenant);
      await until(hasState(tenant, 'active'));
      expect((await send(tenant, LATER, chats)).every(({ ok }) => ok)).toBe(true);
      for (const chat of chats) await chat.waitFor(LATER); // it goes out behind what waited for longer
      expect(callsWith(WAITING, tenant)).not.toContain(200);
      expect(callsWith(REFUSED, tenant)).toEqual([]);
    },
    60_000,
  );

  it('by being removed are refused too, and its token is forgotten once its webhook is gone', async () => {
    const { tenant, chats, endPause } = await withCampaign();
    expect(await tokensOf(tenant)).toBe(2);
    shop.regos.removeAccount(tenant.connectionId);
    await callHandler(shop, {
      action: 'Disconnect',
      connected_integration_id: tenant.connectionId,
      data: {},
    });
    await until(async () => (await trailOf(tenant)).some(([, action]) => action === 'tenant.disconnect'));
    endPause();
    await expectRefused(tenant, chats, 'disconnected');
    await until(() => shop.telegram.bot(tenant.token).webhook === undefined);
    await until(async () => (await tokensOf(tenant)) === 0);
    expect(await trailOf(tenant)).toContainEqual([
      'service',
      'tenant.campaigns',
      { state: 'removed', dropped: String(PEOPLE) },
    ]);
    expect(callsWith(WAITING, tenant)).not.toContain(200);
    expect(callsWith(REFUSED, tenant)).toEqual([]);
  }, 60_000);

  /** In REGOS, where a person saves the form. */
  async function switched({ connectionId }: TestTenant, isActive: boolean): Promise<void> {
    shop.regos.setActive(connectionId, isActive);
    shop.regos.saveSettings(connectionId, { MIN_ORDER_AMOUNT: isActive ? '0' : '1' });
  }
});
