import { Injectable } from '@nestjs/common';
import { Database, orderHistory, orders, staffCards } from '@rto/database';
import type { ChatId, OrderId, TenantId } from '@rto/kernel';
import { and, asc, eq, type SQL } from 'drizzle-orm';
import { OrderRepository } from '../ledger/order.repository';
import type { Order } from '../order';
import { staffSteps, type StaffStep } from './staff-steps';

/** The message in the staff chat that tells of an order. */
export interface StaffCard {
  readonly chatId: ChatId;
  /** Undefined before it is sent. */
  readonly messageId: number | undefined;
}

/** What a button may name; the database refuses a larger number as an error. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/** Cards of orders in the staff chats, and what stands on them besides the order. */
@Injectable()
export class StaffCardRepository {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderRepository,
  ) {}

  async find({ tenantId, id }: Order): Promise<StaffCard | undefined> {
    const [row] = await this.database.of(tenantId).select().from(staffCards).where(isOf(tenantId, id));
    return row && { chatId: row.chatId, messageId: row.messageId ?? undefined };
  }

  /** The card is this message from now on. */
  async shown({ tenantId, id: orderId }: Order, chatId: ChatId, messageId: number): Promise<void> {
    const place = { chatId, messageId };
    await this.database
      .of(tenantId)
      .insert(staffCards)
      .values({ orderId, tenantId, ...place })
      .onConflictDoUpdate({ target: staffCards.orderId, set: place });
  }

  /** @param questionId the message that asks for a reason; undefined: none does any more */
  async asks({ tenantId, id }: Order, questionId: number | undefined): Promise<void> {
    await this.database
      .of(tenantId)
      .update(staffCards)
      .set({ questionId: questionId ?? null })
      .where(isOf(tenantId, id));
  }

  /** The order whose cancellation this message asks a reason for. */
  async askedBy(tenantId: TenantId, questionId: number): Promise<Order | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select({ orderId: staffCards.orderId })
      .from(staffCards)
      .where(and(eq(staffCards.tenantId, tenantId), eq(staffCards.questionId, questionId)));
    return row && this.orders.findById(tenantId, row.orderId);
  }

  async orderOf(tenantId: TenantId, number: number): Promise<Order | undefined> {
    if (number > LARGEST_NUMBER) return undefined;
    const [row] = await this.database
      .of(tenantId)
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.tenantId, tenantId), eq(orders.number, number)));
    return row && this.orders.findById(tenantId, row.id);
  }

  /** What happened to the order, oldest first. */
  async steps({ tenantId, id }: Order): Promise<StaffStep[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(orderHistory)
      .where(and(eq(orderHistory.tenantId, tenantId), eq(orderHistory.orderId, id)))
      .orderBy(asc(orderHistory.at), asc(orderHistory.id));
    return staffSteps(rows.map((row) => ({ ...row, detail: row.detail ?? undefined })));
  }
}

function isOf(tenantId: TenantId, orderId: OrderId): SQL | undefined {
  return and(eq(staffCards.tenantId, tenantId), eq(staffCards.orderId, orderId));
}
