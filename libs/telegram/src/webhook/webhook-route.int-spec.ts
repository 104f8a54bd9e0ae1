import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import { ChangeFeed } from '@rto/cluster';
import { Config } from '@rto/config';
import { Cipher, Database } from '@rto/database';
import { Clock, RetryableError, SystemClock, type TenantId } from '@rto/kernel';
import { Health, Metrics, RefusalTrail } from '@rto/observability';
import { TenantService, type Tenant } from '@rto/settings';
import type { TestingModule } from '@nestjs/testing';
import type { Update } from 'telegraf/types';
import { UpdateIntake } from '../inbox/update-intake';
import { BotSetupRepository } from '../setup/bot-setup.repository';
import { BotSetups } from '../setup/bot-setups';
import { settingsWith, TestBots, WEBHOOK } from '../setup/bots.fixture';
import { WebhookAddresses } from '../setup/webhook-address';
import { WebhookBotRepository } from './webhook-bot.repository';
import { WebhookBots } from './webhook-bots';
import { WebhookRoute } from './webhook-route';
import { WrongSecrets } from './wrong-secrets';

interface Received {
  readonly tenantId: TenantId;
  readonly botId: number;
  readonly updateId: number | undefined;
}

/** What is committed, and what goes wrong with it. */
class TestIntake {
  readonly received: Received[] = [];
  readonly full = new Set<TenantId>();
  /** Tenants whose chats are full. */
  readonly fullChats = new Set<TenantId>();
  /** Tenants of which as many calls wait as may. */
  readonly crowded = new Set<TenantId>();
  failure: Error | undefined;
  isStuck = false;

  async isNext(tenantId: TenantId): Promise<boolean> {
    return !this.crowded.has(tenantId);
  }

  roomOf(tenantId: TenantId): number {
    return this.full.has(tenantId) ? 0 : 1;
  }

  async offer(
    to: { tenantId: TenantId; bot: { id: number } },
    updates: readonly Update[],
  ): Promise<readonly Update[]> {
    if (this.isStuck) await new Promise(() => undefined);
    if (this.failure) throw this.failure;
    if (this.fullChats.has(to.tenantId)) return updates;
    this.received.push({ tenantId: to.tenantId, botId: to.bot.id, updateId: updates[0]?.update_id });
    return [];
  }
}

describe('the webhook route', () => {
  let bots: TestBots;
  let app: TestingModule;
  let intake: TestIntake;
  let server: Server;
  let bot: WebhookBots;
  let health: Health;

  beforeAll(async () => {
    bots = await TestBots.open();
    app = await bots.startProcess(WEBHOOK);
    await app.init();
  });
  afterAll(() => bots.close());
  beforeEach(() => startRoute());
  afterEach(() => stopRoute());

  async function stopRoute(): Promise<void> {
    bot.onApplicationShutdown();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async function startRoute(updates: 'webhook' | 'polling' = 'webhook'): Promise<void> {
    intake = new TestIntake();
    const module = await Test.createTestingModule({
      providers: [
        WebhookRoute,
        WebhookBots,
        WrongSecrets,
        WebhookAddresses,
        RefusalTrail,
        Metrics,
        Health,
        WebhookBotRepository,
        { provide: UpdateIntake, useValue: intake },
        { provide: Clock, useValue: new SystemClock() },
        { provide: Config, useValue: { telegram: { ...WEBHOOK, updates } } },
        { provide: Database, useValue: bots.database.db },
        { provide: Cipher, useFactory: (): Cipher => app.get(Cipher) },
        { provide: ChangeFeed, useFactory: (): ChangeFeed => app.get(ChangeFeed) },
      ],
    }).compile();
    module.useLogger(false);
    const route = module.get(WebhookRoute);
    bot = module.get(WebhookBots);
    health = module.get(Health);
    bot.onModuleInit();
    server = createServer((request, response) => void route.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }

  interface Shop {
    readonly tenant: Tenant;
    readonly token: string;
    readonly publicId: string;
    readonly secret: string;
  }

  async function aShop(): Promise<Shop> {
    const token = bots.addBot();
    const tenant = await bots.connect(app, token);
    await app.get(BotSetups).run(tenant.id);
    return { tenant, token, ...(await app.get(BotSetupRepository).findOrMake(tenant.id)).key };
  }

  let nextId = 1;
  const anUpdate = (): Update =>
    ({ update_id: nextId++, message: { chat: { id: 5, type: 'private' }, text: 'hello' } }) as Update;

  function post(
    to: { publicId: string; secret?: string | undefined },
    body: string = JSON.stringify(anUpdate()),
  ): Promise<Response> {
    const { port } = server.address() as AddressInfo;
    const headers = {
      'content-type': 'application/json',
      ...(to.secret !== undefined && { 'x-telegram-bot-api-secret-token': to.secret }),
    };
    return fetch(`http://127.0.0.1:${port}/${to.publicId}`, { method: 'POST', headers, body });
  }
  const statusOf = async (...call: Parameters<typeof post>): Promise<number> => (await post(...call)).status;

  it('acknowledges an update after it was committed for its shop and bot', async () => {
    const shop = await aShop();
    const update = anUpdate();
    const response = await post(shop, JSON.stringify(update));
    expect([response.status, await response.text()]).toEqual([200, '']);
    const botId = Number(shop.token.split(':')[0]);
    expect(intake.received).toEqual([{ tenantId: shop.tenant.id, botId, updateId: update.update_id }]);
  });

  it('answers 404 and does nothing without the secret, with a wrong one, and with that of another shop', async () => {
    const [shop, other] = [await aShop(), await aShop()];
    const { publicId } = shop;
    const answers = await Promise.all([
      post({ publicId }),
      post({ publicId, secret: '' }),
      post({ publicId, secret: `${shop.secret}x` }),
      post({ publicId, secret: shop.secret.slice(1) }),
      post({ publicId, secret: other.secret }),
      post({ publicId, secret: 'nobody' }),
      post({ publicId: `nobodysAddress${'0'.repeat(18)}`, secret: shop.secret }),
      post({ publicId: publicId.slice(1), secret: shop.secret }),
      post({ publicId: '', secret: shop.secret }),
      post({ publicId: `${publicId}/more`, secret: shop.secret }),
    ]);
    const told = answers.map(async (answer) => [answer.status, await answer.text()]);
    expect(await Promise.all(told)).toEqual(answers.map(() => [404, '']));
    expect(intake.received).toEqual([]);
  });

  it('takes posts only, and nothing while updates are polled', async () => {
    const shop = await aShop();
    const { port } = server.address() as AddressInfo;
    const headers = { 'x-telegram-bot-api-secret-token': shop.secret };
    expect((await fetch(`http://127.0.0.1:${port}/${shop.publicId}`, { headers })).status).toBe(404);
    await stopRoute();
    await startRoute('polling');
    expect(await statusOf(shop)).toBe(404);
  });

  it('lets the address and secret before a rotation in until their day is over, and only together', async () => {
    const shop = await aShop();
    const setups = app.get(BotSetupRepository);
    await setups.rotate(await setups.findOrMake(shop.tenant.id));
    const { key } = await setups.findOrMake(shop.tenant.id);
    expect(await statusOf(shop)).toBe(200);
    expect(await statusOf(key)).toBe(200);
    expect(await statusOf({ ...key, secret: shop.secret })).toBe(404);
    await bots.alter(shop.tenant.id, { previousUntil: new Date(0) });
    await app.get(ChangeFeed).announce({ kind: 'botSetup', tenantId: shop.tenant.id });
    await until(async () => (await statusOf(shop)) === 404);
    expect(await statusOf(key)).toBe(200);
  });

  it('refuses a removed shop, whose updates stay with Telegram, and an address of a former bot', async () => {
    const [removed, moved] = [await aShop(), await aShop()];
    expect([await statusOf(removed), await statusOf(moved)]).toEqual([200, 200]);
    const tenants = app.get(TenantService);
    const feed = app.get(ChangeFeed);
    await tenants.remove(removed.tenant.id);
    await feed.announce({ kind: 'tenant', tenantId: removed.tenant.id });
    await tenants.putSettings(moved.tenant.id, settingsWith(bots.addBot()));
    await app.get(BotSetups).run(moved.tenant.id);
    await until(async () => (await statusOf(removed)) === 404);
    await until(async () => (await statusOf(moved)) === 404);
    const { key } = await app.get(BotSetupRepository).findOrMake(moved.tenant.id);
    expect(await statusOf(key)).toBe(200);
  });

  it('takes the updates of a disabled shop, whose bot says that it is closed', async () => {
    const shop = await aShop();
    await app.get(TenantService).disable(shop.tenant.id);
    expect(await statusOf(shop)).toBe(200);
  });

  it('refuses what is no update or too long, and lets pass what it did not ask for', async () => {
    const shop = await aShop();
    expect(await statusOf(shop, 'junk')).toBe(400);
    expect(await statusOf(shop, '')).toBe(400);
    expect(await statusOf(shop, '{"update_id":1,"message":{}}')).toBe(400);
    expect(await statusOf(shop, JSON.stringify({ ...anUpdate(), more: 'x'.repeat(1_000_000) }))).toBe(413);
    expect(await statusOf(shop, '{"update_id":1,"poll":{}}')).toBe(200);
    expect(intake.received).toEqual([]);
  });

  it('asks for a repetition when the update cannot be committed, or not in time', async () => {
    const shop = await aShop();
    intake.failure = new RetryableError('no database');
    const failed = await post(shop);
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2']);
    intake.failure = new TypeError('ours');
    expect(await statusOf(shop)).toBe(503);
    intake.isStuck = true;
    const startedMs = performance.now();
    expect(await statusOf(shop)).toBe(503);
    const tookMs = performance.now() - startedMs;
    expect(tookMs).toBeGreaterThan(1_900);
    expect(tookMs).toBeLessThan(10_000);
    Object.assign(intake, { isStuck: false, failure: undefined });
    expect(await statusOf(shop)).toBe(200);
  });

  it('sheds before the body is read when too much waits for a shop, and nobody else', async () => {
    const [busy, other] = [await aShop(), await aShop()];
    intake.full.add(busy.tenant.id);
    const shed = await post(busy, 'junk');
    expect([shed.status, shed.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await statusOf(other)).toBe(200);
    expect(intake.received).toHaveLength(1);
  });

  it('sheds before the body is read when too many calls of a shop wait to be read', async () => {
    const [busy, other] = [await aShop(), await aShop()];
    intake.crowded.add(busy.tenant.id);
    expect((await post(busy, 'junk')).status).toBe(503);
    expect(await statusOf(other)).toBe(200);
  });

  it('sheds what there is no room for in its chat', async () => {
    const [busy, other] = [await aShop(), await aShop()];
    intake.fullChats.add(busy.tenant.id);
    const shed = await post(busy);
    expect([shed.status, shed.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await statusOf(other)).toBe(200);
  });

  it('lets a server end on whose connections updates keep coming', async () => {
    const shop = await aShop();
    expect((await post(shop)).headers.get('connection')).toBe('keep-alive');
    health.stop();
    const last = await post(shop);
    expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);
  });

  it('asks the database once for what comes often, and never for a guess', async () => {
    const known = await aShop();
    const find = jest.spyOn(WebhookBotRepository.prototype, 'find');
    const guesses = Array.from(
      { length: 300 },
      (_, guess) => `guess-${1_000_000_000 + guess}-${'x'.repeat(15)}`,
    );
    const changed = [...known.publicId].map((sign, index) =>
      [...known.publicId].with(index, sign === 'a' ? 'b' : 'a').join(''),
    );
    for (const publicId of [...guesses, ...changed]) {
      expect(publicId).toHaveLength(32);
      expect(await statusOf({ ...known, publicId })).toBe(404);
    }
    expect(find).not.toHaveBeenCalled();
    expect([await statusOf(known), await statusOf(known)]).toEqual([200, 200]);
    expect(find).toHaveBeenCalledTimes(1);
    find.mockRestore();
  });

  it('limits a network that sends wrong secrets, and no bot, also one that this process has not met', async () => {
    const [known, fresh] = [await aShop(), await aShop()];
    for (let guess = 0; guess < 120; guess += 1) {
      expect(await statusOf({ ...known, secret: `wrong-${guess}` })).toBe(404);
    }
    const late = await post({ ...fresh, secret: 'wrong' });
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await statusOf(known)).toBe(200);
    await app.get(ChangeFeed).announce({ kind: 'botSetup', tenantId: known.tenant.id });
    await until(() => Promise.resolve(bot.remembered(known.publicId) === undefined));
    expect(await statusOf(known)).toBe(200); // also when it is to be asked for again
    expect(await statusOf(fresh)).toBe(200);
    await stopRoute();
    await startRoute(); // as after a restart, or in another process
    expect(await statusOf(fresh)).toBe(200);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
