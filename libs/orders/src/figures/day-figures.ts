import { Injectable } from '@nestjs/common';
import { Database, orderHistory, orderLines, orders } from '@rto/database';
import { Money, Quantity, type TenantId, type Unit } from '@rto/kernel';
import type { DeliveryOrderStatus } from '@rto/regos';
import {
  and,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import {
  FOLLOWED_STATES,
  isClosed,
  NOBODY,
  STAGES,
  UNFINISHED_STATES,
  type CancelReasonKey,
  type OrderState,
  type ToldFacts,
} from '../order';

/** Who or what ended an order; a reason of the staff's list by its key, in its own words as `words`. */
export type CancelledBy = CancelReasonKey | 'words' | 'buyer' | 'operator' | 'till' | 'deleted' | 'shop';

/** What a shop sold in a span of time. */
export interface DayFigures {
  /** Without those that were cancelled or refused. */
  readonly orders: number;
  /** What these come to as they were picked, one for each currency. */
  readonly sums: readonly Money[];
  readonly cancelled: readonly { readonly by: CancelledBy; readonly times: number }[];
  /** REGOS did not take them. */
  readonly refused: number;
  /** People whose first order it was. */
  readonly newBuyers: number;
  /** By what they brought, the most first. */
  readonly topGoods: readonly TopGood[];
}

export interface TopGood {
  readonly name: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
}

/** A span of time; `to` is not in it. */
interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What became of nothing was not sold. */
const OFF: readonly OrderState[] = ['refused', 'cancelled'];
const TOP = 5;
const OPEN_FOR_MS = 30 * 86_400_000;
const CLOSED_STATUSES = (Object.keys(STAGES) as DeliveryOrderStatus[]).filter(isClosed);

/** Counts the orders of a shop. */
@Injectable()
export class OrderFigures {
  constructor(private readonly database: Database) {}

  async of(tenantId: TenantId, span: Span): Promise<DayFigures> {
    const [sold, cancelled, refused, newBuyers, topGoods] = await Promise.all([
      this.sold(tenantId, span),
      this.cancelled(tenantId, span),
      this.refused(tenantId, span),
      this.newBuyers(tenantId, span),
      this.topGoods(tenantId, span),
    ]);
    return {
      orders: sold.reduce((all, { times }) => all + times, 0),
      sums: sold.map(({ total, currency }) => Money.of(total, currency)),
      ...{ cancelled, refused, newBuyers, topGoods },
    };
  }

  /** Orders of the last month that are still to be done. */
  async open(tenantId: TenantId, now: Date): Promise<number> {
    const atWork = and(
      inArray(orders.state, [...FOLLOWED_STATES]),
      or(isNull(orders.regosStatus), notInArray(orders.regosStatus, CLOSED_STATUSES)),
    );
    const [row] = await this.database
      .of(tenantId)
      .select({ times: count() })
      .from(orders)
      .where(
        and(
          eq(orders.tenantId, tenantId),
          gte(orders.placedAt, new Date(now.getTime() - OPEN_FOR_MS)),
          or(inArray(orders.state, [...UNFINISHED_STATES]), atWork),
        ),
      );
    return row?.times ?? 0;
  }

  private sold(tenantId: TenantId, span: Span) {
    return this.database
      .of(tenantId)
      .select({ currency: orders.currency, times: count(), total: sql<string>`sum(${SOLD})` })
      .from(orders)
      .where(and(within(tenantId, span), notInArray(orders.state, [...OFF])))
      .groupBy(orders.currency);
  }

  private async cancelled(tenantId: TenantId, span: Span): Promise<DayFigures['cancelled']> {
    const ended = sql<string | null>`(select step.event from ${orderHistory} step
      where step.tenant_id = ${orders.tenantId} and step.order_id = ${orders.id}
      and step.event in ('cancelled by the buyer', 'cancelled by the operator') limit 1)`;
    const rows = await this.database
      .of(tenantId)
      .select({ facts: orders.toldFacts, status: orders.regosStatus, ended })
      .from(orders)
      .where(and(within(tenantId, span), eq(orders.state, 'cancelled')));
    const times = new Map<CancelledBy, number>();
    for (const { facts, status, ended: event } of rows) {
      const by = cancelledBy(facts as ToldFacts, status, event);
      times.set(by, (times.get(by) ?? 0) + 1);
    }
    return [...times]
      .map(([by, many]) => ({ by, times: many }))
      .sort((one, other) => other.times - one.times);
  }

  private async refused(tenantId: TenantId, span: Span): Promise<number> {
    const [row] = await this.database
      .of(tenantId)
      .select({ times: count() })
      .from(orders)
      .where(and(within(tenantId, span), eq(orders.state, 'refused')));
    return row?.times ?? 0;
  }

  private async newBuyers(tenantId: TenantId, span: Span): Promise<number> {
    const before = sql`exists (select 1 from ${orders} earlier where earlier.tenant_id = ${orders.tenantId}
      and earlier.chat_id = ${orders.chatId} and earlier.placed_at < ${span.from.toISOString()}
      and earlier.state <> 'refused')`;
    const [row] = await this.database
      .of(tenantId)
      .select({ people: sql<number>`count(distinct ${orders.chatId})::int` })
      .from(orders)
      .where(
        and(
          within(tenantId, span),
          ne(orders.chatId, NOBODY),
          notInArray(orders.state, [...OFF]),
          sql`not ${before}`,
        ),
      );
    return row?.people ?? 0;
  }

  private async topGoods(tenantId: TenantId, span: Span): Promise<TopGood[]> {
    const rows = await this.database
      .of(tenantId)
      .select({
        name: sql<string>`max(${orderLines.name})`,
        unitName: sql<string>`max(${orderLines.unitName})`,
        unitKind: sql<string>`max(${orderLines.unitKind})`,
        quantity: sql<string>`sum(${orderLines.quantity})`,
      })
      .from(orderLines)
      .innerJoin(orders, eq(orders.id, orderLines.orderId))
      .where(and(within(tenantId, span), notInArray(orders.state, [...OFF])))
      .groupBy(orderLines.itemId)
      .orderBy(desc(sql`sum(${orderLines.quantity} * ${orderLines.price})`), orderLines.itemId)
      .limit(TOP);
    return rows.map(({ name, unitName, unitKind, quantity }) => ({
      name,
      quantity: Quantity.of(quantity),
      unit: { name: unitName, kind: unitKind === 'pcs' ? 'pcs' : 'non_pcs' },
    }));
  }
}

/** As the shop has picked it, where that is not as it was ordered. */
const SOLD = sql`coalesce((${orders.toldFacts} -> 'sold' ->> 'total')::numeric, ${orders.total})`;

function within(tenantId: TenantId, { from, to }: Span): SQL | undefined {
  return and(eq(orders.tenantId, tenantId), gte(orders.placedAt, from), lt(orders.placedAt, to));
}

function cancelledBy(
  { reason, deleted }: ToldFacts,
  status: string | null,
  event: string | null,
): CancelledBy {
  if (event === 'cancelled by the buyer') return 'buyer';
  if (event === 'cancelled by the operator') return 'operator';
  if (reason) return 'key' in reason ? reason.key : 'words';
  if (deleted) return 'deleted';
  return status === 'CanceledByPosSale' ? 'till' : 'shop';
}
