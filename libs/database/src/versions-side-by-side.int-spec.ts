import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../scripts/test-services';
import { Cipher } from './encryption/cipher';
import type { DatabaseHandle } from './database';
import { openDatabase } from './open-database';
import { orders, shoppers } from './schema/schema';
import { StoredPhones } from './encryption/stored-phone';

const logger = { error: (message: string): void => expect(message).toBe('') };

/** A rolling update: processes of migration 0002 go on while those of this version have migrated. */
describe.each(['superuser', 'owner'] as const)('the version of migration 0002, logged in as %s', (user) => {
  const tenantId = randomUUID();
  const orderId = randomUUID();
  const phones = new StoredPhones(new Cipher([randomBytes(32)]), 'shoppers');
  let server: TestDatabase;
  let database: DatabaseHandle;
  let before: Client;

  beforeAll(async () => {
    server = await createTestDatabase(user);
    database = await openDatabase({ databaseUrl: server.url, dataDir: '', logger });
    before = new Client({ connectionString: server.url, application_name: 'regos-telegram-orders' });
    await before.connect();
  });
  afterAll(async () => {
    await before.end();
    await database.close();
    await server.drop();
  });

  it('writes as it did, and this version reads it', async () => {
    await before.query(
      `INSERT INTO tenants (id, name, state, enabled, problems, connection_cipher, connection_hash, bot_id,
         bot_username, token_hash, account_hash, created_at, updated_at)
       VALUES ($1, 'Shop', 'active', true, '[]', 'c', 'h', null, null, null, null, now(), now())`,
      [tenantId],
    );
    await before.query(
      `INSERT INTO shoppers (tenant_id, chat_id, phone, created_at, updated_at)
       VALUES ($1, 7, '998901234567', now(), now())`,
      [tenantId],
    );
    await before.query(
      `INSERT INTO orders (id, tenant_id, number, checkout_id, chat_id, state, external_code, phone,
         price_type_id, stock_id, source_id, total, currency, due_at, placed_at, updated_at)
       VALUES ($1, $2, 1, 'c', 7, 'placed', 'tg-1', '998901234567', 1, 1, 1, '1.00', 'UZS', now(), now(), now())`,
      [orderId, tenantId],
    );
    await before.query(
      `INSERT INTO updates (tenant_id, bot_id, update_id, chat_id, payload, received_at)
       VALUES ($1, 1, 1, 7, '"{}"', now())`,
      [tenantId],
    );
    await before.query(
      `INSERT INTO notices (id, tenant_id, chat_id, order_id, content, due_at, created_at)
       VALUES ($1, $2, 7, $3, '{}', now(), now())`,
      [randomUUID(), tenantId, orderId],
    );
    const [shopper] = await database.db.of(tenantId).select().from(shoppers);
    expect(shopper && phones.read(shopper)).toBe('998901234567');
    expect(await database.db.of(tenantId).select().from(orders)).toMatchObject([{ phone: '998901234567' }]);
  });

  it('sees the rows of all tenants, its own and those that this version wrote', async () => {
    const [at, other] = [new Date(), randomUUID()];
    const row = { tenantId: other, chatId: 8, createdAt: at, updatedAt: at };
    await database.db.of(other).insert(shoppers).values(row);
    const { rows } = await before.query<{ tenant_id: string }>(
      'SELECT tenant_id FROM shoppers ORDER BY chat_id',
    );
    expect(rows.map((found) => found.tenant_id)).toEqual([tenantId, other]);
    const claimed = await before.query(
      `UPDATE orders SET state = 'submitting', fence = fence + 1 WHERE tenant_id = $1 AND due_at <= now()`,
      [tenantId],
    );
    expect(claimed.rowCount).toBe(1);
  });

  it('changes a phone in plain beside the encrypted one, and the later one counts', async () => {
    await database.db.of(tenantId).update(shoppers).set(phones.columns(tenantId, '998907777777'));
    await before.query(`UPDATE shoppers SET phone = '998908888888' WHERE tenant_id = $1`, [tenantId]);
    const [shopper] = await database.db.of(tenantId).select().from(shoppers);
    expect(shopper && phones.read(shopper)).toBe('998908888888');
  });
});
