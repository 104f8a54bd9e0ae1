import { Logger } from '@nestjs/common';
import type { Config } from '@rto/config';
import {
  botSetups,
  databaseNow,
  notices,
  orders,
  shoppers,
  tenants,
  tenantSettings,
  type DatabaseHandle,
} from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import { insertTenant, openTestDatabase } from '@rto/testing';
import { RemovedShopsRepository } from './removed-shops.repository';
import { RetentionSweep } from './retention-sweep';
import { RetentionRepository } from './retention.repository';

const PEOPLE = 2_500;

describe('shops that were removed', () => {
  let handle: DatabaseHandle;
  let close: () => Promise<void>;
  let sweep: RetentionSweep;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ handle, close } = await openTestDatabase('postgres'));
    sweep = new RetentionSweep(new RemovedShopsRepository(handle.db), new RetentionRepository(handle.db), {
      personalDataDays: 365,
    } as Config);
  });
  afterAll(() => close());

  /** A shop with people, an order and a bot. @param removedDays ago; undefined: it lives */
  async function aShop(removedDays: number | undefined): Promise<TenantId> {
    const tenantId = await insertTenant(handle.db);
    const db = handle.db.acrossTenants;
    if (removedDays !== undefined) {
      const removedAt = sql`now() - ${removedDays} * interval '1 day'`;
      await db.update(tenants).set({ state: 'removed', removedAt }).where(eq(tenants.id, tenantId));
    }
    const [createdAt, updatedAt] = [databaseNow(), databaseNow()];
    await db
      .insert(shoppers)
      .values(Array.from({ length: PEOPLE }, (_, chatId) => ({ tenantId, chatId, createdAt, updatedAt })));
    await db.insert(tenantSettings).values({
      ...{ tenantId, key: 'BOT_TOKEN', origin: 'regos', value: 'cipher', encrypted: true },
      updatedAt,
    });
    await db.insert(botSetups).values({
      ...{ tenantId, publicId: newId(), secretCipher: 'cipher' },
      ...{ createdAt, updatedAt },
    });
    await db.insert(notices).values({ id: newId(), tenantId, chatId: 1, content: {}, createdAt });
    const orderId = newId();
    await db.insert(orders).values({
      ...{ id: orderId, tenantId, number: 1, checkoutId: orderId, chatId: 1, state: 'submitted' },
      ...{ externalCode: orderId, phoneCipher: 'cipher', address: 'улица 1', latitude: 41, longitude: 69 },
      ...{ priceTypeId: 1, stockId: 1, sourceId: 1, total: '10.000', currency: 'UZS' },
      ...{ placedAt: createdAt, updatedAt },
    });
    return tenantId;
  }

  async function leftOf(tenantId: TenantId) {
    const db = handle.db.of(tenantId);
    const tables = [shoppers, tenantSettings, botSetups, notices];
    const counts = await Promise.all(tables.map((table) => db.$count(table, eq(table.tenantId, tenantId))));
    const [order] = await db.select().from(orders).where(eq(orders.tenantId, tenantId));
    return { counts, order };
  }

  it('are forgotten after 30 days, with their people, and no other shop is', async () => {
    const [old, recent, living] = [await aShop(31), await aShop(29), await aShop(undefined)];
    await sweep.sweep();
    const { counts, order } = await leftOf(old);
    expect(counts).toEqual([0, 0, 0, 0]);
    expect(order).toMatchObject({ phoneCipher: null, address: null, latitude: null, longitude: null });
    expect(order).toMatchObject({ chatId: 0, regosCustomerId: null });
    expect(order).toMatchObject({ number: 1, total: '10.000' }); // the books stay
    for (const kept of [recent, living]) {
      const left = await leftOf(kept);
      expect(left.counts).toEqual([PEOPLE, 1, 1, 1]);
      expect(left.order).toMatchObject({ phoneCipher: 'cipher', address: 'улица 1' });
    }
    expect(await new RemovedShopsRepository(handle.db).due(10)).toEqual([]);
  });

  it('keep everything when they come back in time', async () => {
    const shop = await aShop(31);
    const shops = new RemovedShopsRepository(handle.db);
    expect(await shops.due(10)).toEqual([shop]);
    const back = { state: 'active', removedAt: null };
    await handle.db.acrossTenants.update(tenants).set(back).where(eq(tenants.id, shop));
    expect(await shops.forget(shop, 1_000)).toBe(true);
    expect((await leftOf(shop)).counts).toEqual([PEOPLE, 1, 1, 1]);
  });
});
