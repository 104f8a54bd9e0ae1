import { Injectable } from '@nestjs/common';
import {
  campaignRecipients,
  cartReminders,
  Database,
  forgottenPeople,
  inChosen,
  linkUses,
  notices,
  orderHistory,
  orderRatings,
  orders,
  ownerInvitations,
  savedGoods,
  talkMessages,
  talks,
} from '@rto/database';
import { and, eq, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm';
import { FINISHED_STATES, FOLLOWED_STATES, isOfClosedShop, PERSONAL_STATES } from '@rto/orders';
import { NAMELESS } from './personal-columns';

/** Long enough to answer "what was I told", and no longer. */
const NOTICES_KEPT = sql`interval '30 days'`;
/** A shop that opens again after longer says nothing of what happened before: buyers see it in their orders. */
const UNSAID_KEPT = sql`interval '3 days'`;
/** No process remembers a cart or a dialog for longer than its 30 days. */
const FORGOTTEN_KEPT = sql`interval '31 days'`;
/** Long enough to answer "what became of my order", and no longer; the order itself stays in the books. */
const HISTORY_KEPT = sql`interval '1 year'`;
/** Long enough to compare a season with the one before. */
const LINK_USES_KEPT = sql`interval '400 days'`;

/** What a living shop needs no more, across tenants, a bounded number of rows at a time. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** The place of an order serves its delivery: it goes once nothing is brought there any more. @returns how many */
  async forgetPlaces(limit: number): Promise<number> {
    const over = this.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          isNotNull(orders.latitude),
          inArray(orders.state, FINISHED_STATES),
          // a document that is closed is followed no more
          or(not(inArray(orders.state, FOLLOWED_STATES)), isNull(orders.pollAt)),
        ),
      )
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(orders)
      .set({ latitude: null, longitude: null })
      .where(inChosen(orders.id, over))
      .returning({ id: orders.id });
    return rows.length;
  }

  /** Whose the orders of long ago were, unless REGOS does not have them yet. @returns how many */
  async forgetBuyers(days: number, limit: number): Promise<number> {
    const old = this.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          sql`${orders.chatId} <> 0`, // as the index says it
          sql`${orders.placedAt} < now() - ${days} * interval '1 day'`,
          not(inArray(orders.state, PERSONAL_STATES)),
        ),
      )
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(orders)
      .set(NAMELESS)
      .where(inChosen(orders.id, old))
      .returning({ id: orders.id });
    return rows.length;
  }

  /** What people put aside long ago. */
  async forgetSaved(days: number): Promise<void> {
    await this.database.acrossTenants
      .delete(savedGoods)
      .where(sql`${savedGoods.savedAt} < now() - ${days} * interval '1 day'`);
  }

  /** Who was written to or asked long ago, and carts that somebody was to be reminded of. */
  async forgetNews(days: number): Promise<void> {
    const before = sql`now() - ${days} * interval '1 day'`;
    const database = this.database.acrossTenants;
    await database.delete(campaignRecipients).where(sql`${campaignRecipients.triedAt} < ${before}`);
    await database.delete(orderRatings).where(sql`${orderRatings.createdAt} < ${before}`);
    await database
      .delete(cartReminders)
      .where(and(isNull(cartReminders.dueAt), sql`${cartReminders.changedAt} < now() - interval '2 days'`));
  }

  /** What was counted of links long ago. */
  async forgetLinkUses(): Promise<void> {
    await this.database.acrossTenants
      .delete(linkUses)
      .where(sql`${linkUses.day} < (now() - ${LINK_USES_KEPT})::date`);
  }

  /** What buyers and the staff said to each other, and who said it. */
  async forgetTalks(): Promise<void> {
    const { acrossTenants } = this.database;
    await acrossTenants.delete(talkMessages).where(sql`${talkMessages.createdAt} < now() - ${NOTICES_KEPT}`);
    await acrossTenants.delete(talks).where(sql`${talks.updatedAt} < now() - ${NOTICES_KEPT}`);
  }

  /** That somebody was forgotten, once nobody can remember them. */
  async forgetForgotten(): Promise<void> {
    await this.database.acrossTenants
      .delete(forgottenPeople)
      .where(sql`${forgottenPeople.forgottenAt} < now() - ${FORGOTTEN_KEPT}`);
  }

  /** Invitations of owners that let nobody in any more. */
  async forgetInvitations(): Promise<void> {
    await this.database.acrossTenants
      .delete(ownerInvitations)
      .where(sql`${ownerInvitations.expiresAt} < now()`);
  }

  /** Messages that were sent or given up long ago. @returns how many */
  async forgetNotices(limit: number): Promise<number> {
    const old = this.database.acrossTenants
      .select({ id: notices.id })
      .from(notices)
      .where(and(isNull(notices.dueAt), sql`${notices.createdAt} < now() - ${NOTICES_KEPT}`))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .delete(notices)
      .where(inChosen(notices.id, old))
      .returning({ id: notices.id });
    return rows.length;
  }

  /** Gives up what closed shops could not say in time. @returns how many */
  async dropUnsaid(limit: number): Promise<number> {
    const old = this.database.acrossTenants
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(
          isNotNull(notices.dueAt),
          sql`${notices.createdAt} < now() - ${UNSAID_KEPT}`,
          isOfClosedShop(notices.tenantId),
        ),
      )
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(notices)
      .set({ dueAt: null, lastError: 'dropped: the shop was closed for too long' })
      .where(inChosen(notices.id, old))
      .returning({ id: notices.id });
    return rows.length;
  }

  /** The steps of orders that are over, of long ago. @returns how many */
  async forgetHistory(limit: number): Promise<number> {
    const old = this.database.acrossTenants
      .select({ id: orderHistory.id })
      .from(orderHistory)
      .innerJoin(orders, eq(orders.id, orderHistory.orderId))
      .where(and(sql`${orderHistory.at} < now() - ${HISTORY_KEPT}`, inArray(orders.state, FINISHED_STATES)))
      .limit(limit)
      .for('update', { of: orderHistory, skipLocked: true });
    const rows = await this.database.acrossTenants
      .delete(orderHistory)
      .where(inChosen(orderHistory.id, old))
      .returning({ id: orderHistory.id });
    return rows.length;
  }
}
