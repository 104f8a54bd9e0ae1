import { notices, orderHistory, orders, ownerInvitations, tenants, type DatabaseHandle } from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { insertTenant, openTestDatabase } from '@rto/testing';
import { RetentionRepository } from './retention.repository';

describe('what is kept no longer than it serves', () => {
  let handle: DatabaseHandle;
  let close: () => Promise<void>;
  let retention: RetentionRepository;
  let shops: TenantId[];

  beforeAll(async () => {
    ({ handle, close } = await openTestDatabase('postgres'));
    retention = new RetentionRepository(handle.db);
    shops = [await insertTenant(handle.db), await insertTenant(handle.db)];
  });
  afterAll(() => close());

  it('is the place of an order, until nothing is brought there any more', async () => {
    for (const tenantId of shops) {
      await addOrder(tenantId, 1, 'placed');
      await addOrder(tenantId, 2, 'submitted', sql`now()`);
      await addOrder(tenantId, 3, 'submitted');
      await addOrder(tenantId, 4, 'refused');
      await addOrder(tenantId, 5, 'cancelled');
    }
    expect([await retention.forgetPlaces(4), await retention.forgetPlaces(4)]).toEqual([4, 2]);
    for (const tenantId of shops) {
      const rows = await handle.db
        .of(tenantId)
        .select({ number: orders.number, latitude: orders.latitude, longitude: orders.longitude })
        .from(orders)
        .orderBy(asc(orders.number));
      const gone = { latitude: null, longitude: null };
      expect(rows).toEqual([
        { number: 1, latitude: 41, longitude: 69 },
        { number: 2, latitude: 41, longitude: 69 },
        { number: 3, ...gone },
        { number: 4, ...gone },
        { number: 5, ...gone },
      ]);
    }
  });

  it('is whose an order was, after the days that are set, once REGOS has it', async () => {
    const fresh = [await insertTenant(handle.db), await insertTenant(handle.db)];
    const personal = { phoneCipher: 'cipher', address: 'улица 1', note: 'Азиз', regosCustomerId: 7 };
    for (const tenantId of fresh) {
      for (const [number, state, days] of [
        [1, 'submitted', 31],
        [2, 'needs_attention', 31],
        [3, 'cancelled', 29],
      ] as const) {
        await addOrder(tenantId, number, state);
        const placedAt = sql`now() - ${days} * interval '1 day'`;
        const toldFacts = { courier: 'Карим', sold: { lines: [], total: '9.000' } };
        await handle.db
          .of(tenantId)
          .update(orders)
          .set({ ...personal, placedAt, toldFacts })
          .where(and(eq(orders.tenantId, tenantId), eq(orders.number, number)));
      }
    }
    expect([await retention.forgetBuyers(30, 1), await retention.forgetBuyers(30, 9)]).toEqual([1, 1]);
    for (const tenantId of fresh) {
      const [old, ...kept] = await handle.db
        .of(tenantId)
        .select()
        .from(orders)
        .where(eq(orders.tenantId, tenantId))
        .orderBy(asc(orders.number));
      expect(old).toMatchObject({ chatId: 0, phoneCipher: null, address: null, note: null, latitude: null });
      expect(old).toMatchObject({ regosCustomerId: null, number: 1, total: '10.000' });
      expect(old?.toldFacts).toEqual({ sold: { lines: [], total: '9.000' } });
      for (const order of kept) expect(order).toMatchObject({ ...personal, chatId: 1 });
    }
  });

  it('is a message: 30 days, and as long as it is still to be sent', async () => {
    for (const tenantId of shops) {
      await addNotice(tenantId, 31, true);
      await addNotice(tenantId, 31, false);
      await addNotice(tenantId, 29, false);
    }
    expect(await retention.forgetNotices(10)).toBe(2);
    for (const tenantId of shops) {
      expect(await handle.db.of(tenantId).$count(notices, eq(notices.tenantId, tenantId))).toBe(2);
    }
  });

  it('is a message that its shop, closed for three days, could not send', async () => {
    const [closed, open] = [await insertTenant(handle.db), await insertTenant(handle.db)];
    await handle.db.acrossTenants.update(tenants).set({ state: 'disabled' }).where(eq(tenants.id, closed));
    for (const tenantId of [closed, open]) {
      await addNotice(tenantId, 4, true);
      await addNotice(tenantId, 2, true);
    }
    expect(await retention.dropUnsaid(10)).toBe(1);
    const waitingOf = (tenantId: TenantId) =>
      handle.db.of(tenantId).$count(notices, and(eq(notices.tenantId, tenantId), isNotNull(notices.dueAt)));
    expect([await waitingOf(closed), await waitingOf(open)]).toEqual([1, 2]);
  });

  it('is an invitation of an owner, once it lets nobody in any more', async () => {
    const [tenantId = ''] = shops;
    for (const [codeHash, hours] of [
      ['over', -1],
      ['open', 1],
    ] as const) {
      const expiresAt = sql`now() + ${hours} * interval '1 hour'`;
      await handle.db
        .of(tenantId)
        .insert(ownerInvitations)
        .values({ tenantId, codeHash, invitedBy: 700, expiresAt });
    }
    await retention.forgetInvitations();
    expect(await handle.db.of(tenantId).select().from(ownerInvitations)).toMatchObject([
      { codeHash: 'open' },
    ]);
  });

  it('is a step of an order that is over: a year', async () => {
    for (const tenantId of shops) {
      for (const [number, state] of [
        [11, 'submitted'],
        [12, 'needs_attention'],
      ] as const) {
        await addOrder(tenantId, number, state);
        for (const days of [364, 366]) await addStep(tenantId, number, days);
      }
    }
    expect([await retention.forgetHistory(1), await retention.forgetHistory(9)]).toEqual([1, 1]);
    for (const tenantId of shops) expect(await handle.db.of(tenantId).$count(orderHistory)).toBe(3);
  });

  async function addStep(tenantId: TenantId, number: number, days: number) {
    const db = handle.db.of(tenantId);
    const [order] = await db
      .select({ orderId: orders.id, state: orders.state })
      .from(orders)
      .where(and(eq(orders.tenantId, tenantId), eq(orders.number, number)));
    if (!order) throw new Error(`no order ${number}`);
    const at = sql`now() - ${days} * interval '1 day'`;
    await db.insert(orderHistory).values({ id: newId(), tenantId, ...order, event: 'looked at', at });
  }

  async function addOrder(tenantId: TenantId, number: number, state: string, pollAt = sql`null`) {
    const id = newId();
    await handle.db
      .of(tenantId)
      .insert(orders)
      .values({
        ...{ id, tenantId, number, checkoutId: id, chatId: 1, state, externalCode: id, pollAt },
        ...{ latitude: 41, longitude: 69, priceTypeId: 1, stockId: 1, sourceId: 1 },
        ...{ total: '10.000', currency: 'UZS', placedAt: sql`now()`, updatedAt: sql`now()` },
      });
  }

  async function addNotice(tenantId: TenantId, days: number, isDue: boolean) {
    const createdAt = sql`now() - ${days} * interval '1 day'`;
    const dueAt = isDue ? sql`now()` : null;
    await handle.db
      .of(tenantId)
      .insert(notices)
      .values({
        ...{ id: newId(), tenantId, chatId: 1, content: {}, createdAt, dueAt },
      });
  }
});
