import { join } from 'node:path';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgliteDatabase } from 'drizzle-orm/pglite';
import { Client } from 'pg';
import type * as schema from './schema/schema';
import { prepareServiceRole, type ServiceRole } from './postgres/service-role';
import { ALL_TENANTS } from './tenant-scope';

/** Beside `src`, in the sources as in `dist`. */
const MIGRATIONS = { migrationsFolder: join(__dirname, '..', 'migrations') };

/** Any constant, known to all our processes. */
const MIGRATION_LOCK = 7_346_001;

/**
 * Brings PostgreSQL up to date; of several processes one does it and the others wait for it.
 * @returns whom the service's statements are to run as
 */
export async function migrateDatabase(databaseUrl: string, connectTimeoutMs: number): Promise<ServiceRole> {
  // A connection of its own: a long migration must not meet the pool's statement time-out.
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'regos-telegram-orders migrations',
  });
  client.on('error', () => undefined); // without a listener it ends the process; the query under way reports it
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]); // freed with the session
    await client.query(`SET app.tenant = '${ALL_TENANTS}'`); // a migration that changes rows has to see them
    await migratePostgres(drizzle(client), MIGRATIONS);
    return await prepareServiceRole(client);
  } finally {
    await client.end();
  }
}

/** Migrations of an embedded database. The lock of its folder has kept other processes out. */
export async function migrateEmbeddedDatabase(db: PgliteDatabase<typeof schema>): Promise<void> {
  await migrateEmbedded(db, MIGRATIONS);
}
