import {
  databaseNow,
  orderLines,
  orders,
  tenants,
  tenantSettings,
  type Database,
  type ScopedDatabase,
  type Transaction,
} from '@rto/database';
import type { OrderId, TenantId } from '@rto/kernel';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { IDLE_STATES, OPEN_STATES } from '../order';
import { writeHistory } from '../ledger/order-change';

/** All that an order needs to be one again in an empty database, as rows. */
export interface JournaledOrder {
  readonly order: typeof orders.$inferSelect;
  readonly lines: (typeof orderLines.$inferSelect)[];
  readonly tenant: typeof tenants.$inferSelect;
  readonly settings: (typeof tenantSettings.$inferSelect)[];
}

export async function readForJournal(db: ScopedDatabase, orderId: OrderId): Promise<JournaledOrder> {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new TypeError(`no order ${orderId}`);
  const [tenant] = await db.select().from(tenants).where(eq(tenants.id, order.tenantId));
  if (!tenant) throw new TypeError(`no tenant ${order.tenantId}`);
  const lines = await db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
  const settings = await db.select().from(tenantSettings).where(eq(tenantSettings.tenantId, tenant.id));
  return { order, lines, tenant, settings };
}

/**
 * Puts back an order that the database has lost, under its old code and number. Whether it had reached REGOS is
 * unknown, so it is looked up there first (docs/reliability.md rule 5).
 * @returns whether it was lost
 */
export async function restore(database: Database, journaled: JournaledOrder): Promise<boolean> {
  return database.acrossTenants.transaction(async (tx) => {
    const tenantId = await restoreTenant(tx, journaled);
    const [row] = await tx
      .insert(orders)
      .values({
        ...journaled.order,
        tenantId,
        state: 'unknown',
        firstSentAt: databaseNow(),
        unknownSince: databaseNow(),
        dueAt: databaseNow(),
        leaseUntil: null,
      })
      .onConflictDoNothing({ target: orders.id })
      .returning();
    if (!row) return false;
    await tx.insert(orderLines).values(journaled.lines.map((line) => ({ ...line, tenantId })));
    await tx
      .update(tenants)
      .set({ lastOrderNumber: sql`greatest(${tenants.lastOrderNumber}, ${row.number})` })
      .where(eq(tenants.id, tenantId));
    await writeHistory(tx, row, 'restored from the journal', undefined);
    return true;
  });
}

/** Its last changes may be lost, and one of them that it was sent. */
export async function doubt(database: Database, orderId: OrderId): Promise<void> {
  await database.acrossTenants
    .update(orders)
    .set({
      firstSentAt: sql`coalesce(${orders.firstSentAt}, now())`,
      unknownSince: sql`coalesce(${orders.unknownSince}, now())`,
    })
    .where(and(eq(orders.id, orderId), inArray(orders.state, OPEN_STATES)));
}

/** It was cancelled before it was sent, and that may be lost too. */
export async function cancelAgain(database: Database, orderId: OrderId): Promise<void> {
  await database.acrossTenants
    .update(orders)
    .set({ state: 'cancelled', dueAt: null, updatedAt: databaseNow() })
    .where(and(eq(orders.id, orderId), inArray(orders.state, IDLE_STATES), isNull(orders.firstSentAt)));
}

/** The shop as it is now, or as it was: a shop that is connected anew has another id. */
async function restoreTenant(tx: Transaction, { tenant, settings }: JournaledOrder): Promise<TenantId> {
  const [known] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(sql`${tenants.id} = ${tenant.id} or ${tenants.connectionHash} = ${tenant.connectionHash}`)
    .limit(1);
  if (known) return known.id;
  await tx.insert(tenants).values(tenant);
  if (settings.length > 0) await tx.insert(tenantSettings).values(settings);
  return tenant.id;
}
