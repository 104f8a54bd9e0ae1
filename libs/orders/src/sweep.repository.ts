import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, notices, orders } from '@rto/database';
import { newId, type OrderId, type TenantId } from '@rto/kernel';
import { and, asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Notice } from './notice';
import type { Order } from './order';
import { toOrder } from './order-row';

const OPEN_STATES = ['placed', 'submitting', 'unknown'];

/** What the sweep looks for, across tenants; each row found is then worked on under its own tenant. */
@Injectable()
export class SweepRepository {
  constructor(private readonly database: Database) {}

  async dueOrders(limit: number): Promise<{ tenantId: TenantId; orderId: OrderId }[]> {
    return this.database
      .select({ tenantId: orders.tenantId, orderId: orders.id })
      .from(orders)
      .where(
        and(
          sql`${orders.dueAt} <= now()`,
          inArray(orders.state, OPEN_STATES),
          sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
        ),
      )
      .orderBy(asc(orders.dueAt))
      .limit(limit);
  }

  async tenantsToTrack(): Promise<TenantId[]> {
    const rows = await this.database
      .selectDistinct({ tenantId: orders.tenantId })
      .from(orders)
      .where(and(sql`${orders.pollAt} <= now()`, inArray(orders.state, ['submitted'])));
    return rows.map((row) => row.tenantId);
  }

  async tenantsWithNotices(): Promise<TenantId[]> {
    const rows = await this.database
      .selectDistinct({ tenantId: notices.tenantId })
      .from(notices)
      .where(sql`${notices.dueAt} <= now()`);
    return rows.map((row) => row.tenantId);
  }

  /** Orders whose look for a second document is due; each is put off at once, so that a failure repeats it. */
  async dueDuplicateChecks(limit: number): Promise<Order[]> {
    const due = this.database
      .select({ id: orders.id })
      .from(orders)
      .where(sql`${orders.duplicateCheckAt} <= now()`)
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database
      .update(orders)
      .set({ duplicateCheckAt: databaseLater(60_000) })
      .where(inArray(orders.id, due))
      .returning();
    return rows.map((row) => toOrder(row, []));
  }

  /** Writes the "please wait, do not order again" message of each order that is open for too long, once. */
  async tellWaiting(afterMs: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx
        .update(orders)
        .set({ waitToldAt: databaseNow() })
        .where(
          and(
            inArray(orders.state, OPEN_STATES),
            isNull(orders.waitToldAt),
            sql`${orders.placedAt} < ${databaseLater(-afterMs)}`,
          ),
        )
        .returning();
      if (rows.length === 0) return;
      await tx.insert(notices).values(
        rows.map((row) => ({
          id: newId(),
          tenantId: row.tenantId,
          chatId: row.chatId,
          orderId: row.id,
          content: { type: 'orderWaiting', number: row.number } satisfies Notice,
          dueAt: databaseNow(),
          createdAt: databaseNow(),
        })),
      );
    });
  }

  /**
   * Ends every lease and opens every order again: for the start of the one process that owns the embedded
   * database, where nobody else can hold one.
   */
  async releaseLeases(): Promise<void> {
    await this.database
      .update(orders)
      .set({ leaseUntil: null })
      .where(and(inArray(orders.state, OPEN_STATES), sql`${orders.leaseUntil} is not null`));
  }
}
