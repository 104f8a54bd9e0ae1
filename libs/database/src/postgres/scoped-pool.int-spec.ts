import { setTimeout as pause } from 'node:timers/promises';
import { errorMessage } from '@rto/kernel';
import { sql } from 'drizzle-orm';
import { Pool, type PoolClient } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/test-services';
import type { DatabaseHandle, ScopedDatabase } from '../database';
import { PostgresScopes } from '../database-scopes';
import { databaseNow } from '../database-time';
import { openDatabase } from '../open-database';
import { processes } from '../schema/schema';
import { anOwner } from '../schema/schema-rows.fixture';
import { ScopedPool } from './scoped-pool';

const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};
/** Longer than the pool below waits for an answer. */
const SLOW = 'SELECT pg_sleep(1)';

/** One connection, so that whoever comes next gets it, or waits for it in vain. */
describe('a connection whose server did not answer in time', () => {
  let server: TestDatabase;
  let observer: DatabaseHandle;
  let pool: Pool;
  let db: ScopedDatabase;
  beforeAll(async () => {
    server = await createTestDatabase();
    observer = await openDatabase({ databaseUrl: server.url, dataDir: '', logger });
  });
  afterAll(async () => {
    await observer.close();
    await server.drop();
  });
  beforeEach(() => {
    pool = new Pool({
      connectionString: server.url,
      max: 1,
      query_timeout: 300,
      connectionTimeoutMillis: 3_000,
    });
    const scoped = new ScopedPool(pool, undefined);
    db = new PostgresScopes(scoped, scoped).acrossTenants;
  });
  afterEach(() => pool.end());

  it('is not lost to the pool when a transaction could not begin', async () => {
    await db.execute(sql`SELECT 1`); // the scope is entered: BEGIN is what comes next
    pool.once('acquire', (client: PoolClient) => void client.query(SLOW).catch(() => undefined));
    await expect(db.transaction(() => Promise.resolve()).catch(() => 'failed')).resolves.toBe('failed');
    const { rows } = await db.execute(sql`SELECT 1 AS one`);
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('does not carry an open transaction to the next one, whose writes would end with it', async () => {
    const failure = await db.transaction((tx) => tx.execute(sql.raw(SLOW))).catch((error: unknown) => error);
    expect(failure instanceof Error && errorMessage(failure.cause)).toBe('Query read timeout');
    await pause(1_200); // the server is done by now, and had the connection still
    const { tenantId: id } = anOwner();
    await db
      .insert(processes)
      .values({ id, kind: 'worker', leaseUntil: databaseNow(), startedAt: databaseNow() });
    const rows = await observer.db.acrossTenants.select({ id: processes.id }).from(processes);
    expect(rows).toEqual([{ id }]);
  });
});
