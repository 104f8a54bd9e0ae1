import { CartService } from '@rto/cart';
import { cartReminders, notices, orderRatings, type DatabaseHandle } from '@rto/database';
import { Bell, type Jobs } from '@rto/jobs';
import { ManualClock, newId, type TenantId } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { NoticeRepository } from '@rto/orders';
import { parseSettings, TenantService, type Tenant } from '@rto/settings';
import { insertTenant, openTestDatabase } from '@rto/testing';
import { asc, eq, isNotNull, sql } from 'drizzle-orm';
import { CartReminders } from './cart-reminders';
import { DueReminders } from './due-reminders';
import { OrderRatings } from './order-ratings';
import { ReminderSweep } from './reminder-sweep';

const CHAT = 700;
const STAFF = -100;
const NOON = new Date('2026-12-01T07:00:00Z');
const NIGHT = new Date('2026-12-01T18:00:00Z');

describe('reminders', () => {
  const clock = new ManualClock(NOON);
  let database: DatabaseHandle;
  let close: () => Promise<void>;
  let carts: CartReminders;
  let ratings: OrderRatings;
  let sweep: ReminderSweep;
  let tenant: Tenant;
  let broken: TenantId | undefined;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('postgres'));
    const shops = Object.assign(Object.create(TenantService.prototype) as TenantService, {
      get: async (id: TenantId) => {
        if (id === broken) throw new Error('its row cannot be read');
        return tenant;
      },
    });
    const queue = new NoticeRepository(database.db);
    const bell = new Bell({ add: async () => undefined } as Jobs);
    carts = new CartReminders(database.db, new CartService(new MemoryKeyValueStore(clock), clock), shops);
    ratings = new OrderRatings(database.db, queue);
    sweep = new ReminderSweep(new DueReminders(database.db, queue), shops, bell, clock);
  });
  afterAll(() => close());
  beforeEach(async () => {
    clock.set(NOON);
    tenant = aShop(await insertTenant(database.db), { CART_REMINDER: 'true', ASK_RATING: 'true' });
  });

  function aShop(id: TenantId, given: Record<string, string>): Tenant {
    const { settings } = parseSettings({ ORDERS_CHAT_ID: String(STAFF), ...given });
    const problems: Tenant['problems'] = [];
    return { id, settings, problems } as Tenant;
  }
  const touch = (isEmpty = false): Promise<void> =>
    carts.note({ tenantId: tenant.id, chatId: CHAT, isEmpty });
  const pass = (): Promise<unknown> =>
    database.db
      .of(tenant.id)
      .update(cartReminders)
      .set({ dueAt: sql`case when due_at is null then null else now() end` })
      .where(eq(cartReminders.tenantId, tenant.id));
  async function told(): Promise<unknown[]> {
    await sweep.sweep();
    const rows = await database.db
      .of(tenant.id)
      .select({ chatId: notices.chatId, content: notices.content })
      .from(notices)
      .where(eq(notices.tenantId, tenant.id))
      .orderBy(asc(notices.sequence));
    return rows.map(({ chatId, content }) => [chatId, content]);
  }
  const asked = (number: number): Promise<unknown> =>
    database.db
      .of(tenant.id)
      .insert(orderRatings)
      .values({
        ...{ orderId: newId(), tenantId: tenant.id, chatId: CHAT, number },
        ...{ askAt: sql`now()`, createdAt: NOON },
      });

  it('are held up by no other shop whose look fails', async () => {
    const first = await insertTenant(database.db);
    await carts.note({ tenantId: first, chatId: CHAT, isEmpty: false });
    await touch();
    broken = first;
    const rows = database.db.acrossTenants.update(cartReminders);
    await rows.set({ dueAt: sql`now()` }).where(isNotNull(cartReminders.dueAt));
    expect(await told()).toEqual([[CHAT, { type: 'cartReminder' }]]);
    expect(await told()).toHaveLength(1);
    broken = undefined;
  });

  it('come once of a cart that is left, and again of the next one', async () => {
    await touch();
    expect(await told()).toEqual([]);
    await pass();
    expect(await told()).toEqual([[CHAT, { type: 'cartReminder' }]]);
    await touch();
    await pass();
    expect(await told()).toHaveLength(1);
    await touch(true);
    await touch();
    await pass();
    expect(await told()).toHaveLength(2);
  });

  it('do not come of a cart that was ordered or emptied', async () => {
    await touch();
    await touch(true);
    await pass();
    expect(await told()).toEqual([]);
  });

  it('do not come in a shop that does not want them, and leave no row there', async () => {
    tenant = aShop(tenant.id, {});
    await touch();
    await asked(7);
    expect(await told()).toEqual([]);
    const rows = database.db.of(tenant.id).$count(cartReminders, eq(cartReminders.tenantId, tenant.id));
    expect(await rows).toBe(0);
  });

  it('wait for the morning', async () => {
    await touch();
    await pass();
    clock.set(NIGHT);
    expect(await told()).toEqual([]);
    clock.set(NOON);
    expect(await told()).toHaveLength(1);
  });

  it('ask of an order once, and tell the staff what the buyer thinks', async () => {
    await asked(7);
    expect(await ratings.rate(tenant, CHAT, 7, true)).toBe(false); // nobody has asked yet
    expect(await told()).toEqual([[CHAT, { type: 'askRating', number: 7 }]]);
    expect(await told()).toHaveLength(1);
    expect(await ratings.rate(tenant, 701, 7, false)).toBe(false);
    expect(await ratings.rate(tenant, CHAT, 7, false)).toBe(true);
    expect(await ratings.rate(tenant, CHAT, 7, false)).toBe(true);
    expect((await told()).slice(1)).toEqual([[STAFF, { type: 'staffRating', number: 7, liked: false }]]);
  });
});
