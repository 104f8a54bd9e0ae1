import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { errorMessage } from '@rto/kernel';
import type { DatabaseHandle } from './database';
import { databaseLater, databaseNow } from './database-time';
import type { QueueNotification } from './queue-pool';
import { auditLog, keyValueEntries, orderLines, orders, shoppers, tenants } from './schema/schema';

const DAY_MS = 86_400_000;

/** All that a log may write of an error. */
const inFull = (error: unknown): string => inspect(error, { depth: 10, showHidden: true });

/** What repositories and the queue rely on, whichever driver is below. */
export function describeDatabase(open: () => Promise<DatabaseHandle>): void {
  let database: DatabaseHandle;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const entry = (key: string) => ({ key, value: {}, expiresAt: new Date() });
  const keys = (prefix: string) =>
    database.db.acrossTenants
      .select({ key: keyValueEntries.key })
      .from(keyValueEntries)
      .where(sql`starts_with(${keyValueEntries.key}, ${prefix})`);

  it('keeps every kind of value exactly, apart for two tenants', async () => {
    const at = new Date('2026-11-23T09:00:00.123Z');
    const seeded = ['a', 'b'].map((name) => ({ tenantId: randomUUID(), name }));
    for (const { tenantId, name } of seeded) await seedOrder(database, tenantId, name, at);

    for (const { tenantId, name } of seeded) {
      const [shopper] = await database.db.acrossTenants
        .select()
        .from(shoppers)
        .where(eq(shoppers.tenantId, tenantId));
      expect(shopper).toMatchObject({
        chatId: 6_999_999_999_999,
        firstName: `Ӯткир ${name} 🛒`,
        createdAt: at,
      });
      const [line] = await database.db.acrossTenants
        .select()
        .from(orderLines)
        .where(eq(orderLines.tenantId, tenantId));
      expect(line).toMatchObject({ quantity: '0.350', price: '99999999999.999' });
      const [order] = await database.db.acrossTenants
        .select()
        .from(orders)
        .where(eq(orders.tenantId, tenantId));
      expect(order).toMatchObject({ latitude: 41.311081, state: 'placed', dueAt: null });
      const [tenant] = await database.db.acrossTenants.select().from(tenants).where(eq(tenants.id, tenantId));
      expect(tenant?.problems).toEqual([{ code: name, nested: ['ʻ', 1] }]);
    }
  });

  it('takes back everything that a failed transaction did', async () => {
    const key = randomUUID();
    const failing = database.db.acrossTenants.transaction(async (tx) => {
      await tx.insert(keyValueEntries).values(entry(key));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await keys(key)).toEqual([]);
  });

  it('judges leases by its own clock', async () => {
    const key = randomUUID();
    await database.db.acrossTenants
      .insert(keyValueEntries)
      .values({ ...entry(key), expiresAt: databaseLater(60_000) });
    const found = await database.db.acrossTenants
      .select()
      .from(keyValueEntries)
      .where(
        and(
          eq(keyValueEntries.key, key),
          gt(keyValueEntries.expiresAt, databaseNow()),
          lt(keyValueEntries.expiresAt, databaseLater(DAY_MS)),
        ),
      );
    expect(found).toHaveLength(1);
  });

  it('returns raw rows alike from both drivers', async () => {
    const { rows } = await database.db.acrossTenants.execute<{ answer: number }>(sql`SELECT 42 AS answer`);
    expect(rows).toEqual([{ answer: 42 }]);
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('keeps every line of the audit: it can be neither changed nor removed', async () => {
    const id = randomUUID();
    const line = { id, at: new Date(), actor: 'a', actorName: 'A', action: 'tenant.rename', subjectId: id };
    await database.db.acrossTenants.insert(auditLog).values(line);
    const attempts = [
      () => database.db.acrossTenants.update(auditLog).set({ actor: 'b' }).where(eq(auditLog.id, id)),
      () => database.db.acrossTenants.delete(auditLog).where(eq(auditLog.id, id)),
      () => database.db.acrossTenants.execute(sql`TRUNCATE audit_log`),
    ];
    for (const attempt of attempts) {
      const refusal = await attempt().then(() => 'done', errorMessage);
      // the service's role in PostgreSQL may not even try the last one
      expect(refusal).toMatch(/^(?:update|delete|truncate) audit_log: SQLSTATE (?:P0001|42501)$/);
    }
    await expect(database.pool.query('TRUNCATE public.audit_log')).rejects.toThrow(
      'audit_log is append only',
    );
    expect(await database.db.acrossTenants.select().from(auditLog).where(eq(auditLog.id, id))).toMatchObject([
      line,
    ]);
  });

  it('says of a statement that fails which one it is and why, and nothing of what it was called with', async () => {
    const canary = `canary-${randomUUID()}`;
    const { acrossTenants } = database.db;
    const table = sql`key_value_entries`;
    await acrossTenants.insert(keyValueEntries).values(entry(canary));
    const failures = [
      () => acrossTenants.insert(keyValueEntries).values(entry(canary)),
      () => acrossTenants.execute(sql`UPDATE ${table} SET expires_at = ${canary} WHERE key = ${canary}`),
      () => acrossTenants.execute(sql`UPDATE ${table} SET value = ${`{"${canary}`}::jsonb`),
      () => acrossTenants.transaction((tx) => tx.execute(sql`DELETE FROM ${table} WHERE ${canary}::int = 1`)),
      () => acrossTenants.execute(sql.raw(`SELECT '${canary}' FROM no_such_table`)),
    ];
    const told = await Promise.all(failures.map((fail) => fail().then(() => 'done', inFull)));
    expect(told.filter((text) => text.includes(canary) || text === 'done')).toEqual([]);
    const messages = await Promise.all(failures.map((fail) => fail().then(() => 'done', errorMessage)));
    expect(messages).toEqual([
      'insert key_value_entries: SQLSTATE 23505 (key_value_entries_pkey)',
      'update key_value_entries: SQLSTATE 22007',
      'update key_value_entries: SQLSTATE 22P02',
      'delete key_value_entries: SQLSTATE 22P02',
      'select no_such_table: SQLSTATE 42P01',
    ]);
  });

  it('keeps the statements of repositories out of a transaction that the queue has open', async () => {
    const key = randomUUID();
    const client = await database.pool.connect();
    await client.query('-- as BullMQ writes it\nBEGIN');
    await client.query('INSERT INTO public.key_value_entries VALUES ($1, $2, now())', [`${key}-queue`, '{}']);
    const written = database.db.acrossTenants.transaction((tx) =>
      tx.insert(keyValueEntries).values(entry(`${key}-own`)),
    );
    await client.query('SELECT 1');
    await client.query('ROLLBACK');
    await written;
    client.release();
    expect(await keys(key)).toEqual([{ key: `${key}-own` }]);
  });

  it('commits what the queue wrote, and lets go of a transaction whose client is released', async () => {
    const key = randomUUID();
    const insert = 'INSERT INTO public.key_value_entries VALUES ($1, $2, now())';
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query(insert, [`${key}-kept`, '{}']);
    await client.query('COMMIT');
    await client.query('BEGIN');
    await client.query(insert, [`${key}-lost`, '{}']);
    client.release(true);
    expect(await keys(key)).toEqual([{ key: `${key}-kept` }]);
  });

  it('delivers notifications to the client that listens, until it is released', async () => {
    const listener = await database.pool.connect();
    const heard: QueueNotification[] = [];
    listener.on('notification', ({ channel, payload }) => heard.push({ channel, payload: payload ?? '' }));
    await listener.query('-- wait for work\nLISTEN contract_channel');
    const first = new Promise((resolve) => listener.on('notification', resolve));
    await database.pool.query(`SELECT pg_notify('contract_channel', 'one')`);
    await first;
    await listener.query('UNLISTEN contract_channel');
    await database.pool.query(`SELECT pg_notify('contract_channel', 'two')`);
    await listener.query('SELECT 1');
    listener.release(true);
    expect(heard).toEqual([{ channel: 'contract_channel', payload: 'one' }]);
  });
}

async function seedOrder(database: DatabaseHandle, tenantId: string, name: string, at: Date): Promise<void> {
  const orderId = randomUUID();
  const times = { createdAt: at, updatedAt: at };
  const problems = [{ code: name, nested: ['ʻ', 1] }];
  const connection = { connectionCipher: 'cipher', connectionHash: tenantId };
  await database.db.acrossTenants
    .insert(tenants)
    .values({ id: tenantId, name, state: 'active', problems, ...connection, ...times });
  await database.db.acrossTenants
    .insert(shoppers)
    .values({ tenantId, chatId: 6_999_999_999_999, firstName: `Ӯткир ${name} 🛒`, ...times });
  await database.db.acrossTenants.insert(orders).values({
    id: orderId,
    tenantId,
    number: 1,
    checkoutId: 'checkout',
    chatId: 1,
    state: 'placed',
    externalCode: orderId,
    priceTypeId: 1,
    stockId: 1,
    sourceId: 1,
    total: '18500.00',
    currency: 'UZS',
    latitude: 41.311081,
    placedAt: at,
    updatedAt: at,
  });
  const goods = { itemId: 7, name: 'Сыр', unitName: 'кг', unitKind: 'non_pcs' };
  await database.db.acrossTenants
    .insert(orderLines)
    .values({ orderId, tenantId, position: 0, ...goods, quantity: '0.35', price: '99999999999.999' });
}
