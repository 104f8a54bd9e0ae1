import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** Beside `scripts`, in the sources as in `dist`. */
const MIGRATIONS = join(__dirname, '../../libs/database/migrations');
/** Any constant: who makes a template keeps others from making it too. */
const TEMPLATE_LOCK = 7_346_090;

export interface TestDatabase {
  readonly url: string;
  /** Ends all connections and takes no new ones, as a server that is down does to its clients. */
  shut(): Promise<void>;
  /** Takes connections again. */
  reopen(): Promise<void>;
  /** Removes it, ending whatever connections are left. */
  drop(): Promise<void>;
}

/** Of the user that connects: a superuser; or who owns the database, and has nothing else or BYPASSRLS. */
export type TestUser = 'superuser' | 'owner' | 'ownerPastRowSecurity';

/** A database of the test file's own with every migration, in the PostgreSQL of TEST_DATABASE_URL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  return create(server, await migratedTemplate(server), 'superuser');
}

/** The same without any table, for what migrates itself. @param user who owns it and connects */
export function createEmptyDatabase(user: TestUser = 'superuser'): Promise<TestDatabase> {
  return create(serverUrl(), 'template0', user);
}

/** Names what the migrations of this checkout make. */
export function migrationsHash(): string {
  const hash = createHash('sha256');
  const names = readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(sql|json)$/.test(name),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest('hex').slice(0, 16);
}

async function create(server: string, template: string, user: TestUser): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseUrl(server, name);
  if (user !== 'superuser') {
    await execute(server, `CREATE ROLE ${name} LOGIN ${user === 'owner' ? 'NOBYPASSRLS' : 'BYPASSRLS'}`);
    await execute(server, `ALTER DATABASE ${name} OWNER TO ${name}`);
    url.username = name;
  }
  const shut = async (): Promise<void> => {
    await execute(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await execute(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  };
  const reopen = (): Promise<void> => execute(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  const drop = async (): Promise<void> => {
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`);
    if (user !== 'superuser') await execute(server, `DROP ROLE ${name}`);
  };
  return { url: url.href, shut, reopen, drop };
}

/** @returns the name of a database to copy, made by the first test that asks: migrating takes longer than copying */
function migratedTemplate(server: string): Promise<string> {
  const name = `template_${migrationsHash()}`;
  return connected(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]); // freed with the session
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(server, client, name);
    return name;
  });
}

/** Its name comes last: one that a killed run left unfinished is not taken for a template. */
async function makeTemplate(server: string, client: Client, name: string): Promise<void> {
  const { drizzle } = await import('drizzle-orm/node-postgres'); // one test of many comes here
  const { migrate } = await import('drizzle-orm/node-postgres/migrator');
  await client.query(`DROP DATABASE IF EXISTS ${name}_unfinished`);
  await client.query(`CREATE DATABASE ${name}_unfinished TEMPLATE template0`);
  await connected(databaseUrl(server, `${name}_unfinished`).href, (own) =>
    migrate(drizzle(own), { migrationsFolder: MIGRATIONS }),
  );
  await client.query(`ALTER DATABASE ${name}_unfinished RENAME TO ${name}`);
}

function serverUrl(): string {
  const server = process.env.TEST_DATABASE_URL;
  if (server) return server;
  throw new Error('TEST_DATABASE_URL is not set: run the test through jest, whose setup starts it');
}

function databaseUrl(server: string, name: string): URL {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url;
}

async function execute(server: string, statement: string): Promise<void> {
  await connected(server, (client) => client.query(statement));
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
