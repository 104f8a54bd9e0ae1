import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import { Cipher } from './cipher';
import type { DatabaseHandle } from '../database';
import { ENCRYPTED_COLUMNS } from './encrypted-columns';
import { assertReadable, rotateKeys, type RotatedColumn } from './key-rotation';
import * as schema from '../schema/schema';
import { StoredPhones } from './stored-phone';

const { shoppers, tenants, tenantSettings } = schema;
const SHOPPERS = 1_200; // several batches
const phoneOf = (chatId: number): string => `99890${1_000_000 + chatId}`;

it('rotates every encrypted column of the schema', () => {
  const inSchema = Object.values<unknown>(schema)
    .filter((member): member is PgTable => is(member, PgTable))
    .flatMap((table) => getTableConfig(table).columns.map(({ name }) => `${getTableName(table)}.${name}`))
    .filter((name) => name.endsWith('_cipher'));
  const rotated = ENCRYPTED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(rotated.sort()).toEqual([...inSchema, 'tenant_settings.value'].sort());
});

describe.each(DATABASE_KINDS)('rotating keys on %s', (kind) => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const [before, during, after] = [new Cipher([old]), new Cipher([fresh, old]), new Cipher([fresh])];
  const tenantId = randomUUID();
  let database: DatabaseHandle;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
    await seed();
  });
  afterEach(() => close());

  async function seed(): Promise<void> {
    const at = new Date();
    const times = { createdAt: at, updatedAt: at };
    const db = database.db.of(tenantId);
    await db.insert(tenants).values({
      id: tenantId,
      name: 'Shop',
      state: 'active',
      connectionCipher: before.encrypt('connection', { tenantId, column: 'tenants.connection' }),
      connectionHash: before.hash('connection', 'tenants.connection'),
      accountCipher: before.encrypt('shop-1', { tenantId, column: 'tenants.account' }),
      tokenHash: before.hash('1:token', 'tenants.token'),
      ...times,
    });
    const secret = (token: string): string =>
      before.encrypt(token, { tenantId, column: 'tenant_settings.BOT_TOKEN' });
    const setting = { tenantId, origin: 'manual', updatedAt: at };
    await db.insert(tenantSettings).values([
      { ...setting, origin: 'regos', key: 'BOT_TOKEN', value: secret('2:other'), encrypted: true },
      { ...setting, key: 'BOT_TOKEN', value: secret('1:token'), encrypted: true },
      { ...setting, key: 'STOCK_ID', value: '2' },
    ]);
    const phones = new StoredPhones(before, 'shoppers');
    await db.insert(shoppers).values(
      Array.from({ length: SHOPPERS }, (_, chatId) => ({
        tenantId,
        chatId,
        ...phones.columns(tenantId, phoneOf(chatId)),
        phoneHash: phones.hash(tenantId, phoneOf(chatId)),
        ...times,
      })),
    );
  }

  async function rotate(cipher = during): Promise<Map<string, RotatedColumn>> {
    const done = new Map<string, RotatedColumn>();
    await rotateKeys(database.db, cipher, (one) => done.set(`${one.table}.${one.column}`, one));
    return done;
  }

  async function readPhone(cipher: Cipher, chatId: number): Promise<string | undefined> {
    const [row] = await database.db
      .of(tenantId)
      .select()
      .from(shoppers)
      .where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId)));
    return row && new StoredPhones(cipher, 'shoppers').read(row);
  }

  it('fails no read and loses no write beside it, and leaves nothing to the old key', async () => {
    const written = new Map<number, string>();
    const seen: (string | undefined)[] = [];
    let isOver = false;
    const serve = async (): Promise<void> => {
      const phones = new StoredPhones(during, 'shoppers');
      for (let turn = 0; !isOver; turn += 1) {
        const chatId = (turn * 37) % SHOPPERS;
        const expected = written.get(chatId) ?? phoneOf(chatId);
        if ((await readPhone(during, chatId)) !== expected) seen.push(`${chatId}`);
        const changed = (chatId + 600) % SHOPPERS;
        const phone = `99891${1_000_000 + turn}`;
        const columns = { ...phones.columns(tenantId, phone), phoneHash: phones.hash(tenantId, phone) };
        await database.db.of(tenantId).update(shoppers).set(columns).where(eq(shoppers.chatId, changed));
        written.set(changed, phone);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const serving = serve();
    const done = await rotate();
    isOver = true;
    await serving;
    expect(seen).toEqual([]);
    expect(written.size).toBeGreaterThan(0);
    expect(done.get('tenants.connection_cipher')).toMatchObject({ rotated: 1 });
    expect(done.get('tenant_settings.value')).toMatchObject({ rotated: 2 });
    expect(done.get('shoppers.phone_cipher')?.rotated).toBeGreaterThan(0);

    const rows = await database.db.of(tenantId).select().from(shoppers);
    const phones = new StoredPhones(after, 'shoppers');
    for (const row of rows) {
      const phone = written.get(row.chatId) ?? phoneOf(row.chatId);
      expect(phones.read(row)).toBe(phone);
      expect(row).toMatchObject({ phoneHash: phones.hash(tenantId, phone) });
    }
    const [tenant] = await database.db.of(tenantId).select().from(tenants);
    expect(tenant).toMatchObject({
      connectionHash: after.hash('connection', 'tenants.connection'),
      tokenHash: after.hash('1:token', 'tenants.token'),
    });
    await assertReadable(database.db, after);
    const again = await rotate(after);
    expect([...again.values()].every(({ rotated }) => rotated === 0)).toBe(true);
  });

  it('leaves the hash of a token that the shop has no more', async () => {
    const tokenHash = before.hash('3:former', 'tenants.token');
    await database.db.of(tenantId).update(tenants).set({ tokenHash });
    expect((await rotate()).get('tenants.token_hash')).toMatchObject({ rotated: 0 });
    expect(await database.db.of(tenantId).select().from(tenants)).toMatchObject([{ tokenHash }]);
  });

  it('encrypts each value once', async () => {
    const done = await rotate();
    expect(done.get('shoppers.phone_cipher')).toMatchObject({ rotated: SHOPPERS });
  });

  it('starts with a key that is listed, and refuses a lost or a wrong one in one line', async () => {
    await assertReadable(database.db, during);
    for (const cipher of [after, new Cipher([randomBytes(32)])]) {
      await expect(assertReadable(database.db, cipher)).rejects.toThrow(
        /^ENCRYPTION_KEY: the database cannot be read: tenants\.connection was encrypted with key [0-9a-f]{8}, which/,
      );
      await expect(rotate(cipher)).rejects.toThrow('which ENCRYPTION_KEY does not list');
    }
    const [tenant] = await database.db.of(tenantId).select().from(tenants);
    expect(tenant?.connectionHash).toBe(before.hash('connection', 'tenants.connection'));
  });
});
