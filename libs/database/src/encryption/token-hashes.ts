import { sql } from 'drizzle-orm';
import type { Cipher } from './cipher';
import type { Database } from '../database';

interface HashedToken extends Record<string, unknown> {
  readonly tenantId: string;
  readonly hash: string;
  /** The token that counts now, encrypted. */
  readonly token: string;
}

const PURPOSE = 'tenants.token';
const BATCH = 500;
/** Before every other UUID. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Hashes anew the tokens that bots were learned with, so that a new key costs no getMe for each shop. The token
 * itself lies in the settings; a hash of any other token stays, for its bot is learned anew in any case.
 * @returns how many hashes are new
 * @throws PermanentError when a token can be read with none of the keys
 */
export async function rehashTokens(database: Database, cipher: Cipher): Promise<number> {
  let rehashed = 0;
  let last = NOBODY;
  for (;;) {
    const rows = await hashedTokens(database, last);
    for (const row of rows) if (await rehash(database, cipher, row)) rehashed += 1;
    last = rows.at(-1)?.tenantId ?? '';
    if (rows.length < BATCH) return rehashed;
  }
}

/** By hand wins over REGOS, as in the effective settings. */
async function hashedTokens(database: Database, after: string): Promise<HashedToken[]> {
  const { rows } = await database.acrossTenants.execute<HashedToken>(
    sql`SELECT tenants.id::text AS "tenantId", tenants.token_hash AS hash, setting.value AS token
        FROM tenants JOIN LATERAL (
          SELECT value FROM tenant_settings
          WHERE tenant_id = tenants.id AND key = 'BOT_TOKEN' AND encrypted
          ORDER BY origin = 'manual' DESC LIMIT 1
        ) setting ON true
        WHERE tenants.token_hash IS NOT NULL AND tenants.id > ${after}::uuid
        ORDER BY tenants.id LIMIT ${BATCH}`,
  );
  return rows;
}

/** @returns false when nothing is to be done, or somebody else wrote the hash meanwhile */
async function rehash(
  database: Database,
  cipher: Cipher,
  { tenantId, hash, token }: HashedToken,
): Promise<boolean> {
  const text = cipher.decrypt(token, { tenantId, column: 'tenant_settings.BOT_TOKEN' });
  const [newest, ...older] = cipher.hashes(text, PURPOSE);
  if (newest === undefined || !older.includes(hash)) return false;
  const { rows } = await database.acrossTenants.execute(
    sql`UPDATE tenants SET token_hash = ${newest} WHERE id = ${tenantId}::uuid AND token_hash = ${hash}
        RETURNING 1`,
  );
  return rows.length === 1;
}
