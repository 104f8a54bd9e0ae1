import { Injectable } from '@nestjs/common';
import { isLiveProcess } from '@rto/cluster';
import {
  Database,
  databaseLater,
  databaseNow,
  inChosen,
  notices,
  orders,
  tenants,
  type ScopedDatabase,
  type Transaction,
} from '@rto/database';
import { newId, type ChatId, type OrderId, type TenantId } from '@rto/kernel';
import { closedState, type ClosedState } from '@rto/settings';
import { and, asc, eq, isNotNull, not, sql, type SQL } from 'drizzle-orm';
import { paceOf } from './bot-pace';
import { isOfClosedShop } from './closed-shops';
import type { Notice, NoticeKind, PendingNotice } from './notice';
import { CHAT_GAP_MS, GROUP_GAP_MS, roomFor } from './notice-pace';

/** What a sender may send now. */
interface NoticeClaim {
  readonly notices: readonly PendingNotice[];
  /** Milliseconds until more may go; undefined when nothing that may go soon is waiting. */
  readonly againInMs: number | undefined;
}

/** A message to be written. */
export interface NewMessage {
  /** The same message has the same id: a second one is not written. */
  readonly id?: string;
  readonly chatId: ChatId;
  readonly content: Notice;
}

interface DueTenant {
  readonly tenantId: TenantId;
  readonly kind: NoticeKind;
  readonly overdueMs: number;
}

/** Rows per statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_PER_STATEMENT = 5_000;

/**
 * Messages on their way. Those about orders go before campaigns; within each kind one chat's go out in the order in
 * which they were written, one at a time and no faster than Telegram bears, however many processes send.
 */
@Injectable()
export class NoticeRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes due messages of a tenant for `leaseMs`, at most one a chat and no more than the bot's pace allows: a sender
   * that dies leaves them to the next, and a message may then arrive twice.
   * @param holder process whose death frees them before that; undefined: only time does
   */
  async claimDue(
    tenantId: TenantId,
    kind: NoticeKind,
    leaseMs: number,
    holder?: string,
  ): Promise<NoticeClaim> {
    return this.database.of(tenantId).transaction(async (tx) => {
      // one claim of a tenant at a time, or two of them would see the same room
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`notices ${tenantId}`}, 0))`);
      const pace = await paceOf(tx, tenantId, kind);
      const room = roomFor(kind, pace);
      if (room === 0) return { notices: [], againInMs: pace.freeInMs };
      const due = tx
        .select({ id: notices.id })
        .from(notices)
        .where(and(isNext(tenantId, kind), isRested(tenantId)))
        .orderBy(asc(notices.sequence))
        .limit(room)
        .for('update', { skipLocked: true });
      const rows = await tx
        .update(notices)
        .set({
          dueAt: databaseLater(leaseMs),
          attempts: sql`${notices.attempts} + 1`,
          claimedAt: sql`clock_timestamp()`,
          holder: holder ?? null,
        })
        .where(inChosen(notices.id, due))
        .returning();
      const claimed = rows.sort((a, b) => a.sequence - b.sequence).map(toPending);
      return { notices: claimed, againInMs: await nextInMs(tx, tenantId, kind) };
    });
  }

  /** Makes due at once what processes that died were sending. */
  async releaseAbandoned(): Promise<void> {
    const abandoned = this.database.acrossTenants
      .select({ id: notices.id })
      .from(notices)
      .where(and(isNotNull(notices.holder), isNotNull(notices.dueAt), not(isLiveProcess(notices.holder))))
      .for('update', { skipLocked: true });
    await this.database.acrossTenants
      .update(notices)
      .set({ dueAt: databaseNow(), holder: null })
      .where(inChosen(notices.id, abandoned));
  }

  /** Tenants with a message that is due, of which kind, and for how long in milliseconds. Closed shops send none. */
  async tenantsDue(): Promise<DueTenant[]> {
    const rows = await this.database.acrossTenants
      .select({
        tenantId: notices.tenantId,
        campaign: notices.campaign,
        overdueMs: sql<string>`(extract(epoch from now() - min(${notices.dueAt})) * 1000)::bigint::text`,
      })
      .from(notices)
      .where(and(sql`${notices.dueAt} <= now()`, not(isOfClosedShop(notices.tenantId))))
      .groupBy(notices.tenantId, notices.campaign);
    return rows.map(({ tenantId, campaign, overdueMs }) => ({
      tenantId,
      kind: campaign ? 'campaign' : 'order',
      overdueMs: Number(overdueMs),
    }));
  }

  /**
   * Writes messages that belong to no order: all of them, or none.
   * @param messages or what finds them in the same transaction
   * @returns what closes the shop: then no campaign is written
   */
  async add(
    tenantId: TenantId,
    kind: NoticeKind,
    messages: readonly NewMessage[] | ((tx: Transaction) => Promise<readonly NewMessage[]>),
  ): Promise<ClosedState | undefined> {
    if (typeof messages !== 'function' && messages.length === 0) return undefined;
    return this.database.of(tenantId).transaction(async (tx) => {
      const closed = kind === 'campaign' ? await closedBy(tx, tenantId) : undefined;
      if (closed) return closed;
      const found = typeof messages === 'function' ? await messages(tx) : messages;
      for (let start = 0; start < found.length; start += ROWS_PER_STATEMENT) {
        const rows = found.slice(start, start + ROWS_PER_STATEMENT).map(({ id, chatId, content }) => ({
          id: id ?? newId(),
          tenantId,
          chatId,
          content,
          campaign: kind === 'campaign',
          dueAt: databaseNow(),
          createdAt: databaseNow(),
        }));
        await tx.insert(notices).values(rows).onConflictDoNothing({ target: notices.id });
      }
      return undefined;
    });
  }

  /**
   * A screen has said that the order is placed; the message that is on its way already comes as well.
   * @param messageId of the screen: it tells from now on how far the order is
   */
  async markShown(tenantId: TenantId, orderId: OrderId, messageId: number): Promise<void> {
    await this.database.of(tenantId).transaction(async (tx) => {
      const shown = await tx
        .update(notices)
        .set({ dueAt: null, sentAt: databaseNow() })
        .where(
          and(
            eq(notices.tenantId, tenantId),
            eq(notices.orderId, orderId),
            eq(notices.attempts, 0),
            sql`${notices.content} ->> 'type' = 'orderPlaced'`,
          ),
        )
        .returning({ id: notices.id });
      if (shown.length > 0) await tellBy(tx, tenantId, orderId, messageId);
    });
  }

  /** @param statusMessageId the message that tells from now on how far its order is */
  async markSent(notice: PendingNotice, statusMessageId?: number): Promise<void> {
    const sent = { dueAt: null, sentAt: databaseNow(), lastError: null };
    const { tenantId, orderId } = notice;
    if (statusMessageId === undefined || orderId === undefined) return this.set(notice, sent);
    await this.database.of(tenantId).transaction(async (tx) => {
      const rows = await tx
        .update(notices)
        .set({ ...sent, holder: null })
        .where(isAttempt(notice))
        .returning({ id: notices.id });
      if (rows.length > 0) await tellBy(tx, tenantId, orderId, statusMessageId);
    });
  }

  /** Never to be sent: the person blocked the bot, or Telegram refuses the message for good. */
  async drop(notice: PendingNotice, reason: string): Promise<void> {
    await this.set(notice, { dueAt: null, lastError: reason });
  }

  async postpone(notice: PendingNotice, waitMs: number, reason: string): Promise<void> {
    await this.set(notice, { dueAt: databaseLater(waitMs), lastError: reason });
  }

  /** Not after another sender has taken it over: the last one's word counts. */
  private async set(
    notice: PendingNotice,
    columns: Parameters<ReturnType<ScopedDatabase['update']>['set']>[0],
  ): Promise<void> {
    await this.database
      .of(notice.tenantId)
      .update(notices)
      .set({ ...columns, holder: null })
      .where(isAttempt(notice));
  }
}

function isAttempt({ tenantId, id, attempts }: PendingNotice): SQL | undefined {
  return and(eq(notices.tenantId, tenantId), eq(notices.id, id), eq(notices.attempts, attempts));
}

async function tellBy(
  tx: Transaction,
  tenantId: TenantId,
  orderId: OrderId,
  statusMessageId: number,
): Promise<void> {
  await tx
    .update(orders)
    .set({ statusMessageId })
    .where(and(eq(orders.tenantId, tenantId), eq(orders.id, orderId)));
}

/** The lock keeps a shop from closing, which drops its campaigns, between this look and the write. */
async function closedBy(tx: Transaction, tenantId: TenantId): Promise<ClosedState | undefined> {
  const [shop] = await tx
    .select({ state: tenants.state })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for('share');
  return shop && closedState(shop.state);
}

/** Due, and nothing of its chat has to go before it. */
function isNext(tenantId: TenantId, kind: NoticeKind): SQL | undefined {
  const isCampaign = kind === 'campaign';
  // a message about an order overtakes the campaigns of its chat, and these wait for it
  const before = isCampaign
    ? sql`(not earlier.campaign or earlier.sequence < ${notices.sequence})`
    : sql`not earlier.campaign and earlier.sequence < ${notices.sequence}`;
  return and(
    eq(notices.tenantId, tenantId),
    eq(notices.campaign, isCampaign),
    isNotNull(notices.dueAt),
    sql`${notices.dueAt} <= now()`,
    // with a limit it stays a look into the index for each row: as a join, ten thousand rows take minutes
    sql`(select 1 from ${notices} earlier where earlier.tenant_id = ${notices.tenantId}
      and earlier.chat_id = ${notices.chatId} and earlier.due_at is not null
      and earlier.id <> ${notices.id} and ${before} limit 1) is null`,
  );
}

/** The chat's last message left long enough ago; a group (below zero) bears fewer than a person. */
function isRested(tenantId: TenantId): SQL {
  const since = (ms: number): SQL => sql`clock_timestamp() - ${ms} * interval '1 millisecond'`;
  return sql`${notices.chatId} <> all (array(select busy.chat_id from ${notices} busy
    where busy.tenant_id = ${tenantId} and busy.claimed_at > ${since(GROUP_GAP_MS)}
    and (busy.chat_id < 0 or busy.claimed_at > ${since(CHAT_GAP_MS)})))`;
}

/** Until something more may go, when something waits for the pace alone. */
async function nextInMs(tx: Transaction, tenantId: TenantId, kind: NoticeKind): Promise<number | undefined> {
  const [next] = await tx
    .select({ chatId: notices.chatId, isRested: sql<boolean>`${isRested(tenantId)}` })
    .from(notices)
    .where(isNext(tenantId, kind))
    .orderBy(asc(notices.sequence))
    .limit(1);
  if (!next) return undefined;
  if (next.isRested) return 0;
  return next.chatId < 0 ? GROUP_GAP_MS : CHAT_GAP_MS;
}

function toPending(row: typeof notices.$inferSelect): PendingNotice {
  return {
    id: row.id,
    tenantId: row.tenantId,
    chatId: row.chatId,
    orderId: row.orderId ?? undefined,
    attempts: row.attempts,
    content: row.content as Notice,
  };
}
