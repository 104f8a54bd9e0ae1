import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createTestDatabase,
  startRedis,
  startServices,
  stopServices,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';

/** A PostgreSQL database and a Redis of a run's own; both can be taken away, the Redis emptied. */
export class SharedStores {
  /** How often Redis was taken away or emptied. */
  redisBlows = 0;
  /** How often PostgreSQL was taken away. */
  databaseBlows = 0;
  private readonly encryptionKey = randomBytes(32).toString('base64');

  private constructor(
    private readonly database: TestDatabase,
    private readonly redis: TestRedis,
  ) {}

  static async open(): Promise<SharedStores> {
    await startServices();
    return new SharedStores(await createTestDatabase(), await startRedis({ keepsData: false }));
  }

  get environment(): Record<string, string> {
    const { database, redis, encryptionKey } = this;
    return { DATABASE_URL: database.url, REDIS_URL: redis.url, ENCRYPTION_KEY: encryptionKey };
  }

  /** `kill -9`; it comes back empty. */
  async interruptRedis(ms: number): Promise<void> {
    this.redisBlows += 1;
    await this.redis.stop();
    await wait(ms);
    await this.redis.start();
  }

  async interruptDatabase(ms: number): Promise<void> {
    this.databaseBlows += 1;
    await this.database.shut();
    await wait(ms);
    await this.database.reopen();
  }

  async flushRedis(): Promise<void> {
    const client = new Redis(this.redis.url, { lazyConnect: true, maxRetriesPerRequest: 1 });
    try {
      await client.connect();
      await client.flushall();
      this.redisBlows += 1;
    } finally {
      client.disconnect();
    }
  }

  async close(): Promise<void> {
    await this.redis.dispose();
    await this.database.drop();
    await stopServices();
  }
}
