import { Injectable } from '@nestjs/common';
import { cartReminders, Database, orderRatings } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { isOfClosedShop, NoticeRepository } from '@rto/orders';
import { and, eq, not, sql } from 'drizzle-orm';

/** Reminders whose time has come, and what becomes of them: each becomes a message once. */
@Injectable()
export class DueReminders {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  /** Open shops that have some. */
  async tenants(limit: number): Promise<TenantId[]> {
    const carts = await this.database.acrossTenants
      .selectDistinct({ tenantId: cartReminders.tenantId })
      .from(cartReminders)
      .where(and(sql`${cartReminders.dueAt} <= now()`, not(isOfClosedShop(cartReminders.tenantId))))
      .limit(limit);
    const orders = await this.database.acrossTenants
      .selectDistinct({ tenantId: orderRatings.tenantId })
      .from(orderRatings)
      .where(and(sql`${orderRatings.askAt} <= now()`, not(isOfClosedShop(orderRatings.tenantId))))
      .limit(limit);
    return [...new Set([...carts, ...orders].map(({ tenantId }) => tenantId))];
  }

  /** @param isWanted false: the shop reminds nobody any more */
  async tellOfCarts(tenantId: TenantId, isWanted: boolean): Promise<void> {
    await this.notices.add(tenantId, 'campaign', async (tx) => {
      const rows = await tx
        .update(cartReminders)
        .set({ dueAt: null })
        .where(and(eq(cartReminders.tenantId, tenantId), sql`${cartReminders.dueAt} <= now()`))
        .returning({ chatId: cartReminders.chatId });
      return isWanted
        ? rows.map(({ chatId }) => ({ chatId, content: { type: 'cartReminder' } as const }))
        : [];
    });
  }

  /** @param isWanted as of `tellOfCarts` */
  async askAboutOrders(tenantId: TenantId, isWanted: boolean): Promise<void> {
    await this.notices.add(tenantId, 'campaign', async (tx) => {
      const rows = await tx
        .update(orderRatings)
        .set({ askAt: null })
        .where(and(eq(orderRatings.tenantId, tenantId), sql`${orderRatings.askAt} <= now()`))
        .returning({ chatId: orderRatings.chatId, number: orderRatings.number });
      return isWanted
        ? rows.map(({ chatId, number }) => ({ chatId, content: { type: 'askRating', number } as const }))
        : [];
    });
  }
}
