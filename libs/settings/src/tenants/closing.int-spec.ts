import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { auditLog, Cipher, notices, tenantSettings, type DatabaseHandle } from '@rto/database';
import { ManualClock, newId, type TenantId } from '@rto/kernel';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import type { TenantService } from './tenant.service';
import {
  aConnection,
  endProcesses,
  logger,
  RegosSettings,
  SETTINGS,
  tenantsOfAProcess,
} from './tenants.fixture';

describe.each(DATABASE_KINDS)('a shop that closes, on %s', (kind) => {
  let database: DatabaseHandle;
  let service: TenantService;
  let cleanUp: () => Promise<void>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const opened = await openTestDatabase(kind, logger);
    database = opened.handle;
    const [cipher, clock, regos] = [new Cipher([randomBytes(32)]), new ManualClock(), new RegosSettings()];
    service = await tenantsOfAProcess({ database, cipher, clock, regos, added: [] });
    cleanUp = async () => {
      await endProcesses();
      await opened.close();
    };
  });
  afterAll(() => cleanUp());

  /** With a text of a campaign and one about an order that wait. */
  async function aShop(): Promise<TenantId> {
    const registration = { connectedIntegrationId: aConnection(), settings: SETTINGS };
    const { id } = (await service.register(registration)).tenant;
    const times = { dueAt: sql`now()`, createdAt: sql`now()` };
    for (const campaign of [true, false]) {
      const row = { id: newId(), tenantId: id, chatId: 1, content: {}, campaign, ...times };
      await database.db.of(id).insert(notices).values(row);
    }
    return id;
  }

  /** Whether each is a text of a campaign. */
  const waiting = async (id: TenantId): Promise<boolean[]> =>
    (
      await database.db
        .of(id)
        .select({ campaign: notices.campaign })
        .from(notices)
        .where(and(eq(notices.tenantId, id), isNotNull(notices.dueAt)))
        .orderBy(notices.campaign)
    ).map(({ campaign }) => campaign);

  it.each([
    ['disabled', (id: TenantId) => service.disable(id), (id: TenantId) => service.enable(id)],
    [
      'inactive',
      (id: TenantId) => service.setActive(id, false),
      (id: TenantId) => service.setActive(id, true),
    ],
  ] as const)(
    'as %s drops its waiting campaigns for good, and no other shop’s',
    async (state, close, open) => {
      const [shop, other] = [await aShop(), await aShop()];
      await close(shop);
      expect((await service.get(shop)).state).toBe(state);
      await open(shop);
      expect(await waiting(shop)).toEqual([false]);
      expect(await waiting(other)).toEqual([false, true]);
      const [dropped] = await database.db
        .of(shop)
        .select()
        .from(notices)
        .where(and(eq(notices.tenantId, shop), eq(notices.campaign, true)));
      expect(dropped).toMatchObject({ sentAt: null, lastError: `dropped: the shop was ${state}` });
      const isOfService = and(eq(auditLog.tenantId, shop), eq(auditLog.actor, 'service'));
      expect(await database.db.of(shop).select().from(auditLog).where(isOfService)).toMatchObject([
        { action: 'tenant.campaigns', subjectId: shop, detail: { state, dropped: '1' } },
      ]);
    },
  );

  it('keeps them while the shop only has something to mend', async () => {
    const shop = await aShop();
    await service.putSettings(shop, { ...SETTINGS, STOCK_ID: 'none' });
    expect((await service.get(shop)).state).toBe('misconfigured');
    expect(await waiting(shop)).toEqual([false, true]);
  });

  it('as removed can forget its token, by whomever it was set, and nothing else of its settings', async () => {
    const [shop, other] = [await aShop(), await aShop()];
    await service.remove(shop);
    await service.forgetToken(shop);
    await service.forgetToken(other); // it lives
    const keysOf = async (id: TenantId) =>
      (await database.db.of(id).select().from(tenantSettings).where(eq(tenantSettings.tenantId, id))).map(
        ({ key }) => key,
      );
    expect(await keysOf(shop)).not.toContain('BOT_TOKEN');
    expect(await keysOf(shop)).toContain('STOCK_ID');
    expect((await service.get(shop)).bot).toBeUndefined();
    expect(await keysOf(other)).toContain('BOT_TOKEN');
  });
});
