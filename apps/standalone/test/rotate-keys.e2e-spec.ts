import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Cipher, openDatabase, shoppers, StoredPhones, tenants, type DatabaseHandle } from '@rto/database';
import { createTestDatabase, type TestDatabase } from '../../../scripts/test-services';

const ROTATE = join(__dirname, '../../../dist/apps/standalone/src/rotate-keys.js');
const PHONE = '998901234567';
const aKey = (): string => randomBytes(32).toString('base64');

interface Outcome {
  readonly code: number;
  readonly printed: string;
}

describe('npm run keys:rotate', () => {
  const [old, fresh] = [aKey(), aKey()];
  const tenantId = randomUUID();
  let server: TestDatabase;
  let database: DatabaseHandle;

  beforeEach(async () => {
    server = await createTestDatabase();
    const logger = { error: (message: string): void => expect(message).toBe('') };
    database = await openDatabase({ databaseUrl: server.url, dataDir: '', logger });
    await seed();
  });
  afterEach(async () => {
    await database.close();
    await server.drop();
  });

  /** A shop and a visitor's phone as the old key wrote them. */
  async function seed(): Promise<void> {
    const cipher = new Cipher([Buffer.from(old, 'base64')]);
    const at = new Date();
    const times = { createdAt: at, updatedAt: at };
    await database.db
      .of(tenantId)
      .insert(tenants)
      .values({
        id: tenantId,
        name: 'Shop',
        state: 'removed',
        connectionCipher: cipher.encrypt('connection', { tenantId, column: 'tenants.connection' }),
        connectionHash: cipher.hash('connection', 'tenants.connection'),
        ...times,
      });
    await database.db
      .of(tenantId)
      .insert(shoppers)
      .values({
        tenantId,
        chatId: 7,
        ...new StoredPhones(cipher, 'shoppers').columns(tenantId, PHONE),
        ...times,
      });
  }

  function rotate(keys: string): Promise<Outcome> {
    const env = { DATABASE_URL: server.url, ENCRYPTION_KEY: keys };
    return new Promise((resolve) =>
      execFile(process.execPath, [ROTATE], { env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
      ),
    );
  }

  it('prints a line for each column, and that the old key is needed no more', async () => {
    const first = await rotate(`${fresh},${old}`);
    expect(first.code).toBe(0);
    expect(first.printed).toContain('tenants.connection_cipher: 1 renewed');
    expect(first.printed).toContain('shoppers.phone_cipher: 1 renewed');
    expect(first.printed).toContain('orders.phone_cipher: 0 renewed');
    expect(first.printed).toContain('no row needs the old key any more');
    expect(first.printed).not.toContain(PHONE);

    const withoutOld = await rotate(fresh);
    expect(withoutOld.code).toBe(0);
    expect(withoutOld.printed).not.toMatch(/: [1-9]\d* renewed/);
  }, 60_000);

  it('ends with 1 and the reason when a value can be read with no key', async () => {
    const { code, printed } = await rotate(fresh);
    expect(code).toBe(1);
    expect(printed).toMatch(
      /tenants\.connection was encrypted with key [0-9a-f]{8}, which ENCRYPTION_KEY does/,
    );
    expect(printed).not.toContain('no row needs the old key any more');
  }, 60_000);
});
