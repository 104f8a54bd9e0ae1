import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { createEmptyDatabase, type TestDatabase } from '../../../../scripts/test-services';
import type { DatabaseHandle } from '../database';
import { openDatabase } from '../open-database';
import { auditLog, orders, tenants } from '../schema/schema';
import { anOwner, aRow, TABLES, tenantColumn, type Owner } from '../schema/schema-rows.fixture';

const errors: string[] = [];
const logger = { error: (message: string): void => void errors.push(message) };

const OF_TENANTS = TABLES.filter((table) => tenantColumn(table) !== undefined);
const OF_SYSTEM = TABLES.filter((table) => tenantColumn(table) === undefined);
const named = (tables: readonly PgTable[]): [string, PgTable][] =>
  tables.map((table) => [getTableName(table), table]);

describe.each(['superuser', 'owner'] as const)('the scope of a tenant, logged in as %s', (user) => {
  const [one, other] = [anOwner(), anOwner()];
  let server: TestDatabase;
  let database: DatabaseHandle;

  beforeAll(async () => {
    server = await createEmptyDatabase(user);
    database = await openDatabase({ databaseUrl: server.url, dataDir: '', logger });
    for (const table of TABLES) {
      const rows = [one, other].map((owner) => aRow(table, owner));
      await database.db.acrossTenants.insert(table).values(rows);
    }
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const idsIn = async (table: PgTable, owner?: Owner): Promise<unknown[]> => {
    const { db } = database;
    const rows = await (owner ? db.of(owner.tenantId) : db.acrossTenants).select().from(table);
    return rows.map((row) => row[tenantColumn(table) ?? ''] ?? 'system');
  };

  it('is protected without a warning', () => {
    expect(errors).toEqual([]);
  });

  it('is enforced on every table there is, also for its owner', async () => {
    const { rows } = await database.pool.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
         AND NOT (relrowsecurity AND relforcerowsecurity
           AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'tenant_scope'))`,
    );
    expect(rows).toEqual([]);
  });

  it.each(named(OF_TENANTS))('reads only its own rows of %s without a WHERE', async (_, table) => {
    expect(await idsIn(table, one)).toEqual([one.tenantId]);
    expect(await idsIn(table, other)).toEqual([other.tenantId]);
    expect(await idsIn(table)).toEqual(expect.arrayContaining([one.tenantId, other.tenantId]));
  });

  it.each(named(OF_SYSTEM))('sees nothing of %s, which belongs to no tenant', async (_, table) => {
    expect(await idsIn(table, one)).toEqual([]);
    expect(await idsIn(table)).toEqual(['system', 'system']);
    await expect(database.db.of(one.tenantId).insert(table).values(aRow(table, one))).rejects.toMatchObject(
      refusal(table),
    );
  });

  it.each(named(OF_TENANTS))('can put no row of another tenant into %s', async (_, table) => {
    const mine = database.db.of(one.tenantId);
    const stranger = anOwner();
    await expect(mine.insert(table).values(aRow(table, stranger))).rejects.toMatchObject(refusal(table));
    if (table === auditLog) return; // append only
    const given = { [tenantColumn(table) ?? '']: stranger.tenantId };
    await expect(mine.update(table).set(given)).rejects.toMatchObject(refusal(table));
  });

  it.each(named(OF_TENANTS.filter((table) => table !== auditLog)))(
    'changes only its own rows of %s without a WHERE',
    async (_, table) => {
      const [[key, column]] = Object.entries(getTableColumns(table)) as [[string, PgColumn]];
      const set = { [key]: sql`${column}` };
      const changed = await database.db.of(one.tenantId).update(table).set(set).returning();
      expect(changed.map((row) => row[tenantColumn(table) ?? ''])).toEqual([one.tenantId]);
    },
  );

  it('keeps its scope through a transaction, and its savepoints', async () => {
    const seen = await database.db.of(one.tenantId).transaction(async (tx) => {
      const nested = await tx.transaction((inner) => inner.select({ id: tenants.id }).from(tenants));
      return [...nested, ...(await tx.select({ id: orders.tenantId }).from(orders))];
    });
    expect(seen).toEqual([{ id: one.tenantId }, { id: one.tenantId }]);
  });

  it('is kept apart from others that use the same connections at once, failures included', async () => {
    const asked = Array.from({ length: 400 }, async (_, index) => {
      const { tenantId } = index % 2 ? one : other;
      const db = database.db.of(tenantId);
      if (index % 7 === 0) await expect(db.execute(sql`SELECT 1 / 0`)).rejects.toThrow();
      const read = (): Promise<{ id: string }[]> => db.select({ id: tenants.id }).from(tenants);
      const rows = await (index % 5
        ? read()
        : db.transaction((tx) => tx.select({ id: tenants.id }).from(tenants)));
      expect(rows).toEqual([{ id: tenantId }]);
    });
    await Promise.all(asked);
  });

  it('finds a tenant whatever the case of its id', async () => {
    const rows = await database.db.of(one.tenantId.toUpperCase()).select().from(tenants);
    expect(rows).toHaveLength(1);
  });

  it.each(['*', '', 'x', `${one.tenantId},*`])('is none for %j', (text) => {
    expect(() => database.db.of(text)).toThrow('the scope of a tenant needs its id');
  });

  it('shows no row of any table to a connection that named no scope', async () => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const { rows: roles } = await client.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname = 'rto_service_' || left(md5(current_database()), 12)`,
    );
    for (const { rolname } of roles) await client.query(`SET ROLE ${rolname}`);
    const seen: string[] = [];
    for (const name of TABLES.map(getTableName)) {
      const { rowCount } = await client.query(`SELECT FROM ${name}`);
      if (rowCount !== 0) seen.push(name);
    }
    await client.end();
    expect(seen).toEqual([]);
  });

  it('deletes only its own rows without a WHERE', async () => {
    const deletable = OF_TENANTS.filter((table) => table !== auditLog).reverse(); // what refers to others first
    for (const table of deletable) {
      await database.db.of(one.tenantId).delete(table);
      expect(await idsIn(table)).toEqual([other.tenantId]);
    }
    expect(
      await database.db.of(other.tenantId).select().from(orders).where(eq(orders.id, other.orderId)),
    ).toHaveLength(1);
  });
});

describe('row level security that the user of DATABASE_URL bypasses', () => {
  it('is told of in one line when there can be no role without that right', async () => {
    const server = await createEmptyDatabase('ownerPastRowSecurity');
    const database = await openDatabase({ databaseUrl: server.url, dataDir: '', logger });
    await database.ping();
    await database.close();
    await server.drop();
    expect(errors).toEqual([expect.stringMatching(/^DATABASE_URL: its user bypasses row level security/)]);
  });
});

function refusal(table: PgTable): object {
  return {
    message: expect.stringMatching(`^(?:insert|update) ${getTableName(table)}: SQLSTATE 42501$`) as string,
  };
}
