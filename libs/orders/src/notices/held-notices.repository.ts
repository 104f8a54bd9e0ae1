import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, notices } from '@rto/database';
import type { ChatId, TenantId } from '@rto/kernel';
import { and, desc, eq, gt, inArray, isNotNull, isNull, like, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { STAFF_NOTICES, type PendingNotice } from './notice';

/** Begins the reason of a message that its chat did not take; what is asked for below. */
const REFUSED = 'the chat is closed to the bot';
/** Time between looks at a chat that is held: its opening may go untold. */
const LOOK_AGAIN_MS = 60 * 60_000;
/** What the buyer did not hear for a day is no news any more. */
const ORDER_NEWS_KEPT_MS = 24 * 60 * 60_000;
/**
 * Time that messages to the staff wait for their chat: a shop mends it on Monday, and later than that the news is
 * old.
 */
const STAFF_NEWS_KEPT_MS = 3 * 24 * 60 * 60_000;
/** Of a shop that wait for its staff chat; beyond it the oldest go. A group takes 20 a minute. */
const MAX_STAFF_HELD = 200;
/** Time between tries of the staff chat: that a topic is open again, or that members may write, is not told. */
const STAFF_AGAIN_MS = 60_000;
/** Chats that refused are not tried again for so long, unless the person writes. */
const LOST_FOR = sql`interval '7 days'`;

/** A chat that refused a campaign without being known as closed. */
interface LostChat {
  readonly chatId: ChatId;
  readonly isOfToday: boolean;
}

/** Messages whose chat takes none of this bot for now: they wait in their order, and not for ever. */
@Injectable()
export class HeldNoticeRepository {
  constructor(private readonly database: Database) {}

  /** What is about an order waits for the person to come back; a campaign is over. */
  async holdForPerson(notice: PendingNotice, isForGood: boolean, reason: string): Promise<void> {
    const waits = sql`not ${notices.campaign} and not ${isForGood}::boolean
      and ${notices.createdAt} > ${databaseLater(-ORDER_NEWS_KEPT_MS)}`;
    await this.set(notice, {
      dueAt: sql`case when ${waits} then ${databaseLater(LOOK_AGAIN_MS)} end`,
      lastError: `${REFUSED}: ${reason}`,
    });
  }

  /** The staff's messages wait until their chat is mended, the newest of them. */
  async holdForStaff(notice: PendingNotice, reason: string): Promise<void> {
    const againMs = Math.min(1_000 * 2 ** notice.attempts, STAFF_AGAIN_MS);
    const isNews = gt(notices.createdAt, databaseLater(-STAFF_NEWS_KEPT_MS));
    await this.set(notice, {
      dueAt: sql`case when ${isNews} then ${databaseLater(againMs)} end`,
      lastError: `${REFUSED}: ${reason}`,
    });
    const { tenantId } = notice;
    const database = this.database.of(tenantId);
    const [oldestKept] = await database
      .select({ sequence: notices.sequence })
      .from(notices)
      .where(and(isStaffs(tenantId), isNull(notices.holder)))
      .orderBy(desc(notices.sequence))
      .offset(MAX_STAFF_HELD - 1)
      .limit(1);
    if (!oldestKept) return;
    await database
      .update(notices)
      .set({ dueAt: null, lastError: `${REFUSED}: too many wait` })
      .where(and(isStaffs(tenantId), isNull(notices.holder), lt(notices.sequence, oldestKept.sequence)));
  }

  /**
   * The staff's messages go to this chat from now on, those too that wait elsewhere: all of them in their order.
   * @returns whether `notice` is to wait for its turn: it came from elsewhere, or others before it did
   */
  async gather({ id, tenantId }: PendingNotice, chatId: ChatId): Promise<boolean> {
    const database = this.database.of(tenantId);
    const moved = await database
      .update(notices)
      .set({ chatId, dueAt: databaseNow(), holder: null })
      .where(
        and(
          isStaffs(tenantId),
          or(isNull(notices.holder), eq(notices.id, id)), // what another process sends now is its own
          ne(notices.chatId, chatId),
        ),
      )
      .returning({ id: notices.id });
    if (moved.some((row) => row.id === id)) return true;
    const own = database.select({ sequence: notices.sequence }).from(notices).where(eq(notices.id, id));
    const earlier = await database
      .select({ id: notices.id })
      .from(notices)
      .where(and(isStaffs(tenantId), lt(notices.sequence, own)))
      .limit(1);
    return earlier.length > 0;
  }

  /** The chat is open again: what was held for it goes at once. */
  async wake(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.wakeSome(and(isHeld(tenantId), eq(notices.chatId, chatId)), tenantId);
  }

  /** The shop has changed, perhaps its staff chat. */
  async wakeStaff(tenantId: TenantId): Promise<void> {
    await this.wakeSome(and(isHeld(tenantId), inArray(TYPE, [...STAFF_NOTICES])), tenantId);
  }

  /** Chats that refused a campaign lately, also of people who never wrote to the bot. */
  async lostChats(tenantId: TenantId): Promise<LostChat[]> {
    const lastTry = sql`max(${notices.claimedAt})`;
    return this.database
      .of(tenantId)
      .select({
        chatId: notices.chatId,
        isOfToday: sql<boolean>`${lastTry} > now() - interval '1 day'`,
      })
      .from(notices)
      .where(
        and(
          eq(notices.tenantId, tenantId),
          gt(notices.claimedAt, sql`now() - ${LOST_FOR}`),
          notices.campaign,
          isNull(notices.dueAt),
          isNull(notices.sentAt),
          like(notices.lastError, `${REFUSED}%`),
        ),
      )
      .groupBy(notices.chatId);
  }

  private async wakeSome(held: SQL | undefined, tenantId: TenantId): Promise<void> {
    await this.database.of(tenantId).update(notices).set({ dueAt: databaseNow() }).where(held);
  }

  /** Not after another sender has taken it over: the last one's word counts. */
  private async set(notice: PendingNotice, columns: { dueAt: SQL; lastError: string }): Promise<void> {
    await this.database
      .of(notice.tenantId)
      .update(notices)
      .set({ ...columns, holder: null })
      .where(
        and(
          eq(notices.tenantId, notice.tenantId),
          eq(notices.id, notice.id),
          eq(notices.attempts, notice.attempts),
        ),
      );
  }
}

const TYPE = sql<string>`${notices.content} ->> 'type'`;

function isHeld(tenantId: TenantId): SQL | undefined {
  return and(
    eq(notices.tenantId, tenantId),
    isNotNull(notices.dueAt),
    isNull(notices.holder),
    like(notices.lastError, `${REFUSED}%`),
  );
}

/** On its way to the staff, or waiting. */
function isStaffs(tenantId: TenantId): SQL | undefined {
  return and(eq(notices.tenantId, tenantId), isNotNull(notices.dueAt), inArray(TYPE, [...STAFF_NOTICES]));
}
