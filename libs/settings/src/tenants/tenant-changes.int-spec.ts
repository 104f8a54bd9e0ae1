import { randomBytes } from 'node:crypto';
import { Cipher, type DatabaseHandle } from '@rto/database';
import { ManualClock } from '@rto/kernel';
import { openTestDatabase } from '@rto/testing';
import type { Tenant } from './tenant';
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

describe('changes of a tenant that meet', () => {
  let close: () => Promise<void>;
  const regos = new RegosSettings();
  let database: DatabaseHandle;
  let service: TenantService;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('embedded', logger));
    const cipher = new Cipher([randomBytes(32)]);
    service = await tenantsOfAProcess({ database, cipher, clock: new ManualClock(), regos, added: [] });
  });
  afterAll(async () => {
    await endProcesses();
    await close();
  });

  const register = async (settings: Record<string, string> = SETTINGS): Promise<Tenant> =>
    (await service.register({ connectedIntegrationId: aConnection(), settings })).tenant;

  it('reads again what changed in REGOS while it was reading', async () => {
    regos.values = { ...SETTINGS, STOCK_ID: '5' };
    const { id } = await register({});
    const { getSettings } = regos;
    regos.getSettings = async () => {
      const old = await getSettings();
      regos.getSettings = getSettings;
      regos.values = { ...SETTINGS, STOCK_ID: '6' };
      await service.refreshSettings(id);
      return old;
    };
    expect((await service.refreshSettings(id)).settings.stockId).toBe(6);
  });

  it('gives a tenant another version with each change, and none once it is removed', async () => {
    const { id } = await register();
    const other = await register();
    const before = await service.versions();
    await service.rename(id, 'A');
    const after = await service.versions();
    await service.rename(id, 'B');
    const last = await service.versions();
    expect(new Set([before, after, last].map((versions) => versions.get(id))).size).toBe(3);
    expect(last.get(other.id)).toBe(before.get(other.id));
    expect((await service.listRunnable([id])).map((tenant) => tenant.id)).toEqual([id]);
    await service.remove(id);
    expect((await service.versions()).has(id)).toBe(false);
    expect(await service.listRunnable([id])).toEqual([]);
  });

  it('lets what Telegram said of an old token say nothing of the new one', async () => {
    const { id } = await register();
    await service.putSettings(id, { ...SETTINGS, BOT_TOKEN: '987654321:AAanother' });
    await service.reportToken(id, TOKEN, 'token_rejected');
    expect((await service.get(id)).problems).toEqual([]);
    await service.reportToken(id, '987654321:AAanother', 'token_in_use');
    expect((await service.get(id)).problems.map((problem) => problem.code)).toEqual(['token_in_use']);
  });
});
