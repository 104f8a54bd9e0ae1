import { Injectable } from '@nestjs/common';
import { isLiveProcess } from '@rto/cluster';
import {
  Database,
  databaseLater,
  databaseNow,
  inChosen,
  notices,
  orders,
  placeIn,
  staffCards,
} from '@rto/database';
import { newId, type OrderId, type TenantId } from '@rto/kernel';
import { and, asc, eq, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm';
import type { Notice } from '../notices/notice';
import { FOLLOWED_STATES, OPEN_STATES } from '../order';

/** An order that is due and has no attempt under way. */
interface DueOrder {
  readonly tenantId: TenantId;
  readonly orderId: OrderId;
  /** For how long, in milliseconds. */
  readonly overdueMs: number;
}

/** What the sweep looks for, across tenants; each row found is then worked on under its own tenant. */
@Injectable()
export class SweepRepository {
  constructor(private readonly database: Database) {}

  /**
   * A few of each tenant in turn, its oldest first: one that has thousands of them leaves the others their places.
   * @param ofEach of one tenant
   */
  async dueOrders(limit: number, ofEach: number): Promise<DueOrder[]> {
    const overdueMs = sql<string>`(extract(epoch from now() - ${orders.dueAt}) * 1000)::bigint::text`;
    const due = this.database.acrossTenants
      .select({
        tenantId: orders.tenantId,
        orderId: orders.id,
        overdueMs: overdueMs.as('overdue_ms'),
        dueAt: orders.dueAt,
        place: placeIn(orders.tenantId, orders.dueAt),
      })
      .from(orders)
      .where(
        and(
          sql`${orders.dueAt} <= now()`,
          inArray(orders.state, OPEN_STATES),
          sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
        ),
      )
      .as('due');
    const rows = await this.database.acrossTenants
      .select({ tenantId: due.tenantId, orderId: due.orderId, overdueMs: due.overdueMs })
      .from(due)
      .where(lte(due.place, ofEach))
      .orderBy(asc(due.place), asc(due.dueAt))
      .limit(limit);
    return rows.map((row) => ({ ...row, overdueMs: Number(row.overdueMs) }));
  }

  /**
   * Writes the "please wait, do not order again" message of each order that is open for too long, once.
   * @param limit orders of a call: the rest is left to the next
   */
  async tellWaiting(afterMs: number, limit: number): Promise<void> {
    await this.database.acrossTenants.transaction(async (tx) => {
      const waiting = tx
        .select({ id: orders.id })
        .from(orders)
        .where(
          and(
            inArray(orders.state, OPEN_STATES),
            isNotNull(orders.dueAt), // as of each open order: few rows of an index, not the whole ledger
            isNull(orders.regosDocumentId), // with a document the buyer has been told that it is accepted
            isNull(orders.waitToldAt),
            sql`${orders.placedAt} < ${databaseLater(-afterMs)}`,
          ),
        )
        .orderBy(asc(orders.dueAt))
        .limit(limit)
        .for('update', { skipLocked: true }); // sweeps of several processes must not wait for each other
      const rows = await tx
        .update(orders)
        .set({ waitToldAt: databaseNow() })
        .where(inChosen(orders.id, waiting))
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
   * Writes to the staff of each order that is New for too long, once.
   * @param limit orders of a call: the rest is left to the next
   */
  async tellLate(limit: number): Promise<void> {
    await this.database.acrossTenants.transaction(async (tx) => {
      const due = tx
        .select({ orderId: staffCards.orderId })
        .from(staffCards)
        .where(lte(staffCards.alarmAt, databaseNow()))
        .limit(limit)
        .for('update', { skipLocked: true });
      const cards = await tx
        .update(staffCards)
        .set({ alarmAt: null })
        .where(inChosen(staffCards.orderId, due))
        .returning({ orderId: staffCards.orderId, chatId: staffCards.chatId });
      const chats = new Map(cards.map(({ orderId, chatId }) => [orderId, chatId]));
      const late = await tx
        .select({ id: orders.id, tenantId: orders.tenantId, number: orders.number })
        .from(orders)
        .where(
          and(
            inArray(orders.id, [...chats.keys()]),
            inArray(orders.state, FOLLOWED_STATES),
            eq(orders.regosStatus, 'New'),
          ),
        );
      if (late.length === 0) return;
      await tx.insert(notices).values(
        late.map(({ id, tenantId, number }) => ({
          id: newId(),
          tenantId,
          chatId: chats.get(id) ?? 0,
          orderId: id,
          content: { type: 'staffLate', number } satisfies Notice,
          dueAt: databaseNow(),
          createdAt: databaseNow(),
        })),
      );
    });
  }

  /**
   * Ends the leases of processes that died, so that their orders need not wait for them to run out. When the call
   * of such a process has ended stays as uncertain as it was: only the look-up is made at once.
   */
  async releaseAbandoned(): Promise<void> {
    const abandoned = this.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(and(isNotNull(orders.holder), not(isLiveProcess(orders.holder))))
      .for('update', { skipLocked: true }); // two sweeps must not wait for each other
    await this.database.acrossTenants
      .update(orders)
      .set({ leaseUntil: null, holder: null })
      .where(inChosen(orders.id, abandoned));
  }

  /**
   * Ends every lease: for the start of the one process that owns the embedded database, before any worker runs, when
   * there is no other holder. A create that was under way ended with its process, now at the latest.
   */
  async releaseLeases(): Promise<void> {
    await this.database.acrossTenants
      .update(orders)
      .set({
        leaseUntil: null,
        holder: null,
        unknownSince: sql`(case when ${orders.unknownSince} > now() then now() else ${orders.unknownSince} end)`,
      })
      .where(and(inArray(orders.state, OPEN_STATES), isNotNull(orders.leaseUntil)));
  }
}
