import { Injectable } from '@nestjs/common';
import { Database, orderRatings } from '@rto/database';
import type { ChatId, TenantId } from '@rto/kernel';
import { NoticeRepository } from '@rto/orders';
import { staffChatOf, type Tenant } from '@rto/settings';
import { and, eq, isNull, sql } from 'drizzle-orm';

/** What a button may name; the database refuses a larger number as an error. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/** What buyers think of their orders; the staff hears of each once. */
@Injectable()
export class OrderRatings {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  /** @returns false for an order that this person was not asked about */
  async rate(tenant: Tenant, chatId: ChatId, number: number, liked: boolean): Promise<boolean> {
    if (number > LARGEST_NUMBER || !(await this.isAsked(tenant.id, chatId, number))) return false;
    const staffChat = staffChatOf(tenant);
    await this.notices.add(tenant.id, 'order', async (tx) => {
      const changed = await tx
        .update(orderRatings)
        .set({ liked })
        .where(and(isOf(tenant.id, chatId, number), sql`${orderRatings.liked} is distinct from ${liked}`))
        .returning({ orderId: orderRatings.orderId });
      if (changed.length === 0 || staffChat === undefined) return [];
      return [{ chatId: staffChat, content: { type: 'staffRating', number, liked } }];
    });
    return true;
  }

  private async isAsked(tenantId: TenantId, chatId: ChatId, number: number): Promise<boolean> {
    const asked = and(isOf(tenantId, chatId, number), isNull(orderRatings.askAt));
    return (await this.database.of(tenantId).$count(orderRatings, asked)) > 0;
  }
}

function isOf(tenantId: TenantId, chatId: ChatId, number: number) {
  return and(
    eq(orderRatings.tenantId, tenantId),
    eq(orderRatings.chatId, chatId),
    eq(orderRatings.number, number),
  );
}
