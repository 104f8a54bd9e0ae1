import type { DatabaseHandle } from '@rto/database';
import { sql } from 'drizzle-orm';

export interface WrittenRow extends Record<string, unknown> {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * Rows that a request writes, in any table: PostgreSQL keeps in each (`xmin`) the transaction that wrote it. For an
 * embedded database, which has no other writer but the process that renews its lease.
 */
export class WrittenRows {
  private constructor(
    private readonly database: DatabaseHandle,
    private readonly tables: readonly string[],
  ) {}

  static async of(database: DatabaseHandle): Promise<WrittenRows> {
    const { rows } = await database.db.acrossTenants.execute<{ name: string }>(
      sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'processes'`,
    );
    return new WrittenRows(
      database,
      rows.map(({ name }) => name),
    );
  }

  /** The transaction that comes next; it stays the same until somebody writes. */
  async next(): Promise<number> {
    const { rows } = await this.database.db.acrossTenants.execute<{ next: string }>(
      sql`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`,
    );
    return Number(rows[0]?.next);
  }

  /** Every row that was written from a transaction on. */
  async since(transaction: number): Promise<WrittenRow[]> {
    const parts = this.tables.map(
      (table) =>
        sql`SELECT ${table}::text AS "table", to_jsonb(t) AS row FROM ${sql.identifier(table)} t
          WHERE t.xmin::text::bigint >= ${transaction}`,
    );
    const { rows } = await this.database.db.acrossTenants.execute<WrittenRow>(
      sql.join(parts, sql` UNION ALL `),
    );
    return rows;
  }
}
