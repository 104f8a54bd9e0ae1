import { Injectable } from '@nestjs/common';
import { Cipher, Database } from '@rto/database';
import { errorMessage, type TenantId } from '@rto/kernel';
import { sql, type SQL } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import {
  byChat,
  chatName,
  type ChatKey,
  type HeldChat,
  type ChatHold,
  type StoredUpdate,
  type TakenChat,
} from './chat-key';
import { onceMoreAfterCollision } from './sql-state';
import type { Unfinished } from './update-counts';

export interface ReceivedUpdate extends ChatKey {
  readonly update: Update;
}

/** What became of updates that were new to us. */
export interface Committed {
  readonly taken: readonly TakenChat[];
  /** The chat of each update; those that are not taken are read by the process that works on their chats. */
  readonly fresh: readonly ChatKey[];
}

/** The end of an update, of a hold, or of both at once. */
export interface Ended extends ChatKey {
  readonly updateId?: number;
  /** Why it was given up, when it was. */
  readonly error?: string | undefined;
  /** Gives this one up. */
  readonly hold?: ChatHold | undefined;
}

/** Telegram repeats an update for 24 h at most; the row that knows it lives longer (docs/reliability.md rule 1). */
const KEEP = sql`interval '72 hours'`;
/** A first reading that breaks off is gone on with for so long. */
const WOKEN = sql`interval '10 minutes'`;
/** Of one chat in one go; what is left comes after it has let others in. */
const MAX_READ = 50;
const PAYLOAD_COLUMN = 'updates.payload';

/** What a statement is about comes as one parameter: its text stays the same, and so does the database's plan. */
const CHAT_COLUMNS = sql`tenant_id uuid, bot_id bigint, chat_id bigint`;
/**
 * A statement sees the processes as they were when it began, and a hold as it is now: one that it did not see with
 * this holder before may have been taken since, by a process that has begun since.
 */
const HOLDER_IS_SEEN = sql`EXISTS (SELECT 1 FROM chat_holds seen WHERE seen.holder = chat_holds.holder
  AND (seen.tenant_id, seen.bot_id, seen.chat_id) = (chat_holds.tenant_id, chat_holds.bot_id, chat_holds.chat_id))`;
const HOLDER_IS_GONE = sql`NOT EXISTS (SELECT 1 FROM processes p WHERE p.id = chat_holds.holder AND p.lease_until > now())`;

interface ChatRow {
  readonly tenant_id: string;
  readonly bot_id: string | number;
  readonly chat_id: string | number;
}

interface HoldRow extends ChatRow {
  readonly fence: number;
}

interface FreshRow extends ChatRow {
  readonly update_id: string | number;
  /** Of the hold; null: it is not taken. */
  readonly fence: number | null;
  readonly has_older: boolean | null;
}

/**
 * Updates as received, so that each is worked on exactly once in effect, and the holds of their chats. Every
 * statement is about many chats of many tenants, and locks rows in the order of their keys, so that two processes
 * do not wait for each other.
 */
@Injectable()
export class UpdateInbox {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Commits what was received, and takes the holds of those chats that no living process holds. The hold is tried in
   * the same statement: a holder that gives it up meanwhile waits for this commit, and then finds the updates.
   * @param holder undefined: takes no hold
   */
  async receive(received: readonly ReceivedUpdate[], holder: string | undefined): Promise<Committed> {
    const given = received.map(({ update, ...chat }) => ({
      ...rowOf(chat),
      update_id: update.update_id,
      payload: this.cipher.encrypt(JSON.stringify(update), payloadPlace(chat.tenantId)),
    }));
    const rows = await this.execute<FreshRow>(sql`
      WITH given AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(given)}::json)
          AS g(${CHAT_COLUMNS}, update_id bigint, payload text)
      ), fresh AS (
        INSERT INTO updates (tenant_id, bot_id, update_id, chat_id, payload_cipher, received_at)
        SELECT tenant_id, bot_id, update_id, chat_id, payload, now() FROM given
        ORDER BY tenant_id, bot_id, update_id
        ON CONFLICT DO NOTHING
        RETURNING tenant_id, bot_id, chat_id, update_id
      ), taken AS (${takeHolds(sql`SELECT DISTINCT tenant_id, bot_id, chat_id FROM fresh WHERE ${holder !== undefined}`, holder)})
      SELECT tenant_id, bot_id, chat_id, update_id, taken.fence, taken.fence IS NOT NULL AND EXISTS (
        SELECT 1 FROM updates u
        WHERE (u.tenant_id, u.bot_id, u.chat_id) = (fresh.tenant_id, fresh.bot_id, fresh.chat_id)
          AND u.done_at IS NULL
      ) AS has_older
      FROM fresh LEFT JOIN taken USING (tenant_id, bot_id, chat_id)
      ORDER BY update_id`);
    const taken = holder === undefined ? [] : takenChats(rows.filter(isTaken), received, holder);
    return { taken, fresh: rows.map(chatOf) };
  }

  /** Unfinished updates of these tenants, in each chat. */
  async countUnfinished(tenantIds: readonly TenantId[]): Promise<Unfinished[]> {
    const rows = await this.execute<ChatRow & { unfinished: number }>(sql`
      SELECT tenant_id, bot_id, chat_id, count(*)::int AS unfinished FROM updates
      WHERE done_at IS NULL
        AND tenant_id IN (SELECT id::uuid FROM json_array_elements_text(${JSON.stringify(tenantIds)}::json) AS id)
      GROUP BY tenant_id, bot_id, chat_id`);
    return rows.map((row) => ({ ...chatOf(row), updates: row.unfinished }));
  }

  /** What is unfinished of each of these chats, oldest first, and no more than a good deal of it. */
  async read(chats: readonly ChatKey[]): Promise<StoredUpdate[][]> {
    const rows = await this.execute<ChatRow & { update_id: string | number; cipher: string | null }>(sql`
      SELECT g.tenant_id, g.bot_id, g.chat_id, u.update_id, u.cipher
      FROM json_to_recordset(${JSON.stringify(chats.map(rowOf))}::json) AS g(${CHAT_COLUMNS})
      CROSS JOIN LATERAL (
        SELECT update_id, received_at, payload_cipher AS cipher FROM updates u
        WHERE (u.tenant_id, u.bot_id, u.chat_id) = (g.tenant_id, g.bot_id, g.chat_id) AND u.done_at IS NULL
        ORDER BY received_at, update_id LIMIT ${MAX_READ}
      ) u
      ORDER BY u.received_at, u.update_id`);
    const rowsOf = byChat(rows, chatOf);
    return chats.map((chat) =>
      (rowsOf.get(chatName(chat)) ?? []).map((row) => ({
        id: Number(row.update_id),
        content: this.contentOf(chat.tenantId, row.cipher),
      })),
    );
  }

  /** Writes down what is done, forgets its content, and gives up holds that are held still. */
  async end(ended: readonly Ended[]): Promise<void> {
    const given = ended.map(({ updateId, error, hold, ...chat }) => ({
      ...rowOf(chat),
      update_id: updateId,
      error,
      ...hold,
    }));
    await this.execute(sql`
      WITH given AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(given)}::json)
          AS g(${CHAT_COLUMNS}, update_id bigint, error text, holder uuid, fence integer)
      ), done AS (
        UPDATE updates u SET done_at = now(), payload_cipher = NULL, error = given.error
        FROM given
        WHERE (u.tenant_id, u.bot_id, u.update_id) = (given.tenant_id, given.bot_id, given.update_id)
          AND u.done_at IS NULL
      ), held AS MATERIALIZED (
        SELECT hold.tenant_id, hold.bot_id, hold.chat_id
        FROM chat_holds hold JOIN given USING (tenant_id, bot_id, chat_id)
        WHERE (hold.holder, hold.fence) = (given.holder, given.fence)
        ORDER BY hold.tenant_id, hold.bot_id, hold.chat_id
        FOR UPDATE OF hold
      )
      DELETE FROM chat_holds hold USING held
      WHERE (hold.tenant_id, hold.bot_id, hold.chat_id) = (held.tenant_id, held.bot_id, held.chat_id)`);
  }

  /** Takes those of the chats that have something unfinished and no holder. */
  takeUnfinished(chats: readonly ChatKey[], holder: string): Promise<TakenChat[]> {
    return this.take(
      sql`SELECT tenant_id, bot_id, chat_id
        FROM json_to_recordset(${JSON.stringify(chats.map(rowOf))}::json) AS g(${CHAT_COLUMNS})
        WHERE EXISTS (
          SELECT 1 FROM updates u
          WHERE (u.tenant_id, u.bot_id, u.chat_id) = (g.tenant_id, g.bot_id, g.chat_id) AND u.done_at IS NULL
        )`,
      holder,
    );
  }

  /** The bots of the shop that a person has or may have something from. */
  async botsOf(tenantId: TenantId, chatId: number): Promise<number[]> {
    const rows = await this.execute<Pick<ChatRow, 'bot_id'>>(sql`
      SELECT bot_id FROM tenants WHERE id = ${tenantId} AND bot_id IS NOT NULL
      UNION SELECT bot_id FROM updates WHERE tenant_id = ${tenantId} AND chat_id = ${chatId} AND done_at IS NULL
      UNION SELECT bot_id FROM chat_holds WHERE tenant_id = ${tenantId} AND chat_id = ${chatId}`);
    return rows.map((row) => Number(row.bot_id));
  }

  /** Takes those of the chats that nobody alive holds, whether anything waits there or not. */
  takeIdle(chats: readonly ChatKey[], holder: string): Promise<TakenChat[]> {
    return this.take(
      sql`SELECT * FROM json_to_recordset(${JSON.stringify(chats.map(rowOf))}::json) AS g(${CHAT_COLUMNS})`,
      holder,
    );
  }

  /** Takes chats with something unfinished and no living holder. @param without tenants that must wait */
  takeAbandoned(holder: string, without: readonly TenantId[], limit: number): Promise<TakenChat[]> {
    return this.take(
      sql`SELECT DISTINCT tenant_id, bot_id, chat_id FROM updates u
        WHERE u.done_at IS NULL AND u.chat_id IS NOT NULL
          AND u.tenant_id::text NOT IN (SELECT json_array_elements_text(${JSON.stringify(without)}::json))
          AND NOT EXISTS (
            SELECT 1 FROM chat_holds h JOIN processes p ON p.id = h.holder AND p.lease_until > now()
            WHERE (h.tenant_id, h.bot_id, h.chat_id) = (u.tenant_id, u.bot_id, u.chat_id)
          )
        LIMIT ${limit}`,
      holder,
    );
  }

  /** Shops in whose chats updates of our own were worked on in the last minutes. */
  async wokenLately(): Promise<TenantId[]> {
    const rows = await this.execute<Pick<ChatRow, 'tenant_id'>>(
      sql`SELECT DISTINCT tenant_id FROM updates WHERE done_at > now() - ${WOKEN} AND update_id < 0`,
    );
    return rows.map((row) => row.tenant_id);
  }

  async heldBy(holder: string): Promise<HeldChat[]> {
    const rows = await this.execute<HoldRow>(
      sql`SELECT tenant_id, bot_id, chat_id, fence FROM chat_holds WHERE holder = ${holder}`,
    );
    return rows.map((row) => heldOf(row, holder));
  }

  async releaseAll(holder: string): Promise<void> {
    await this.execute(sql`DELETE FROM chat_holds WHERE holder = ${holder}`);
  }

  /**
   * Forgets what Telegram cannot repeat any more, across tenants; also what was never finished, because its bot
   * is gone for good: it may hold a phone number or a place.
   * @param limit rows of a call, so that nobody waits for its locks @returns how many
   */
  async forgetOld(limit: number): Promise<number> {
    const rows = await this.execute(sql`
      WITH old AS MATERIALIZED (
        SELECT tenant_id, bot_id, update_id FROM updates
        WHERE done_at < now() - ${KEEP} OR (done_at IS NULL AND received_at < now() - ${KEEP})
        LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      DELETE FROM updates WHERE (tenant_id, bot_id, update_id) IN (SELECT * FROM old)
      RETURNING update_id`);
    return rows.length;
  }

  /** The holds of processes that died. */
  async forgetDeadHolds(): Promise<void> {
    // named by their holder: a hold that somebody takes over meanwhile has another one by then
    await this.execute(
      sql`DELETE FROM chat_holds WHERE holder IN (SELECT holder FROM chat_holds WHERE ${HOLDER_IS_GONE})`,
    );
  }

  private async take(chats: SQL, holder: string): Promise<TakenChat[]> {
    const rows = await this.execute<HoldRow>(takeHolds(chats, holder));
    return rows.map((row) => ({ ...heldOf(row, holder), updates: undefined }));
  }

  private execute<Row extends object>(statement: SQL): Promise<Row[]> {
    return onceMoreAfterCollision(async () => {
      const { rows } = await this.database.acrossTenants.execute(statement);
      return rows as Row[];
    });
  }

  private contentOf(tenantId: TenantId, cipher: string | null): Update | string {
    try {
      if (cipher === null) return 'it has no content';
      return JSON.parse(this.cipher.decrypt(cipher, payloadPlace(tenantId))) as Update;
    } catch (error) {
      return errorMessage(error);
    }
  }
}

function takeHolds(chats: SQL, holder: string | undefined): SQL {
  return sql`
    INSERT INTO chat_holds (tenant_id, bot_id, chat_id, holder, fence)
    SELECT tenant_id, bot_id, chat_id, ${holder ?? null}::uuid, (random() * 2147483647)::integer FROM (${chats}) chats
    ORDER BY tenant_id, bot_id, chat_id
    ON CONFLICT (tenant_id, bot_id, chat_id) DO UPDATE
      SET holder = excluded.holder, fence = excluded.fence
      WHERE ${HOLDER_IS_SEEN} AND ${HOLDER_IS_GONE}
    RETURNING tenant_id, bot_id, chat_id, fence`;
}

/** With older updates about, only the inbox knows the order. */
function takenChats(
  rows: readonly (FreshRow & HoldRow)[],
  received: readonly ReceivedUpdate[],
  holder: string,
): TakenChat[] {
  const updateName = (chat: ChatKey, id: number): string => `${chatName(chat)}/${id}`;
  const contents = new Map(
    received.map(({ update, ...chat }) => [updateName(chat, update.update_id), update]),
  );
  return [...byChat(rows, chatOf).values()].flatMap((ofChat) => {
    const [first] = ofChat;
    if (!first) return [];
    const chat = heldOf(first, holder);
    const fresh = ofChat.flatMap((row): StoredUpdate[] => {
      const content = contents.get(updateName(chat, Number(row.update_id)));
      return content ? [{ id: content.update_id, content }] : [];
    });
    return [{ ...chat, updates: first.has_older ? undefined : fresh }];
  });
}

function isTaken(row: FreshRow): row is FreshRow & HoldRow {
  return row.fence !== null;
}

function rowOf({ tenantId, botId, chatId }: ChatKey): ChatRow {
  return { tenant_id: tenantId, bot_id: botId, chat_id: chatId };
}

function chatOf(row: ChatRow): ChatKey {
  return { tenantId: row.tenant_id, botId: Number(row.bot_id), chatId: Number(row.chat_id) };
}

function heldOf(row: HoldRow, holder: string): HeldChat {
  return { ...chatOf(row), hold: { holder, fence: row.fence } };
}

function payloadPlace(tenantId: TenantId): { tenantId: TenantId; column: string } {
  return { tenantId, column: PAYLOAD_COLUMN };
}
