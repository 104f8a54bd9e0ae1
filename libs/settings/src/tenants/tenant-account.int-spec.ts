import { randomBytes } from 'node:crypto';
import { Cipher, rotateKeys, tenants, type DatabaseHandle } from '@rto/database';
import { ManualClock, type TenantId } from '@rto/kernel';
import { eq } from 'drizzle-orm';
import { openTestDatabase } from '@rto/testing';
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

/** The account behind a connection decides what a Reconnect moves, long after the key that wrote it down. */
describe('the account of a tenant', () => {
  let close: () => Promise<void>;
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const regos = new RegosSettings();
  let database: DatabaseHandle;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('embedded', logger));
    regos.values = SETTINGS;
  });
  afterEach(() => endProcesses());
  afterAll(() => close());

  const aProcess = (...keys: Buffer[]): Promise<TenantService> =>
    tenantsOfAProcess({ database, cipher: new Cipher(keys), clock: new ManualClock(), regos, added: [] });

  async function register(service: TenantService): Promise<TenantId> {
    return (await service.register({ connectedIntegrationId: aConnection() })).tenant.id;
  }

  /** As where REGOS has not named it yet. */
  async function forgetAccount(id: TenantId): Promise<void> {
    await database.db.of(id).update(tenants).set({ accountCipher: null }).where(eq(tenants.id, id));
  }

  it('is known after a rotation without the key that wrote it down, and so is the bot', async () => {
    const service = await aProcess(old);
    const id = await register(service);
    await service.setBot(id, TOKEN, { id: 7, username: 'shop_bot' });
    await rotateKeys(database.db, new Cipher([fresh, old]), () => undefined);

    const later = await aProcess(fresh);
    expect(await later.get(id)).toMatchObject({ bot: { id: 7, username: 'shop_bot' } });
    expect(await later.reconnect(id, aConnection(), 'somebody-else')).toBeUndefined();
    expect(await later.reconnect(id, aConnection(), 'shop-1')).toMatchObject({ id });
  });

  it('is asked for once more where it is not known, and nothing moves before', async () => {
    const service = await aProcess(fresh);
    const id = await register(service);
    expect(await service.unsettled(100)).not.toContain(id);
    await forgetAccount(id);
    expect(await service.unsettled(100)).toContain(id);
    expect(await service.reconnect(id, aConnection(), 'shop-1')).toBeUndefined();
    await service.refreshSettings(id, 'background');
    expect(await service.unsettled(100)).not.toContain(id);
  });
});
