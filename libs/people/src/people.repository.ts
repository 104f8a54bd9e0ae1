import { Injectable } from '@nestjs/common';
import {
  campaignRecipients,
  campaigns,
  cartReminders,
  Cipher,
  Database,
  noteForgotten,
  notices,
  orderLines,
  orderRatings,
  orders,
  savedGoods,
  shoppers,
  talkMessages,
  talks,
  updates,
  type Transaction,
  type AlongInTransaction,
} from '@rto/database';
import type { ChatId, TenantId } from '@rto/kernel';
import { and, asc, eq, sql } from 'drizzle-orm';
import { type Order, OrderConflictError, OrderRows, PERSONAL_STATES } from '@rto/orders';
import { NAMELESS } from './personal-columns';

/** A message as it was, or will be, sent. */
export interface PersonMessage {
  readonly createdAt: Date;
  readonly sentAt: Date | undefined;
  readonly content: unknown;
}

/** What the database knows of a person in one shop. */
@Injectable()
export class PeopleRepository {
  private readonly rows: OrderRows;

  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {
    this.rows = new OrderRows(cipher);
  }

  /** Oldest first. */
  async orders(tenantId: TenantId, chatId: ChatId): Promise<Order[]> {
    const db = this.database.of(tenantId);
    const own = and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId));
    const found = await db.select().from(orders).where(own).orderBy(asc(orders.number));
    const lines = await db
      .select({ line: orderLines })
      .from(orderLines)
      .innerJoin(orders, eq(orders.id, orderLines.orderId))
      .where(own)
      .orderBy(asc(orderLines.position));
    const linesOf = (id: string) => lines.flatMap(({ line }) => (line.orderId === id ? [line] : []));
    return found.map((row) => this.rows.toOrder(row, linesOf(row.id)));
  }

  /** Oldest first. */
  async messages(tenantId: TenantId, chatId: ChatId): Promise<PersonMessage[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(notices)
      .where(and(eq(notices.tenantId, tenantId), eq(notices.chatId, chatId)))
      .orderBy(asc(notices.sequence));
    return rows.map(({ createdAt, sentAt, content }) => ({
      createdAt,
      sentAt: sentAt ?? undefined,
      content,
    }));
  }

  /**
   * Deletes what leads to the person. Orders stay as accounts do, without whose they were; updates stay as numbers
   * that were seen, so that a late repeat is not taken for a new one.
   * @throws OrderConflictError while an order is not finished: it could neither be sent nor be told of
   */
  async forget(tenantId: TenantId, chatId: ChatId, along: AlongInTransaction): Promise<void> {
    await this.database.of(tenantId).transaction(async (tx) => {
      const own = and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId));
      const found = await tx
        .select({ number: orders.number, state: orders.state })
        .from(orders)
        .where(own)
        .for('update');
      const unfinished = found.filter(({ state }) => PERSONAL_STATES.some((one) => one === state));
      if (unfinished.length > 0) {
        const numbers = unfinished.map(({ number }) => number).join(', ');
        throw new OrderConflictError(
          `REGOS does not have these orders of the person yet: ${numbers}. Wait until they are sent, or cancel them.`,
        );
      }
      await tx.update(orders).set(NAMELESS).where(own);
      await forgetRows(tx, tenantId, chatId);
      await noteForgotten(tx, this.cipher, tenantId, chatId);
      await along(tx, tenantId);
    });
  }
}

async function forgetRows(tx: Transaction, tenantId: TenantId, chatId: ChatId): Promise<void> {
  // before the messages: what is back in stock becomes one in a transaction of its own
  await tx.delete(savedGoods).where(and(eq(savedGoods.tenantId, tenantId), eq(savedGoods.chatId, chatId)));
  await tx.delete(notices).where(and(eq(notices.tenantId, tenantId), eq(notices.chatId, chatId)));
  await forgetNews(tx, tenantId, chatId);
  await tx
    .delete(talkMessages)
    .where(and(eq(talkMessages.tenantId, tenantId), eq(talkMessages.chatId, chatId)));
  await tx.delete(talks).where(and(eq(talks.tenantId, tenantId), eq(talks.chatId, chatId)));
  await tx
    .update(updates)
    .set({
      chatId: null,
      payloadCipher: null,
      error: null,
      doneAt: sql`coalesce(${updates.doneAt}, now())`,
    })
    .where(and(eq(updates.tenantId, tenantId), eq(updates.chatId, chatId)));
  await tx.delete(shoppers).where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId)));
}

async function forgetNews(tx: Transaction, tenantId: TenantId, chatId: ChatId): Promise<void> {
  for (const table of [campaignRecipients, cartReminders, orderRatings]) {
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), eq(table.chatId, chatId)));
  }
  await tx
    .update(campaigns)
    .set({ authorId: null })
    .where(and(eq(campaigns.tenantId, tenantId), eq(campaigns.authorId, chatId)));
}
