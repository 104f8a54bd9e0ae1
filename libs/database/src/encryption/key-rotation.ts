import { sql, type SQL } from 'drizzle-orm';
import { errorMessage, PermanentError } from '@rto/kernel';
import type { Cipher, CipherPlace } from './cipher';
import type { Database } from '../database';
import { ENCRYPTED_COLUMNS, type EncryptedColumn } from './encrypted-columns';
import { rehashTokens } from './token-hashes';

export interface RotatedColumn {
  readonly table: string;
  readonly column: string;
  /** Values that were encrypted or hashed anew, among them `fromPlain` that were not encrypted before. */
  readonly rotated: number;
  readonly fromPlain: number;
}

interface StaleRow extends Record<string, unknown> {
  /** Where the row lies now. A row that is written meanwhile moves away, and is found again by the next batch. */
  readonly ctid: string;
  readonly tenantId: string;
  readonly place: string;
  readonly value: string | null;
  readonly plain: string | null;
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
  report({ table: 'tenants', column: 'token_hash', rotated, fromPlain: 0 });
}

/**
 * Encrypts some of what the versions before wrote in plain; rows written meanwhile are left to the next call.
 * @param limit rows of a column
 * @returns how many rows were found; 0: nothing is left in plain
 */
export async function encryptPlain(database: Database, cipher: Cipher, limit: number): Promise<number> {
  let found = 0;
  for (const column of ENCRYPTED_COLUMNS) {
    if (column.plain !== undefined) {
      found += await new ColumnRotation(database, cipher, column).encryptPlain(column.plain, limit);
    }
  }
  return found;
}

/**
 * Reads one value of each column, so that a start with a lost or wrong key ends before anybody is served.
 * @throws PermanentError in one line
 */
export async function assertReadable(database: Database, cipher: Cipher): Promise<void> {
  for (const column of ENCRYPTED_COLUMNS) {
    const rows = await select(database, column, sql`${sql.identifier(column.column)} IS NOT NULL`, 1);
    try {
      for (const row of rows) open(cipher, row);
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
    let [rotated, fromPlain] = [0, 0];
    for (;;) {
      const stale = await select(this.database, this.column, this.isStale(), BATCH);
      if (stale.length === 0) return { table, column, rotated, fromPlain };
      for (const row of stale) {
        if (!(await this.rewrite(row))) continue;
        rotated += 1;
        if (row.plain !== null) fromPlain += 1;
      }
    }
  }

  async encryptPlain(plainColumn: string, limit: number): Promise<number> {
    const isPlain = sql`${sql.identifier(plainColumn)} IS NOT NULL`;
    const rows = await select(this.database, this.column, isPlain, limit);
    for (const row of rows) await this.rewrite(row);
    return rows.length;
  }

  private isStale(): SQL {
    const value = sql.identifier(this.column.column);
    const isOld = sql`NOT starts_with(${value}, ${this.cipher.newestPrefix})`;
    return this.column.plain === undefined
      ? isOld
      : sql`(${isOld} OR ${sql.identifier(this.column.plain)} IS NOT NULL)`;
  }

  /** @returns false when the row was written meanwhile */
  private async rewrite(row: StaleRow): Promise<boolean> {
    const { table, column, plain: plainColumn, hash } = this.column;
    const text = open(this.cipher, row);
    const place = placeOf(row);
    const columns = [sql`${sql.identifier(column)} = ${this.cipher.encrypt(text, place)}`];
    if (hash) columns.push(sql`${sql.identifier(hash.column)} = ${hash.of(this.cipher, text, place)}`);
    if (plainColumn !== undefined) columns.push(sql`${sql.identifier(plainColumn)} = NULL`);
    const unchanged = [sql`${sql.identifier(column)} IS NOT DISTINCT FROM ${row.value}`];
    if (plainColumn !== undefined) {
      unchanged.push(sql`${sql.identifier(plainColumn)} IS NOT DISTINCT FROM ${row.plain}`);
    }
    const { rows } = await this.database.acrossTenants.execute(
      sql`UPDATE ${sql.identifier(table)} SET ${sql.join(columns, sql`, `)}
          WHERE ctid = ${row.ctid}::tid AND ${sql.join(unchanged, sql` AND `)} RETURNING 1`,
    );
    return rows.length === 1;
  }
}

async function select(
  database: Database,
  { table, column, tenant, place, plain, condition }: EncryptedColumn,
  where: SQL,
  limit: number,
): Promise<StaleRow[]> {
  const { rows } = await database.acrossTenants.execute<StaleRow>(
    sql`SELECT ctid::text, ${sql.raw(tenant)} AS "tenantId", ${sql.raw(place)} AS place,
          ${sql.identifier(column)} AS value, ${plain === undefined ? sql`NULL` : sql.identifier(plain)} AS plain
        FROM ${sql.identifier(table)} WHERE ${sql.raw(condition ?? 'true')} AND ${where} LIMIT ${limit}`,
  );
  return rows;
}

/** What a row says. One in plain was written later: whoever encrypts clears it. */
function open(cipher: Cipher, row: StaleRow): string {
  return row.plain ?? cipher.decrypt(row.value ?? '', placeOf(row));
}

function placeOf({ tenantId, place }: StaleRow): CipherPlace {
  return { tenantId, column: place };
}
