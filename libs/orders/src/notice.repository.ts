import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, notices, type ScopedDatabase } from '@rto/database';
import { newId, type ChatId, type TenantId } from '@rto/kernel';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Notice, PendingNotice } from './notice';

/** Messages on their way. One chat's go out in the order in which they were written. */
@Injectable()
export class NoticeRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes due messages of a tenant, at most one a chat (the next one waits for it), for `leaseMs`: whoever dies
   * while sending leaves them to the next, and a message may then arrive twice.
   */
  async claimDue(tenantId: TenantId, leaseMs: number, limit: number): Promise<PendingNotice[]> {
    const earlier = sql`exists (select 1 from ${notices} earlier where earlier.tenant_id = ${notices.tenantId}
      and earlier.chat_id = ${notices.chatId} and earlier.sequence < ${notices.sequence}
      and earlier.due_at is not null)`;
    const database = this.database.of(tenantId);
    const due = database
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.tenantId, tenantId), sql`${notices.dueAt} <= now()`, sql`not ${earlier}`))
      .orderBy(asc(notices.sequence))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await database
      .update(notices)
      .set({ dueAt: databaseLater(leaseMs), attempts: sql`${notices.attempts} + 1` })
      .where(inArray(notices.id, due))
      .returning();
    return rows
      .sort((a, b) => a.sequence - b.sequence)
      .map((row) => ({
        id: row.id,
        tenantId: row.tenantId,
        chatId: row.chatId,
        orderId: row.orderId ?? undefined,
        attempts: row.attempts,
        content: row.content as Notice,
      }));
  }

  /** Tenants with a message that is due, and for how long in milliseconds. */
  async tenantsDue(): Promise<{ readonly tenantId: TenantId; readonly overdueMs: number }[]> {
    const rows = await this.database.acrossTenants
      .select({
        tenantId: notices.tenantId,
        overdueMs: sql<string>`(extract(epoch from now() - min(${notices.dueAt})) * 1000)::bigint::text`,
      })
      .from(notices)
      .where(sql`${notices.dueAt} <= now()`)
      .groupBy(notices.tenantId);
    return rows.map((row) => ({ tenantId: row.tenantId, overdueMs: Number(row.overdueMs) }));
  }

  /** Writes messages that belong to no order. */
  async add(
    tenantId: TenantId,
    messages: readonly { readonly chatId: ChatId; readonly content: Notice }[],
  ): Promise<void> {
    if (messages.length === 0) return;
    await this.database
      .of(tenantId)
      .insert(notices)
      .values(
        messages.map(({ chatId, content }) => ({
          id: newId(),
          tenantId,
          chatId,
          content,
          dueAt: databaseNow(),
          createdAt: databaseNow(),
        })),
      );
  }

  async markSent(notice: PendingNotice): Promise<void> {
    await this.set(notice, { dueAt: null, sentAt: databaseNow(), lastError: null });
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
      .set(columns)
      .where(
        and(
          eq(notices.tenantId, notice.tenantId),
          eq(notices.id, notice.id),
          eq(notices.attempts, notice.attempts),
        ),
      );
  }
}
