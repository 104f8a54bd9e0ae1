import { sql, type SQL } from 'drizzle-orm';
import { errorMessage, PermanentError } from '@rto/kernel';
import type { Cipher, CipherPlace } from './cipher';
import type { Database } from '../database';
import { ENCRYPTED_COLUMNS, type EncryptedColumn } from './encrypted-columns';
import { rehashTokens } from './token-hashes';

export interface RotatedColumn {
  readonly table: string;
  readonly column: string;
  /** Values that were encrypted or hashed anew. */
  readonly rotated: number;
}

interface StaleRow extends Record<string, unknown> {
  /** Where the row lies now. A row that is written meanwhile moves away, and is found again by the next batch. */
  readonly ctid: string;
  readonly tenantId: string;
  readonly place: string;
  readonly value: string;
}

const BATCH = 500;

/**
 * Encrypts with the newest key whatever is not yet, and hashes anew what is looked up. Safe to repeat and to run
 * beside serving processes that know both keys: each row is written only if nobody else wrote it meanwhile.
 * @param report called when a column is done
 * @throws PermanentError when a value can be read with none of the keys
 */
export async function rotateKeys(
  database: Database,
  cipher: Cipher,
  report: (done: RotatedColumn) => void,
): Promise<void> {
  for (const column of ENCRYPTED_COLUMNS) report(await new ColumnRotation(database, cipher, column).run());
  const rotated = await rehashTokens(database, cipher);
  report({ table: 'tenants', column: 'token_hash', rotated });
}

/**
 * Reads one value of each column, so that a start with a lost or wrong key ends before anybody is served.
 * @throws PermanentError in one line
 */
export async function assertReadable(database: Database, cipher: Cipher): Promise<void> {
  for (const column of ENCRYPTED_COLUMNS) {
    const rows = await select(database, column, sql`${sql.identifier(column.column)} IS NOT NULL`, 1);
    try {
      for (const row of rows) cipher.decrypt(row.value, placeOf(row));
    } catch (error) {
      throw new PermanentError(`ENCRYPTION_KEY: the database cannot be read: ${errorMessage(error)}`, {
        cause: error,
      });
    }
  }
}

class ColumnRotation {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly column: EncryptedColumn,
  ) {}

  async run(): Promise<RotatedColumn> {
    const { table, column } = this.column;
    let rotated = 0;
    for (;;) {
      const stale = await select(this.database, this.column, this.isStale(), BATCH);
      if (stale.length === 0) return { table, column, rotated };
      for (const row of stale) if (await this.rewrite(row)) rotated += 1;
    }
  }

  private isStale(): SQL {
    return sql`NOT starts_with(${sql.identifier(this.column.column)}, ${this.cipher.newestPrefix})`;
  }

  /** @returns false when the row was written meanwhile */
  private async rewrite(row: StaleRow): Promise<boolean> {
    const { table, column, hash } = this.column;
    const place = placeOf(row);
    const text = this.cipher.decrypt(row.value, place);
    const columns = [sql`${sql.identifier(column)} = ${this.cipher.encrypt(text, place)}`];
    if (hash) columns.push(sql`${sql.identifier(hash.column)} = ${hash.of(this.cipher, text, place)}`);
    const { rows } = await this.database.acrossTenants.execute(
      sql`UPDATE ${sql.identifier(table)} SET ${sql.join(columns, sql`, `)}
          WHERE ctid = ${row.ctid}::tid AND ${sql.identifier(column)} = ${row.value} RETURNING 1`,
    );
    return rows.length === 1;
  }
}

async function select(
  database: Database,
  { table, column, tenant, place, condition }: EncryptedColumn,
  where: SQL,
  limit: number,
): Promise<StaleRow[]> {
  const { rows } = await database.acrossTenants.execute<StaleRow>(
    sql`SELECT ctid::text, ${sql.raw(tenant)} AS "tenantId", ${sql.raw(place)} AS place,
          ${sql.identifier(column)} AS value
        FROM ${sql.identifier(table)} WHERE ${sql.raw(condition ?? 'true')} AND ${where} LIMIT ${limit}`,
  );
  return rows;
}

function placeOf({ tenantId, place }: StaleRow): CipherPlace {
  return { tenantId, column: place };
}
