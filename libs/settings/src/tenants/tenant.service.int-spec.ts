import { randomBytes } from 'node:crypto';
import { Cipher, tenantHistory, tenants, tenantSettings, type DatabaseHandle } from '@rto/database';
import { ManualClock, newId, RetryableError, type TenantId } from '@rto/kernel';
import { RegosRefusal } from '@rto/regos';
import { eq } from 'drizzle-orm';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import { settingProblem } from '../values/setting-problems';
import { TenantNotFoundError } from './tenant-not-found-error';
import type { TenantService } from './tenant.service';
import {
  aConnection,
  endProcesses,
  logger,
  RegosSettings,
  SETTINGS,
  tenantsOfAProcess,
  TOKEN,
} from './tenants.fixture';

describe.each(DATABASE_KINDS)('tenants on %s', (kind) => {
  const keys = [randomBytes(32), randomBytes(32)];
  let database: DatabaseHandle;
  let regos: RegosSettings;
  let clock: ManualClock;
  let added: unknown[];
  let service: TenantService;
  let changes: TenantId[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind, logger));
  });
  afterAll(() => close());
  afterEach(() => endProcesses());

  beforeEach(async () => {
    regos = new RegosSettings();
    clock = new ManualClock();
    added = [];
    changes = [];
    service = await aProcess(new Cipher(keys));
    service.changes.subscribe((id) => changes.push(id));
  });

  const aProcess = (cipher: Cipher): Promise<TenantService> =>
    tenantsOfAProcess({ database, cipher, clock, regos, added });
  const register = async (settings: Record<string, string> = SETTINGS) =>
    (await service.register({ connectedIntegrationId: aConnection(), settings })).tenant;

  it('registers a shop with the settings given, without asking REGOS', async () => {
    regos.failure = new Error('must not be asked');
    const connectedIntegrationId = aConnection();
    const { tenant, created } = await service.register({
      connectedIntegrationId,
      name: 'Market',
      settings: SETTINGS,
    });
    expect(created).toBe(true);
    expect(await service.get(tenant.id)).toMatchObject({
      name: 'Market',
      state: 'active',
      problems: [],
      bot: undefined,
      connection: { tenantId: tenant.id, connectedIntegrationId },
      settings: { botToken: TOKEN, stockId: 2 },
    });
    expect(changes).toEqual([tenant.id]);
  });

  it('reads the settings from REGOS when none are given', async () => {
    regos.values = { ...SETTINGS, catalog_page_size: '9', OTHER: 'ignored' };
    const tenant = await register({});
    expect(tenant).toMatchObject({ state: 'active', settings: { catalogPageSize: 9, botToken: TOKEN } });
  });

  it('reads from REGOS what the settings given leave out', async () => {
    regos.values = { ...SETTINGS, CATALOG_PAGE_SIZE: '9' };
    const tenant = await register({ CATALOG_PAGE_SIZE: '4' });
    expect(tenant).toMatchObject({ state: 'active', settings: { catalogPageSize: 4, botToken: TOKEN } });
  });

  it('gives one tenant to one connection, however often and however simultaneously it is registered', async () => {
    const connectedIntegrationId = aConnection();
    const registrations = await Promise.all(
      [1, 2, 3].map(() => service.register({ connectedIntegrationId, settings: SETTINGS })),
    );
    const again = await service.register({ connectedIntegrationId, name: 'Other name' });
    expect(new Set([...registrations, again].map(({ tenant }) => tenant.id)).size).toBe(1);
    expect(registrations.filter(({ created }) => created)).toHaveLength(1);
    expect(again.created).toBe(false);
  });

  it('registers while REGOS is away: says so and asks again by a job', async () => {
    regos.failure = new RetryableError('away');
    const tenant = await register({});
    expect(tenant.state).toBe('misconfigured');
    expect(tenant.problems.map((problem) => problem.code)).toContain('settings_unread');
    expect(added).toEqual([['tenants.refresh', { tenantId: tenant.id }]]);
    regos.failure = undefined;
    regos.values = SETTINGS;
    expect(await service.refreshSettings(tenant.id)).toMatchObject({ state: 'active', problems: [] });
  });

  it('explains a connection that REGOS does not let in, and registers it all the same', async () => {
    regos.failure = new RegosRefusal('gone', 9006, 'stop');
    const tenant = await register({});
    expect(tenant.problems.map((problem) => problem.code)).toContain('connection_refused');
    await expect(service.refreshSettings(tenant.id)).rejects.toThrow(RegosRefusal);
  });

  it("lets values set by hand win over REGOS's, and shows REGOS's where none is set", async () => {
    regos.values = { ...SETTINGS, CATALOG_PAGE_SIZE: '7', IMAGE_SIZE: 'Small' };
    const { id } = await register({});
    await service.putSettings(id, { CATALOG_PAGE_SIZE: '12' });
    expect((await service.get(id)).settings).toMatchObject({ catalogPageSize: 12, imageSize: 'Small' });
    regos.values = { ...regos.values, CATALOG_PAGE_SIZE: '3', IMAGE_SIZE: 'Large' };
    await service.refreshSettings(id);
    expect((await service.get(id)).settings).toMatchObject({ catalogPageSize: 12, imageSize: 'Large' });
    await service.putSettings(id, {});
    expect((await service.get(id)).settings).toMatchObject({ catalogPageSize: 3, imageSize: 'Large' });
  });

  it('shows a secret as a mask, and takes the mask for "as it is"', async () => {
    const { id } = await register();
    const shown = await service.settings(id);
    expect(shown).toEqual({ ...SETTINGS, BOT_TOKEN: '********' });
    await service.putSettings(id, { ...shown, STOCK_ID: '22' });
    expect((await service.get(id)).settings).toMatchObject({ botToken: TOKEN, stockId: 22 });
  });

  it('keeps tokens and connection ids unreadable in the database', async () => {
    const tenant = await register();
    const rows = await database.db.acrossTenants.select().from(tenants).where(eq(tenants.id, tenant.id));
    const values = await database.db.acrossTenants
      .select()
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenant.id));
    const stored = JSON.stringify([rows, values]);
    expect(stored).not.toContain(TOKEN);
    expect(stored).not.toContain(tenant.connection.connectedIntegrationId);
    expect(values.find((row) => row.key === 'BOT_TOKEN')?.encrypted).toBe(true);
  });

  it('finds tenants and reads secrets after the key was rotated', async () => {
    const { id, connection } = await register();
    const rotated = await aProcess(new Cipher([randomBytes(32), ...keys]));
    expect((await rotated.get(id)).settings.botToken).toBe(TOKEN);
    const again = await rotated.register({ connectedIntegrationId: connection.connectedIntegrationId });
    expect(again).toMatchObject({ created: false, tenant: { id } });
  });

  it('disables, enables and removes one tenant and no other', async () => {
    const [one, other] = [await register(), await register()];
    expect((await service.disable(one.id)).state).toBe('disabled');
    expect((await service.get(other.id)).state).toBe('active');
    expect((await service.enable(one.id)).state).toBe('active');
    await service.remove(one.id);
    expect((await service.get(one.id)).state).toBe('removed');
    const listed = (await service.list(100)).map((tenant) => tenant.id);
    expect(listed).toContain(other.id);
    expect(listed).not.toContain(one.id);
  });

  it('brings a removed tenant back under its old id', async () => {
    const tenant = await register();
    await service.disable(tenant.id);
    await service.remove(tenant.id);
    const { connectedIntegrationId } = tenant.connection;
    const back = await service.register({ connectedIntegrationId, settings: { ...SETTINGS, STOCK_ID: '5' } });
    expect(back).toMatchObject({
      created: true,
      tenant: { id: tenant.id, state: 'active', settings: { stockId: 5 } },
    });
  });

  it('knows a bot as long as its token is the one it was learned with', async () => {
    const { id } = await register();
    const bot = { id: 123456789, username: 'market_bot' };
    await service.setBot(id, TOKEN, bot);
    expect((await service.get(id)).bot).toEqual({ ...bot, isInline: false });
    await service.putSettings(id, { ...SETTINGS, BOT_TOKEN: '987654321:AAanother' });
    expect((await service.get(id)).bot).toBeUndefined();
  });

  it('is misconfigured after a reported problem until the setting changes', async () => {
    const { id } = await register();
    const rejected = settingProblem('BOT_TOKEN', 'token_rejected');
    await service.reportProblem(id, rejected);
    await service.reportProblem(id, rejected);
    expect(await service.get(id)).toMatchObject({ state: 'misconfigured', problems: [rejected] });
    await service.putSettings(id, { ...SETTINGS, STOCK_ID: '9' });
    expect((await service.get(id)).problems).toEqual([rejected]);
    await service.putSettings(id, { ...SETTINGS, BOT_TOKEN: '987654321:AAanother' });
    expect(await service.get(id)).toMatchObject({ state: 'active', problems: [] });
  });

  it('forgets a problem that is cleared, and a refusal when the settings are saved again', async () => {
    const { id } = await register();
    await service.reportRefusal(id, new RegosRefusal('no', 7500, 'config'));
    expect((await service.get(id)).problems.map((problem) => problem.code)).toEqual(['tariff']);
    await service.clearProblem(id, 'tariff');
    expect((await service.get(id)).state).toBe('active');
    await service.reportRefusal(id, new RegosRefusal('no', 1058, 'config'));
    await service.putSettings(id, SETTINGS);
    expect((await service.get(id)).state).toBe('active');
  });

  it('loses none of two changes made at once', async () => {
    const { id } = await register();
    await Promise.all([
      service.reportRefusal(id, new RegosRefusal('no', 7500, 'config')),
      service.reportRefusal(id, new RegosRefusal('no', 1058, 'config')),
      service.rename(id, 'New name'),
      service.disable(id),
    ]);
    const tenant = await service.get(id);
    expect(tenant).toMatchObject({ name: 'New name', state: 'disabled' });
    expect(tenant.problems).toHaveLength(2);
  });

  it('runs the bot of every shop that has a usable token, whatever else is wrong', async () => {
    const runnable = await register({ BOT_TOKEN: TOKEN });
    const disabled = await register();
    await service.disable(disabled.id);
    const withoutToken = await register({ STOCK_ID: '1' });
    const rejected = await register();
    await service.reportProblem(rejected.id, settingProblem('BOT_TOKEN', 'token_rejected'));
    const removed = await register();
    await service.remove(removed.id);
    const ids = (await service.listRunnable()).map((tenant) => tenant.id);
    expect(ids).toEqual(expect.arrayContaining([runnable.id, disabled.id]));
    for (const { id } of [withoutToken, rejected, removed]) expect(ids).not.toContain(id);
  });

  it('lets this process see its change at once, and says it once', async () => {
    const { id } = await register();
    await service.get(id);
    changes.length = 0;
    await service.rename(id, 'Renamed');
    expect((await service.get(id)).name).toBe('Renamed');
    await service.rename(id, 'Renamed again');
    expect(changes).toEqual([id, id]);
  });

  it('pages through tenants, newest first, without gap or repeat', async () => {
    for (let count = 0; count < 3; count += 1) await register(); // one instant: the id decides
    clock.advance(1_000);
    await register();
    const all = await service.list(1_000);
    const paged: TenantId[] = [];
    for (let last = all[0]; last;) {
      paged.push(last.id);
      [last] = await service.list(1, { createdAt: last.createdAt, id: last.id });
    }
    expect(paged).toEqual(all.map((tenant) => tenant.id));
  });

  it.each([newId(), 'not-an-id', ''])('does not know a tenant %j', async (id) => {
    await expect(service.get(id)).rejects.toThrow(TenantNotFoundError);
    await expect(service.disable(id)).rejects.toThrow(TenantNotFoundError);
    await expect(service.settings(id)).rejects.toThrow(TenantNotFoundError);
  });

  it('moves a tenant to the new connection of its account, and leaves an empty one behind', async () => {
    regos.values = SETTINGS;
    const tenant = await register({});
    const connection = aConnection();
    const fresh = await service.register({ connectedIntegrationId: connection, settings: SETTINGS });
    expect(await service.reconnect(tenant.id, connection, 'somebody-else')).toBeUndefined();
    expect((await service.findByConnection(connection))?.id).toBe(fresh.tenant.id);

    await service.remove(tenant.id);
    expect(await service.reconnect(tenant.id, connection, 'shop-1')).toMatchObject({
      id: tenant.id,
      state: 'active',
    });
    expect((await service.findByConnection(connection))?.id).toBe(tenant.id);
    expect((await service.get(fresh.tenant.id)).state).toBe('removed');
    expect(await service.findByConnection(tenant.connection.connectedIntegrationId)).toBeUndefined();
  });

  it('moves nothing to an account while that of the tenant was never known', async () => {
    const tenant = await register();
    expect(await service.reconnect(tenant.id, aConnection(), 'shop-1')).toBeUndefined();
  });

  it('writes down how a tenant came to its state', async () => {
    const { id } = await register();
    await service.disable(id);
    await service.rename(id, 'Other name');
    await service.enable(id);
    const rows = await database.db.acrossTenants
      .select({ state: tenantHistory.state })
      .from(tenantHistory)
      .where(eq(tenantHistory.tenantId, id))
      .orderBy(tenantHistory.at);
    expect(rows.map(({ state }) => state).sort()).toEqual(['active', 'active', 'disabled']);
  });
});
