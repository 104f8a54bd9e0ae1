import { Injectable } from '@nestjs/common';
import { Cipher, Database, orderHistory, orders } from '@rto/database';
import type { OrderId, TenantId } from '@rto/kernel';
import { and, asc, count, desc, eq, lt, or } from 'drizzle-orm';
import type { Order, OrderState } from '../order';
import { OrderRows } from './order-row';

interface OrderFilter {
  readonly tenantId?: TenantId | undefined;
  readonly state?: OrderState | undefined;
}

/** Where a page begins: after this order, in the order newest first. */
interface OrderCursor {
  readonly placedAt: Date;
  readonly id: OrderId;
}

/** One step of an order's life, as the operator sees it. */
export interface OrderEvent {
  /** After the step. */
  readonly state: string;
  readonly event: string;
  readonly detail: string | undefined;
  readonly at: Date;
}

/**
 * What the operator looks at, across tenants. Read only, for the admin API alone: the service itself asks
 * `OrderRepository`, where every query names its tenant.
 */
@Injectable()
export class OrderQueries {
  private readonly rows: OrderRows;

  constructor(
    private readonly database: Database,
    cipher: Cipher,
  ) {
    this.rows = new OrderRows(cipher);
  }

  /** Newest first, without lines. */
  async page(filter: OrderFilter, limit: number, after?: OrderCursor): Promise<Order[]> {
    const older =
      after &&
      or(
        lt(orders.placedAt, after.placedAt),
        and(eq(orders.placedAt, after.placedAt), lt(orders.id, after.id)),
      );
    const { tenantId } = filter;
    const source = tenantId === undefined ? this.database.acrossTenants : this.database.of(tenantId);
    const rows = await source
      .select()
      .from(orders)
      .where(
        and(
          tenantId === undefined ? undefined : eq(orders.tenantId, tenantId),
          filter.state === undefined ? undefined : eq(orders.state, filter.state),
          older,
        ),
      )
      .orderBy(desc(orders.placedAt), desc(orders.id))
      .limit(limit);
    return rows.map((row) => this.rows.toOrder(row, []));
  }

  /** An order without lines, and its history, oldest first. */
  async find(id: OrderId): Promise<{ order: Order; history: OrderEvent[] } | undefined> {
    const [row] = await this.database.acrossTenants.select().from(orders).where(eq(orders.id, id)).limit(1);
    if (!row) return undefined;
    const history = await this.database
      .of(row.tenantId)
      .select()
      .from(orderHistory)
      .where(and(eq(orderHistory.tenantId, row.tenantId), eq(orderHistory.orderId, id)))
      .orderBy(asc(orderHistory.at), asc(orderHistory.id));
    return {
      order: this.rows.toOrder(row, []),
      history: history.map((step) => ({
        state: step.state,
        event: step.event,
        detail: step.detail ?? undefined,
        at: step.at,
      })),
    };
  }
  /** For the figures; states without an order are absent. */
  async countByState(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.acrossTenants
      .select({ state: orders.state, orders: count() })
      .from(orders)
      .groupBy(orders.state);
    return new Map(rows.map((row) => [row.state, row.orders]));
  }
}
