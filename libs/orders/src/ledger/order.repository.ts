import { Injectable } from '@nestjs/common';
import {
  Cipher,
  Database,
  databaseLater,
  databaseNow,
  orderHistory,
  orderLines,
  orders,
  StoredPhones,
  tenants,
  type AlongInTransaction,
} from '@rto/database';
import { newId, type ChatId, type CheckoutId, type OrderId, type TenantId } from '@rto/kernel';
import { and, asc, count, desc, eq, gte, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import {
  IDLE_STATES,
  OPEN_STATES,
  type ClaimedOrder,
  type Order,
  type OrderDraft,
  type OrderState,
  type ToldFacts,
} from '../order';
import {
  changedColumns,
  tellCode,
  toldAs,
  writeHistory,
  writeNotices,
  type NewNotice,
  type OrderChange,
} from './order-change';
import { assertWithinLimits, type OrderLimits } from '../order-limits';
import { refreshCard } from './card-rows';
import { OrderRows, toLineRows } from './order-row';

/** What becomes true together with an order. */
export interface WrittenAlong {
  readonly notices?: (number: number) => readonly NewNotice[];
  readonly along?: AlongInTransaction | undefined;
  /** Of the person's orders; left out: one more is always taken. */
  readonly limits?: OrderLimits;
}

/** What the column holds; a button may name any number, and the database refuses a larger one as an error. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/** An order that is due for so long is worked on by nobody, whatever the reason: the person's next one goes before it. */
const TURN_PASSES_AFTER = sql`interval '2 minutes'`;

/** The order ledger. Every query carries its tenant. */
@Injectable()
export class OrderRepository {
  private readonly rows: OrderRows;
  private readonly shopperPhones: StoredPhones;
  private readonly startedMs = performance.now();

  constructor(
    private readonly database: Database,
    cipher: Cipher,
  ) {
    this.rows = new OrderRows(cipher);
    this.shopperPhones = new StoredPhones(cipher, 'shoppers');
  }

  async findByCheckout(tenantId: TenantId, checkoutId: CheckoutId): Promise<Order | undefined> {
    return this.findOne(tenantId, and(eq(orders.tenantId, tenantId), eq(orders.checkoutId, checkoutId)));
  }

  async findById(tenantId: TenantId, orderId: OrderId): Promise<Order | undefined> {
    return this.findOne(tenantId, and(eq(orders.tenantId, tenantId), eq(orders.id, orderId)));
  }

  async findByNumber(tenantId: TenantId, chatId: ChatId, number: number): Promise<Order | undefined> {
    if (number > LARGEST_NUMBER) return undefined;
    return this.findOne(
      tenantId,
      and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId), eq(orders.number, number)),
    );
  }

  /** Newest first, without lines. */
  async listOfShopper(tenantId: TenantId, chatId: ChatId, limit: number, offset: number): Promise<Order[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(orders)
      .where(and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId)))
      .orderBy(desc(orders.number))
      .limit(limit)
      .offset(offset);
    return rows.map((row) => this.rows.toOrder(row, []));
  }

  /**
   * Writes order, lines, history and outbox entry in one transaction. A second draft with the same
   * checkout id writes nothing and returns the first order.
   * @param along what else is written in that transaction, or not at all
   * @throws UserError `tooManyOpen`, `tooManyToday`
   */
  async insertOnce(draft: OrderDraft, along: WrittenAlong = {}): Promise<Order> {
    const inserted = await this.database.of(draft.tenantId).transaction(async (tx) => {
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
        .values({
          ...this.rows.toOrderRow(draft, id, counter.number),
          placedAt: databaseNow(),
          updatedAt: databaseNow(),
          dueAt: databaseNow(),
        })
        .onConflictDoNothing({ target: [orders.tenantId, orders.checkoutId] })
        .returning();
      if (!row) return undefined;
      if (along.limits) {
        const hashes = draft.phone === undefined ? [] : this.shopperPhones.hashes(row.tenantId, draft.phone);
        await assertWithinLimits(tx, row, hashes, along.limits);
      }
      const lines = await tx.insert(orderLines).values(toLineRows(draft, id)).returning();
      await writeHistory(tx, row, 'placed', undefined);
      await writeNotices(tx, row, along.notices?.(row.number) ?? []);
      await along.along?.(tx, id);
      return this.rows.toOrder(row, lines);
    });
    const order = inserted ?? (await this.findByCheckout(draft.tenantId, draft.checkoutId));
    if (!order) throw new TypeError('an order that conflicts must exist');
    return order;
  }

  /**
   * Takes the order for one attempt, unless another process holds it, nothing is due, or an older one of the same
   * person is: REGOS's turns go round between people, one order each.
   * @param leaseMs must be longer than everything the attempt does at REGOS
   * @param holder process that the lease ends with; undefined: it ends by itself only
   */
  async claim(
    tenantId: TenantId,
    orderId: OrderId,
    leaseMs: number,
    holder?: string,
  ): Promise<ClaimedOrder | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .update(orders)
      .set({
        state: 'submitting',
        fence: sql`${orders.fence} + 1`,
        leaseUntil: databaseLater(leaseMs),
        holder: holder ?? null,
      })
      .where(
        and(
          eq(orders.tenantId, tenantId),
          eq(orders.id, orderId),
          isDue,
          // told by rows that were committed long before, not by leases: of 16 claims at once, one is right
          sql`not exists (
            select 1 from orders older
            where older.tenant_id = ${orders.tenantId} and older.chat_id = ${orders.chatId}
              and older.number < ${orders.number} and older.state in ${OPEN_STATES}
              and older.due_at between now() - ${TURN_PASSES_AFTER} and now())`,
        ),
      )
      .returning({
        row: orders,
        unknownForMs: sinceMs(sql`${orders.unknownSince}`),
        openForMs: sinceMs(sql`coalesce(${orders.retriedAt}, ${orders.placedAt})`),
        isOlderThanProcess: sql<boolean>`${orders.placedAt} < ${databaseLater(this.startedMs - performance.now())}`,
      });
    if (!row) return undefined;
    const lines = await this.linesOf(tenantId, orderId);
    return {
      ...this.rows.toOrder(row.row, lines),
      fence: row.row.fence,
      firstSentAt: row.row.firstSentAt ?? undefined,
      retriedAt: row.row.retriedAt ?? undefined,
      unknownForMs: row.unknownForMs === null ? undefined : Number(row.unknownForMs),
      openForMs: Number(row.openForMs),
      isOlderThanProcess: row.isOlderThanProcess,
    };
  }

  /** Whether the order could be claimed but for an older one of the same person. */
  async awaitsTurn(tenantId: TenantId, orderId: OrderId): Promise<boolean> {
    const own = and(eq(orders.tenantId, tenantId), eq(orders.id, orderId), isDue);
    return (await this.database.of(tenantId).$count(orders, own)) > 0;
  }

  /**
   * Written before an AddFull leaves: from here on a crash means "outcome unknown", and the call counts as over
   * when the lease ends.
   * @param leaseMs until the call has ended, whatever becomes of it
   * @returns false when the lease was lost; then nothing may be sent
   */
  async markSent(order: ClaimedOrder, leaseMs: number): Promise<boolean> {
    const rows = await this.database
      .of(order.tenantId)
      .update(orders)
      .set({
        firstSentAt: sql`coalesce(${orders.firstSentAt}, now())`,
        unknownSince: databaseLater(leaseMs),
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
   * A change outside an attempt (tracking, cancelling), only from the states named and while no attempt holds the
   * order.
   * @returns false when the order has moved on
   */
  async changeFrom(
    order: Order,
    states: readonly OrderState[],
    change: OrderChange,
    unchanged: { readonly told?: Pick<Order, 'toldStage' | 'toldFacts'>; readonly unsent?: boolean } = {},
  ): Promise<boolean> {
    return this.change(
      order,
      change,
      and(
        inArray(orders.state, states),
        sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
        unchanged.told && toldAs(unchanged.told),
        unchanged.unsent ? isNull(orders.firstSentAt) : undefined,
      ),
    );
  }

  /** Cancels an order that certainly never left for REGOS. @returns false when it may have, or is being sent */
  async cancelUnsent(order: Order, change: OrderChange): Promise<boolean> {
    return this.changeFrom(order, IDLE_STATES, change, { unsent: true });
  }

  /** How often this happened to the order, at all or since an instant of the database's clock. */
  async countEvents(order: Order, event: string, since?: Date): Promise<number> {
    const [row] = await this.database
      .of(order.tenantId)
      .select({ times: count() })
      .from(orderHistory)
      .where(
        and(
          eq(orderHistory.tenantId, order.tenantId),
          eq(orderHistory.orderId, order.id),
          eq(orderHistory.event, event),
          since && gte(orderHistory.at, since),
        ),
      );
    return row?.times ?? 0;
  }

  /**
   * Makes a look for a second document due: an attempt that had lost its order meanwhile has created one, and the
   * attempt that has the order now may make another.
   */
  async checkDuplicatesIn(order: Order, ms: number): Promise<void> {
    await this.database
      .of(order.tenantId)
      .update(orders)
      .set({ duplicateCheckAt: databaseLater(ms) })
      .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id)));
  }

  private async change(order: Order, change: OrderChange, condition: SQL | undefined): Promise<boolean> {
    return this.database.of(order.tenantId).transaction(async (tx) => {
      const [row] = await tx
        .update(orders)
        .set(changedColumns(change))
        .where(and(eq(orders.tenantId, order.tenantId), eq(orders.id, order.id), condition))
        .returning();
      if (!row) return false;
      await writeHistory(tx, row, change.event, change.detail);
      if (change.tellCode !== undefined) await tellCode(tx, row, change.tellCode);
      await writeNotices(tx, row, change.notices ?? []);
      if (Object.keys(change.set).length > 0) await refreshCard(tx, row);
      await change.along?.(tx, row.id);
      return true;
    });
  }

  private async findOne(tenantId: TenantId, where: SQL | undefined): Promise<Order | undefined> {
    const [row] = await this.database.of(tenantId).select().from(orders).where(where).limit(1);
    return row ? this.rows.toOrder(row, await this.linesOf(tenantId, row.id)) : undefined;
  }

  private async linesOf(tenantId: TenantId, orderId: OrderId): Promise<(typeof orderLines.$inferSelect)[]> {
    return this.database
      .of(tenantId)
      .select()
      .from(orderLines)
      .where(and(eq(orderLines.tenantId, tenantId), eq(orderLines.orderId, orderId)))
      .orderBy(asc(orderLines.position));
  }

  /**
   * Makes the order of this REGOS document due for a look at once.
   * @param due what an event said is to be looked at besides the status
   * @returns whether it is one of ours
   */
  async pollSoon(
    tenantId: TenantId,
    documentId: number,
    due: Pick<ToldFacts, 'linesDue' | 'deletedDue'> = {},
  ): Promise<boolean> {
    const toldFacts = sql`${orders.toldFacts} || ${JSON.stringify(due)}::jsonb`;
    const rows = await this.database
      .of(tenantId)
      .update(orders)
      .set({ pollAt: databaseNow(), toldFacts })
      .where(and(eq(orders.tenantId, tenantId), eq(orders.regosDocumentId, documentId)))
      .returning({ id: orders.id });
    return rows.length > 0;
  }
}

/** Nobody works on it, and somebody should. */
const isDue = and(
  inArray(orders.state, OPEN_STATES),
  sql`${orders.dueAt} <= now()`,
  sql`(${orders.leaseUntil} is null or ${orders.leaseUntil} < now())`,
);

/** Milliseconds of database time. */
function sinceMs(instant: SQL): SQL<string | null> {
  return sql`(extract(epoch from now() - ${instant}) * 1000)::bigint::text`;
}
