import { Injectable } from '@nestjs/common';
import { Cipher, Database, databaseLater, databaseNow, regosCalls } from '@rto/database';
import { newId } from '@rto/kernel';
import { and, asc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { RegosCall } from './regos-call';

/** A call that waits to be worked on. */
export interface PendingCall {
  readonly id: string;
  readonly call: RegosCall;
  /** This one included. */
  readonly attempts: number;
}

const CONNECTION = 'regos_calls.connection';
const CONTENT = { tenantId: 'regos', column: 'regos_calls.content' };
/** REGOS keeps its own history of events for seven days (RELIABILITY rule 1: eight). */
const KEEP = sql`interval '8 days'`;

/** Calls of REGOS as received. The connection's id works like a password, so the content is encrypted. */
@Injectable()
export class RegosInboxRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Commits a call before it is answered.
   * @returns its id; undefined when it was received before
   */
  async receive(call: RegosCall): Promise<string | undefined> {
    const id = newId();
    const content = JSON.stringify(call);
    const [row] = await this.database.acrossTenants
      .insert(regosCalls)
      .values({
        id,
        connectionHash: this.cipher.hash(call.connectedIntegrationId, CONNECTION),
        eventKey: call.eventId ?? (call.event ? repeatKey(content) : id),
        action: call.action,
        contentCipher: this.cipher.encrypt(content, CONTENT),
        dueAt: databaseNow(),
        receivedAt: databaseNow(),
      })
      .onConflictDoNothing()
      .returning({ id: regosCalls.id });
    return row?.id;
  }

  /** Takes a due call for `leaseMs`; undefined when somebody else has it or it is done. */
  async claim(id: string, leaseMs: number): Promise<PendingCall | undefined> {
    const [row] = await this.database.acrossTenants
      .update(regosCalls)
      .set({ dueAt: databaseLater(leaseMs), attempts: sql`${regosCalls.attempts} + 1` })
      .where(and(eq(regosCalls.id, id), sql`${regosCalls.dueAt} <= now()`))
      .returning();
    if (!row?.contentCipher) return undefined;
    const call = JSON.parse(this.cipher.decrypt(row.contentCipher, CONTENT)) as RegosCall;
    return { id: row.id, call, attempts: row.attempts };
  }

  async finish(id: string, lastError?: string): Promise<void> {
    await this.database.acrossTenants
      .update(regosCalls)
      .set({ dueAt: null, contentCipher: null, lastError: lastError ?? null })
      .where(eq(regosCalls.id, id));
  }

  async postpone(id: string, waitMs: number, lastError: string): Promise<void> {
    await this.database.acrossTenants
      .update(regosCalls)
      .set({ dueAt: databaseLater(waitMs), lastError })
      .where(eq(regosCalls.id, id));
  }

  /** What the queue lost or what was put off. */
  async due(limit: number): Promise<string[]> {
    const rows = await this.database.acrossTenants
      .select({ id: regosCalls.id })
      .from(regosCalls)
      .where(and(isNotNull(regosCalls.dueAt), sql`${regosCalls.dueAt} <= now()`))
      .orderBy(asc(regosCalls.dueAt))
      .limit(limit);
    return rows.map((row) => row.id);
  }

  async forgetOld(): Promise<void> {
    await this.database.acrossTenants
      .delete(regosCalls)
      .where(and(isNull(regosCalls.dueAt), lt(regosCalls.receivedAt, sql`now() - ${KEEP}`)));
  }
}

/**
 * An event without an id is a repeat when the same came within the minute (CONTRACT section 13). Of other calls
 * each counts: settings may be saved twice in a minute.
 */
function repeatKey(content: string): string {
  const minute = Math.floor(Date.now() / 60_000);
  return createHash('sha256').update(`${minute}:${content}`).digest('base64url');
}
