import { Injectable } from '@nestjs/common';
import { Database, databaseLater, savedGoods } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, inArray, not, sql } from 'drizzle-orm';
import { isOfClosedShop } from '../notices/closed-shops';
import { NoticeRepository } from '../notices/notice.repository';

/** Who waits for sold-out goods. */
@Injectable()
export class RestockRepository {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  /** Open shops in which somebody waits, and whose goods have not been looked at for a while. */
  async tenantsDue(limit: number): Promise<TenantId[]> {
    const rows = await this.database.acrossTenants
      .selectDistinct({ tenantId: savedGoods.tenantId })
      .from(savedGoods)
      .where(and(sql`${savedGoods.lookAt} <= now()`, not(isOfClosedShop(savedGoods.tenantId))))
      .limit(limit);
    return rows.map(({ tenantId }) => tenantId);
  }

  /** Goods that are to be looked at now; no other process gets them before `againMs` is over. */
  async claim(tenantId: TenantId, againMs: number): Promise<number[]> {
    const rows = await this.database
      .of(tenantId)
      .update(savedGoods)
      .set({ lookAt: databaseLater(againMs) })
      .where(and(eq(savedGoods.tenantId, tenantId), sql`${savedGoods.lookAt} <= now()`))
      .returning({ itemId: savedGoods.itemId });
    return [...new Set(rows.map(({ itemId }) => itemId))];
  }

  /** Makes a message of everybody's wish for one of these goods: each wish is told of once. */
  async tell(tenantId: TenantId, itemIds: readonly number[]): Promise<void> {
    await this.notices.add(tenantId, 'campaign', async (tx) => {
      const wishes = await tx
        .delete(savedGoods)
        .where(
          and(
            eq(savedGoods.tenantId, tenantId),
            eq(savedGoods.kind, 'awaited'),
            inArray(savedGoods.itemId, [...itemIds]),
          ),
        )
        .returning({ chatId: savedGoods.chatId, itemId: savedGoods.itemId, name: savedGoods.name });
      return wishes.map(({ chatId, itemId, name }) => ({
        chatId,
        content: { type: 'backInStock', itemId, name } as const,
      }));
    });
  }
}
