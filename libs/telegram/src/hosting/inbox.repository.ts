import { Injectable } from '@nestjs/common';
import { Database, databaseNow, updates } from '@rto/database';
import { failpoint, type TenantId } from '@rto/kernel';
import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import { chatIdOf } from './update-chat';

/** Telegram repeats an update for 24 h at most; the row that knows it lives longer (RELIABILITY rule 1). */
const KEEP = sql`interval '72 hours'`;

/**
 * Updates as received, so that each is worked on exactly once in effect, also across a restart.
 * An update is kept as JSON *text*: jsonb refuses the \\u0000 that anybody may send in a message.
 */
@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  /** Commits what was received. @returns those that were not known yet, in the order given */
  async receive(tenantId: TenantId, botId: number, received: readonly Update[]): Promise<Update[]> {
    if (received.length === 0) return [];
    await failpoint('update.received');
    const rows = await this.database
      .of(tenantId)
      .insert(updates)
      .values(
        received.map((update) => ({
          tenantId,
          botId,
          updateId: update.update_id,
          chatId: chatIdOf(update) ?? null,
          payload: JSON.stringify(update),
          receivedAt: databaseNow(),
        })),
      )
      .onConflictDoNothing()
      .returning({ updateId: updates.updateId });
    await failpoint('inbox.committed');
    const fresh = new Set(rows.map((row) => row.updateId));
    return received.filter((update) => fresh.delete(update.update_id)); // true once: a batch may repeat one
  }

  /** What an earlier process received and did not finish, oldest first. */
  async unfinished(tenantId: TenantId, botId: number): Promise<Update[]> {
    // as text: read as a column, the JSON in it may be parsed once or twice, depending on the driver
    const rows = await this.database
      .of(tenantId)
      .select({ payload: sql<string>`${updates.payload} #>> '{}'` })
      .from(updates)
      .where(and(eq(updates.tenantId, tenantId), eq(updates.botId, botId), isNull(updates.doneAt)))
      .orderBy(asc(updates.receivedAt), asc(updates.updateId));
    return rows.map((row) => JSON.parse(row.payload) as Update);
  }

  /** @param error why it was given up, when it was */
  async finish(tenantId: TenantId, botId: number, updateId: number, error?: string): Promise<void> {
    await this.database
      .of(tenantId)
      .update(updates)
      .set({ doneAt: databaseNow(), payload: null, error: error ?? null })
      .where(and(eq(updates.tenantId, tenantId), eq(updates.botId, botId), eq(updates.updateId, updateId)));
  }

  /**
   * Forgets what Telegram cannot repeat any more, across tenants; also what was never finished, because its bot
   * is gone for good: it may hold a phone number or a place.
   */
  async forgetOld(): Promise<void> {
    const longAgo = sql`now() - ${KEEP}`;
    const abandoned = and(isNull(updates.doneAt), lt(updates.receivedAt, longAgo));
    await this.database.acrossTenants.delete(updates).where(or(lt(updates.doneAt, longAgo), abandoned));
  }
}
