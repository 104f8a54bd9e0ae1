import { Injectable } from '@nestjs/common';
import {
  botSetups,
  campaignRecipients,
  campaigns,
  cartReminders,
  Database,
  linkUses,
  notices,
  orderRatings,
  orders,
  ownerInvitations,
  owners,
  regosCallDays,
  shopAlarms,
  shoppers,
  staffCards,
  tenants,
  tenantSettings,
  savedGoods,
  talkMessages,
  talks,
} from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, exists, ne, or, sql } from 'drizzle-orm';
import { NOBODY } from '@rto/orders';
import { NAMELESS } from './personal-columns';

/** docs/product.md 6: what people left in a shop is kept so long after it was removed. */
const KEPT = sql`interval '30 days'`;

/** Deletes what only a living shop needs. Orders stay, as accounts do, without what leads to a person. */
@Injectable()
export class RemovedShopsRepository {
  constructor(private readonly database: Database) {}

  /** Shops that were removed long ago and of which something is left. */
  async due(limit: number): Promise<TenantId[]> {
    const some = (table: typeof shoppers | typeof tenantSettings | typeof botSetups) =>
      exists(
        this.database.acrossTenants
          .select({ one: sql`1` })
          .from(table)
          .where(eq(table.tenantId, tenants.id)),
      );
    const rows = await this.database.acrossTenants
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        and(
          eq(tenants.state, 'removed'),
          // removed by a version that did not write down when
          sql`coalesce(${tenants.removedAt}, ${tenants.updatedAt}) < now() - ${KEPT}`,
          or(some(shoppers), some(tenantSettings), some(botSetups)),
        ),
      )
      .limit(limit);
    return rows.map((row) => row.id);
  }

  /**
   * Safe to repeat. The people go last: as long as one is left, the shop is still due.
   * @returns false when people are left, for the next round
   */
  async forget(tenantId: TenantId, peopleAtOnce: number): Promise<boolean> {
    return this.database.of(tenantId).transaction(async (tx) => {
      const [shop] = await tx
        .select({ state: tenants.state })
        .from(tenants)
        .where(eq(tenants.id, tenantId))
        .for('update');
      if (shop?.state !== 'removed') return true; // it came back just now
      await tx
        .update(orders)
        .set(NAMELESS)
        .where(and(eq(orders.tenantId, tenantId), ne(orders.chatId, NOBODY)));
      await tx.delete(savedGoods).where(eq(savedGoods.tenantId, tenantId));
      await tx.delete(notices).where(eq(notices.tenantId, tenantId));
      await tx.delete(talkMessages).where(eq(talkMessages.tenantId, tenantId));
      await tx.delete(talks).where(eq(talks.tenantId, tenantId));
      await tx.delete(shopAlarms).where(eq(shopAlarms.tenantId, tenantId));
      await tx.delete(regosCallDays).where(eq(regosCallDays.tenantId, tenantId));
      for (const table of [campaignRecipients, campaigns, cartReminders, orderRatings]) {
        await tx.delete(table).where(eq(table.tenantId, tenantId));
      }
      await tx.delete(linkUses).where(eq(linkUses.tenantId, tenantId));
      await tx.delete(botSetups).where(eq(botSetups.tenantId, tenantId));
      await tx.delete(owners).where(eq(owners.tenantId, tenantId));
      await tx.delete(ownerInvitations).where(eq(ownerInvitations.tenantId, tenantId));
      await tx.delete(staffCards).where(eq(staffCards.tenantId, tenantId));
      await tx.delete(tenantSettings).where(eq(tenantSettings.tenantId, tenantId));
      const gone = await tx
        .delete(shoppers)
        .where(
          and(
            eq(shoppers.tenantId, tenantId),
            sql`${shoppers.chatId} IN (SELECT chat_id FROM shoppers WHERE tenant_id = ${tenantId} LIMIT ${peopleAtOnce})`,
          ),
        )
        .returning({ chatId: shoppers.chatId });
      return gone.length < peopleAtOnce;
    });
  }
}
