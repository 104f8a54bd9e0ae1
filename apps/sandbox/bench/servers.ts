import { randomBytes } from 'node:crypto';
import { Cipher } from '@rto/database';
import { Client } from 'pg';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';

/** A database and a Redis of a scenario's own. */
export class Servers {
  private readonly encryptionKey = randomBytes(32).toString('base64');

  private constructor(
    private readonly database: TestDatabase,
    private readonly redis: TestRedis,
  ) {}

  static async open(): Promise<Servers> {
    const database = await createTestDatabase();
    return new Servers(database, await startRedis({ keepsData: false }));
  }

  /** What the service encrypts with. */
  get cipher(): Cipher {
    return new Cipher([Buffer.from(this.encryptionKey, 'base64')]);
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get redisUrl(): string {
    return this.redis.url;
  }

  /** Runs a statement with the rights of the database's owner, past the service. */
  async query<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(statement, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Loses everything that Redis holds: caches, carts, dialogs, jobs. */
  async emptyRedis(): Promise<void> {
    await this.redis.stop();
    await this.redis.start();
  }

  /** What the service is told of them; other addresses when something stands between. */
  environment(databaseUrl = this.databaseUrl, redisUrl = this.redisUrl): Record<string, string> {
    return { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ENCRYPTION_KEY: this.encryptionKey };
  }

  async close(): Promise<void> {
    await this.database.drop();
    await this.redis.dispose();
  }
}
