import { Injectable } from '@nestjs/common';
import {
  Database,
  databaseLater,
  databaseNow,
  notices,
  orderHistory,
  orderLines,
  orders,
  tenants,
  type Transaction,
} from '@rto/database';
import { newId, type ChatId, type CheckoutId, type OrderId, type TenantId } from '@rto/kernel';
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Notice } from './notice';
import type { ClaimedOrder, Order, OrderDraft } from './order';
import { toLineRows, toOrder, toOrderRow, type OrderRow } from './order-row';

/** A change of an order with what belongs to it: its line in the history and its messages. */
export interface OrderChange {
  readonly set: Partial<Pick<OrderRow, ChangeableColumn>>;
  /** Milliseconds from now, by the database's clock; null clears. */
  readonly dueInMs?: number | null;
  readonly pollInMs?: number | null;
  readonly duplicateCheckInMs?: number | null;
  /** True: a create with unknown outcome ended now. False: the outcome is known again. */
  readonly unknown?: boolean;
  /** The lease ends with this write unless it is kept. */
  readonly keepLease?: boolean;
  readonly event: string;
  readonly detail?: string;
  readonly notices?: readonly NewNotice[];
}

export interface NewNotice {
  readonly chatId: ChatId;
  readonly content: Notice;
  /** Sent no earlier than this many milliseconds from now. */
  readonly delayMs?: number;
}

type ChangeableColumn =
  | 'state'
  | 'attempts'
  | 'regosCustomerId'
  | 'regosDocumentId'
  | 'regosCode'
  | 'regosStatus'
  | 'toldStage'
  | 'lastError';

/** The order ledger. Every query carries its tenant. */
@Injectable()
export class OrderRepository {
  constructor(private readonly database: Database) {}

  async findByCheckout(tenantId: TenantId, checkoutId: CheckoutId): Promise<Order | undefined> {
    return this.findOne(and(eq(orders.tenantId, tenantId), eq(orders.checkoutId, checkoutId)));
  }

  async findById(tenantId: TenantId, orderId: OrderId): Promise<Order | undefined> {
    return this.findOne(and(eq(orders.tenantId, tenantId), eq(orders.id, orderId)));
  }

  async findByNumber(tenantId: TenantId, chatId: ChatId, number: number): Promise<Order | undefined> {
    return this.findOne(
      and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId), eq(orders.number, number)),
    );
  }

  /** Newest first, without lines. */
  async listOfShopper(tenantId: TenantId, chatId: ChatId, limit: number, offset: number): Promise<Order[]> {
    const rows = await this.database
      .select()
      .from(orders)
      .where(and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId)))
      .orderBy(desc(orders.number))
      .limit(limit)
      .offset(offset);
    return rows.map((row) => toOrder(row, []));
  }

  /**
   * Writes order, lines, history, messages and outbox entry in one transaction. A second draft with the same
   * checkout id writes nothing and returns the first order.
   */
  async insertOnce(draft: OrderDraft, messages: (number: number) => NewNotice[] = () => []): Promise<Order> {
    const inserted = await this.database.transaction(async (tx) => {
      // the row lock on the tenant keeps two confirmations from taking one number; a repeat may leave a gap
      const [counter] = await tx
        .update(tenants)
        .set({ lastOrderNumber: sql`${tenants.lastOrderNumber} + 1` })
        .where(eq(tenants.id, draft.tenantId))
        .returning({ number: tenants.lastOrderNumber });
      if (!counter) throw new TypeError('an order needs a registered tenant');
      const id = newId();
      const [row] = await tx
        .insert(orders)
        .values({ ...toOrderRow(draft, id, counter.number), dueAt: databaseNow() })
        .onConflictDoNothing({ target: [orders.tenantId, orders.checkoutId] })
        .returning();
      if (!row) return undefined;
      const lines = await tx.insert(orderLines).values(toLineRows(draft, id)).returning();
      await writeHistory(tx, row, 'placed', undefined);
      await writeNotices(tx, row, messages(row.number));
      return toOrder(row, lines);
    });
    const order = inserted ?? (await this.findByCheckout(draft.tenantId, draft.checkoutId));
    if (!order) throw new TypeError('an order that conflicts must exist');
    return order;
  }

  /**
   * Takes the order for one attempt, unless another process holds it or nothing is due.
   * @param leaseMs must be longer than everything the attempt does at REGOS
   */
  async claim(tenantId: TenantId, orderId: OrderId, leaseMs: number): Promise<ClaimedOrder | undefined> {
    const [row] = await this.database
      .update(orders)
      .set({ state: 'submitting', fence: sql`${orders.fence} + 1`, leaseUntil: databaseLater(leaseMs) })
      .where(
        and(
          eq(orders.tenantId, tenantId),
          eq(orders.id, orderId),
          inArray(orders.state, ['placed', 'submitting', 'unknown']),
          sql`${orders.dueAt} <= now()`,
          sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
        ),
      )
      .returning({
        row: orders,
        unknownForMs: sql<
          string | null
        >`(extract(epoch from now() - ${orders.unknownSince}) * 1000)::bigint::text`,
      });
    if (!row) return undefined;
    const lines = await this.linesOf(orderId);
    return {
      ...toOrder(row.row, lines),
      fence: row.row.fence,
      firstSentAt: row.row.firstSentAt ?? undefined,
      unknownForMs: row.unknownForMs === null ? undefined : Number(row.unknownForMs),
    };
  }

  /**
   * Written before an AddFull leaves: from here on a crash means "outcome unknown".
   * @returns false when the lease was lost; then nothing may be sent
   */
  async markSent(order: ClaimedOrder, leaseMs: number): Promise<boolean> {
    const rows = await this.database
      .update(orders)
      .set({
        firstSentAt: sql`coalesce(${orders.firstSentAt}, now())`,
        unknownSince: databaseNow(),
        leaseUntil: databaseLater(leaseMs),
        attempts: sql`${orders.attempts} + 1`,
        regosCustomerId: order.customerId ?? null,
      })
      .where(
        and(
          eq(orders.tenantId, order.tenantId),
          eq(orders.id, order.id),
          eq(orders.fence, order.fence),
          sql`${orders.leaseUntil} > now()`,
        ),
      )
      .returning({ id: orders.id });
    return rows.length === 1;
  }

  /** Writes the outcome of an attempt. @returns false when the fence has moved on: another process owns it. */
  async finishAttempt(order: ClaimedOrder, change: OrderChange): Promise<boolean> {
    return this.change(order, change, eq(orders.fence, order.fence));
  }

  /**
   * A change outside an attempt (tracking, cancelling), only from the states named and while nobody holds the
   * order. @returns false when the order has moved on
   */
  async changeFrom(
    order: Order,
    states: readonly string[],
    change: OrderChange,
    unchanged: { readonly toldStage?: number; readonly unsent?: boolean } = {},
  ): Promise<boolean> {
    return this.change(
      order,
      change,
      and(
        inArray(orders.state, [...states]),
        sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
        unchanged.toldStage === undefined ? undefined : eq(orders.toldStage, unchanged.toldStage),
        unchanged.unsent ? isNull(orders.firstSentAt) : undefined,
      ),
    );
  }

  /** Cancels an order that certainly never left for REGOS. @returns false when it may have */
  async cancelUnsent(order: Order, event: string): Promise<boolean> {
    const change: OrderChange = { set: { state: 'cancelled' }, dueInMs: null, event };
    return this.changeFrom(order, ['placed'], change, { unsent: true });
  }

  private async change(order: Order, change: OrderChange, condition: SQL | undefined): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx
        .update(orders)
        .set({ ...change.set, ...timeColumns(change), updatedAt: databaseNow() })
        .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id), condition))
        .returning();
      if (!row) return false;
      await writeHistory(tx, row, change.event, change.detail);
      await writeNotices(tx, row, change.notices ?? []);
      return true;
    });
  }

  private async findOne(where: SQL | undefined): Promise<Order | undefined> {
    const [row] = await this.database.select().from(orders).where(where).limit(1);
    return row ? toOrder(row, await this.linesOf(row.id)) : undefined;
  }

  private async linesOf(orderId: OrderId): Promise<(typeof orderLines.$inferSelect)[]> {
    return this.database
      .select()
      .from(orderLines)
      .where(eq(orderLines.orderId, orderId))
      .orderBy(asc(orderLines.position));
  }

  /** Submitted orders of a tenant whose document is due for a look, oldest first. */
  async dueForPoll(tenantId: TenantId, limit: number): Promise<Order[]> {
    const rows = await this.database
      .select()
      .from(orders)
      .where(
        and(
          eq(orders.tenantId, tenantId),
          eq(orders.state, 'submitted'),
          isNotNull(orders.regosDocumentId),
          sql`${orders.pollAt} <= now()`,
        ),
      )
      .orderBy(asc(orders.pollAt))
      .limit(limit);
    return rows.map((row) => toOrder(row, []));
  }

  /**
   * REGOS's number is known: the message that waits for it goes out now.
   * @returns false when that message is out already, or being sent
   */
  async releaseAccepted(order: Order): Promise<boolean> {
    const rows = await this.database
      .update(notices)
      .set({ dueAt: databaseNow() })
      .where(
        and(
          eq(notices.tenantId, order.tenantId),
          eq(notices.orderId, order.id),
          eq(notices.attempts, 0),
          isNotNull(notices.dueAt),
          sql`${notices.content} ->> 'type' = 'orderAccepted'`,
        ),
      )
      .returning({ id: notices.id });
    return rows.length > 0;
  }

  /** @param waitMs null ends the polling: the document is closed */
  async postponePoll(order: Order, waitMs: number | null): Promise<void> {
    await this.database
      .update(orders)
      .set({ pollAt: waitMs === null ? null : databaseLater(waitMs) })
      .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id)));
  }

  /** Makes the order of this REGOS document due for a look at once. @returns whether it is one of ours */
  async pollSoon(tenantId: TenantId, documentId: number): Promise<boolean> {
    const rows = await this.database
      .update(orders)
      .set({ pollAt: databaseNow() })
      .where(and(eq(orders.tenantId, tenantId), eq(orders.regosDocumentId, documentId)))
      .returning({ id: orders.id });
    return rows.length > 0;
  }
}

function timeColumns(change: OrderChange): Record<string, SQL | null> {
  const columns: Record<string, SQL | null> = {};
  const put = (name: string, ms: number | null | undefined): void => {
    if (ms !== undefined) columns[name] = ms === null ? null : databaseLater(ms);
  };
  put('dueAt', change.dueInMs);
  put('pollAt', change.pollInMs);
  put('duplicateCheckAt', change.duplicateCheckInMs);
  if (change.unknown === false) columns['unknownSince'] = null;
  if (change.unknown === true) columns['unknownSince'] = databaseNow();
  if (!change.keepLease) columns['leaseUntil'] = null;
  return columns;
}

async function writeHistory(
  tx: Transaction,
  row: OrderRow,
  event: string,
  detail: string | undefined,
): Promise<void> {
  await tx.insert(orderHistory).values({
    id: newId(),
    tenantId: row.tenantId,
    orderId: row.id,
    state: row.state,
    event,
    detail: detail ?? null,
    at: databaseNow(),
  });
}

async function writeNotices(tx: Transaction, row: OrderRow, messages: readonly NewNotice[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.insert(notices).values(
    messages.map((message) => ({
      id: newId(),
      tenantId: row.tenantId,
      chatId: message.chatId,
      orderId: row.id,
      content: message.content,
      dueAt: databaseLater(message.delayMs ?? 0),
      createdAt: databaseNow(),
    })),
  );
}
