import { Injectable } from '@nestjs/common';
import { Cipher, Database, databaseLater, databaseNow, inChosen, placeIn, regosCalls } from '@rto/database';
import { newId } from '@rto/kernel';
import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { RegosCall } from './regos-call';

/** A call that waits to be worked on. */
export interface PendingCall {
  readonly id: string;
  readonly call: RegosCall;
  /** Of the connection, for what must not carry its id. */
  readonly connectionHash: string;
  /** This one included. */
  readonly attempts: number;
  /** Network of the caller, of a connection that we did not know. */
  readonly network?: string | undefined;
}

type StoredCall = RegosCall & Pick<PendingCall, 'network'>;

const CONNECTION = 'regos_calls.connection';
const CONTENT = { tenantId: 'regos', column: 'regos_calls.content' };
/** REGOS keeps its own history of events for seven days (docs/reliability.md rule 1: eight). */
const KEEP = sql`interval '8 days'`;

/** Calls of REGOS as received. The connection's id works like a password, so the content is encrypted. */
@Injectable()
export class RegosCallInbox {
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
    return this.insert(id, call, call.eventId ?? (call.event ? repeatKey(content) : id));
  }

  /**
   * The same for a connection we do not know, of which REGOS is asked once a minute, however often it is named and
   * by whichever process that is heard.
   * @returns undefined when this action was taken in within the minute, or REGOS was just asked
   */
  async introduce(call: RegosCall, network: string): Promise<string | undefined> {
    const connectionHash = this.cipher.hash(call.connectedIntegrationId, CONNECTION);
    const [asked] = await this.database.acrossTenants
      .select({ id: regosCalls.id })
      .from(regosCalls)
      .where(
        and(
          eq(regosCalls.connectionHash, connectionHash),
          inArray(regosCalls.action, ['connect', 'reconnect']),
          sql`${regosCalls.receivedAt} > now() - interval '1 minute'`,
          // a Reconnect says more than the Connect that waits
          or(eq(regosCalls.action, call.action), isNull(regosCalls.dueAt)),
        ),
      )
      .limit(1);
    if (asked) return undefined;
    const minute = Math.floor(Date.now() / 60_000);
    return this.insert(newId(), call, `${call.action}:${minute}`, network); // the key settles a race
  }

  private async insert(
    id: string,
    call: RegosCall,
    eventKey: string,
    network?: string,
  ): Promise<string | undefined> {
    const [row] = await this.database.acrossTenants
      .insert(regosCalls)
      .values({
        id,
        connectionHash: this.cipher.hash(call.connectedIntegrationId, CONNECTION),
        eventKey,
        action: call.action,
        contentCipher: this.cipher.encrypt(JSON.stringify({ ...call, network }), CONTENT),
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
    const stored = JSON.parse(this.cipher.decrypt(row.contentCipher, CONTENT)) as StoredCall;
    const { network, ...call } = stored;
    return { id: row.id, call, connectionHash: row.connectionHash, attempts: row.attempts, network };
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

  /** It was not its turn: that is no attempt. */
  async defer(id: string, waitMs: number): Promise<void> {
    await this.database.acrossTenants
      .update(regosCalls)
      .set({ dueAt: databaseLater(waitMs), attempts: sql`${regosCalls.attempts} - 1` })
      .where(eq(regosCalls.id, id));
  }

  /**
   * Ends the other calls that ask for what `pending` is about to do and that are not begun yet: the facts are read
   * after all of them were said.
   */
  async mergeInto({ id, call, connectionHash }: PendingCall): Promise<void> {
    await this.database.acrossTenants
      .update(regosCalls)
      .set({ dueAt: null, contentCipher: null, lastError: 'done together with another one' })
      .where(
        and(
          eq(regosCalls.connectionHash, connectionHash),
          eq(regosCalls.action, call.action),
          isNotNull(regosCalls.dueAt),
          eq(regosCalls.attempts, 0),
          ne(regosCalls.id, id),
        ),
      );
  }

  /** What the queue lost or what was put off, each connection's oldest first, the connections in turn. */
  async due(limit: number): Promise<string[]> {
    const { id, dueAt, connectionHash } = regosCalls;
    const due = this.database.acrossTenants
      .select({ id, dueAt, place: placeIn(connectionHash, dueAt) })
      .from(regosCalls)
      .where(and(isNotNull(dueAt), sql`${dueAt} <= now()`))
      .as('due');
    const rows = await this.database.acrossTenants
      .select({ id: due.id })
      .from(due)
      .orderBy(asc(due.place), asc(due.dueAt))
      .limit(limit);
    return rows.map((row) => row.id);
  }

  /** @param limit rows of a call, so that nobody waits for its locks @returns how many */
  async forgetOld(limit: number): Promise<number> {
    const old = this.database.acrossTenants
      .select({ id: regosCalls.id })
      .from(regosCalls)
      .where(and(isNull(regosCalls.dueAt), lt(regosCalls.receivedAt, sql`now() - ${KEEP}`)))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await this.database.acrossTenants
      .delete(regosCalls)
      .where(inChosen(regosCalls.id, old))
      .returning({ id: regosCalls.id });
    return rows.length;
  }
}

/**
 * An event without an id is a repeat when the same came within the minute (docs/regos.md 13). Of other calls
 * each counts: settings may be saved twice in a minute.
 */
function repeatKey(content: string): string {
  const minute = Math.floor(Date.now() / 60_000);
  return createHash('sha256').update(`${minute}:${content}`).digest('base64url');
}
