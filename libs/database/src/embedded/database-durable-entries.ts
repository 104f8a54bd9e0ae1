import { type Clock, later } from '@rto/kernel';
import { asc, gt, inArray, lte, sql } from 'drizzle-orm';
import type { ScopedDatabase } from '../database';
import { keyValueEntries } from '../schema/schema';

/** The same as DurableEntry of libs/kv, which this lib may not import. */
interface Entry {
  readonly key: string;
  readonly json: string | undefined;
  readonly expiresAt: Date;
}

/** Rows per statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_PER_STATEMENT = 5_000;
const PURGE_INTERVAL_MS = 600_000;

/**
 * The DurableEntries of libs/kv: one row a key, for carts, dialogs and catalogues of a service without Redis.
 *
 * A value is kept as JSON *text* within the jsonb column: jsonb itself refuses what JSON can say, such as the
 * \u0000 that anybody may send in a message.
 */
export class DatabaseDurableEntries {
  private purgeAt: Date;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly clock: Clock,
  ) {
    this.purgeAt = clock.now();
  }

  /** Soonest to expire first; nothing that has expired. */
  load(): Promise<Entry[]> {
    const { key, value, expiresAt } = keyValueEntries;
    return this.db
      .select({ key, json: sql<string>`${value} #>> '{}'`, expiresAt })
      .from(keyValueEntries)
      .where(gt(expiresAt, this.clock.now()))
      .orderBy(asc(expiresAt));
  }

  /**
   * Resolves when the entries are committed, at most one a key. Not one transaction: the caller repeats a call
   * that failed, and each row stands for itself.
   */
  async save(entries: readonly Entry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += ROWS_PER_STATEMENT) {
      await this.write(entries.slice(start, start + ROWS_PER_STATEMENT));
    }
    await this.purgeNowAndThen();
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    const rows = entries.flatMap(({ key, json, expiresAt }) =>
      json === undefined ? [] : [{ key, value: json, expiresAt }],
    );
    const deleted = entries.filter(({ json }) => json === undefined).map(({ key }) => key);
    if (rows.length > 0) {
      await this.db
        .insert(keyValueEntries)
        .values(rows)
        .onConflictDoUpdate({
          target: keyValueEntries.key,
          set: { value: sql`excluded.value`, expiresAt: sql`excluded.expires_at` },
        });
    }
    if (deleted.length > 0) {
      await this.db.delete(keyValueEntries).where(inArray(keyValueEntries.key, deleted));
    }
  }

  private async purgeNowAndThen(): Promise<void> {
    const now = this.clock.now();
    if (now < this.purgeAt) return;
    this.purgeAt = later(now, PURGE_INTERVAL_MS);
    await this.db.delete(keyValueEntries).where(lte(keyValueEntries.expiresAt, now));
  }
}
