import { Injectable } from '@nestjs/common';
import { Cipher, Database, databaseLater, inChosen, orders, placeIn } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { FINISHED_STATES, FOLLOWED_STATES, type Order, type ToldFacts } from '../order';
import { pollAfter, toldAs } from '../ledger/order-change';
import { OrderRows } from '../ledger/order-row';

/** An order that was taken for a look is due again after this long when the look failed. */
export const LOOK_AGAIN_MS = 20_000;

/** Submitted orders whose documents are followed. */
@Injectable()
export class TrackingRepository {
  private readonly rows: OrderRows;

  constructor(
    private readonly database: Database,
    cipher: Cipher,
  ) {
    this.rows = new OrderRows(cipher);
  }

  /** Tenants with a document that is due for a look. */
  async tenantsDue(): Promise<TenantId[]> {
    const rows = await this.database.acrossTenants
      .selectDistinct({ tenantId: orders.tenantId })
      .from(orders)
      .where(and(sql`${orders.pollAt} <= now()`, inArray(orders.state, FOLLOWED_STATES)));
    return rows.map((row) => row.tenantId);
  }

  /**
   * Takes orders of a tenant whose document is due for a look, those due longest first, without lines. They are
   * due again after `leaseMs` when nothing comes of it.
   */
  async claimDue(tenantId: TenantId, leaseMs: number, limit: number): Promise<Order[]> {
    const database = this.database.of(tenantId);
    const due = database
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          eq(orders.tenantId, tenantId),
          inArray(orders.state, FOLLOWED_STATES),
          isNotNull(orders.regosDocumentId),
          sql`${orders.pollAt} <= now()`,
        ),
      )
      .orderBy(asc(orders.pollAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await database
      .update(orders)
      .set({ pollAt: databaseLater(leaseMs) })
      .where(inChosen(orders.id, due))
      .returning();
    return rows.map((row) => this.rows.toOrder(row, []));
  }

  /**
   * Nothing to tell: the next look.
   * @param waitMs null ends the polling: the document is closed
   * @param toldFacts what is known now without telling it; if somebody has told more meanwhile, the order stays due
   */
  async postpone(order: Order, waitMs: number | null, toldFacts?: ToldFacts): Promise<void> {
    await this.database
      .of(order.tenantId)
      .update(orders)
      .set({ pollAt: pollAfter(waitMs), ...(toldFacts && { toldFacts }) })
      .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id), toldFacts && toldAs(order)));
  }

  /**
   * Takes orders whose look for a second document is due, one of each tenant; each is due again after `leaseMs` when
   * nothing comes of it. One that is on its way waits until it is known which document is its own.
   */
  async claimDuplicateChecks(leaseMs: number, limit: number): Promise<Order[]> {
    const isDue = and(sql`${orders.duplicateCheckAt} <= now()`, inArray(orders.state, FINISHED_STATES));
    const places = this.database.acrossTenants
      .select({ id: orders.id, place: placeIn(orders.tenantId, orders.duplicateCheckAt) })
      .from(orders)
      .where(isDue)
      .as('places');
    const first = this.database.acrossTenants
      .select({ id: places.id })
      .from(places)
      .where(eq(places.place, 1))
      .limit(limit);
    const due = this.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(and(inArray(orders.id, first), isDue)) // a row that is locked after all may be somebody else's by then
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(orders)
      .set({ duplicateCheckAt: databaseLater(leaseMs) })
      .where(inChosen(orders.id, due))
      .returning();
    return rows.map((row) => this.rows.toOrder(row, []));
  }
}
