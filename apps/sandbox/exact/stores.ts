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

/** A PostgreSQL database and a Redis of a run's own; the Redis can be taken away and emptied. */
export class SharedStores {
  /** How often Redis was taken away. */
  outages = 0;
  flushes = 0;
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
    this.outages += 1;
    await this.redis.stop();
    await wait(ms);
    await this.redis.start();
  }

  async flushRedis(): Promise<void> {
    const client = new Redis(this.redis.url, { lazyConnect: true, maxRetriesPerRequest: 1 });
    try {
      await client.connect();
      await client.flushall();
      this.flushes += 1;
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
