import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

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

/** An empty database of the test file's own in the PostgreSQL of TEST_DATABASE_URL. */
export async function createTestDatabase(user: TestUser = 'superuser'): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the test through jest, whose setup starts it');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
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

async function execute(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
