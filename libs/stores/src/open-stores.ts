import type { Config } from '@rto/config';
import { DatabaseKeyValueJournal, openDatabase, type DatabaseHandle } from '@rto/database';
import type { Clock } from '@rto/kernel';
import {
  assertNoEviction,
  createRedisClient,
  FailoverKeyValueStore,
  MemoryKeyValueStore,
  type KeyValueStore,
} from '@rto/kv';

/** Carts and dialogs survive a restart also without Redis; caches need not. */
const DURABLE_KEY = /^t:[^:]+:(?:cart|dialog):/;

export interface StoreLogger {
  log(message: string, fields: object): void;
  warn(message: string, fields: object): void;
  error(message: string): void;
}

/** What the process keeps data in; whoever opened it closes it, after the application. */
export interface Stores {
  readonly database: DatabaseHandle;
  readonly keyValues: KeyValueStore;
  /** Undefined without Redis. */
  readonly redis: { ping(): Promise<void> } | undefined;
  close(): Promise<void>;
}

/**
 * Opens the database, and Redis or the process's memory (PRODUCT section 2, "Stores").
 * @throws FolderInUseError, or PermanentError for a Redis that evicts keys
 */
export async function openStores(config: Config, clock: Clock, logger: StoreLogger): Promise<Stores> {
  const { databaseUrl, dataDir, redisUrl } = config;
  const database = await openDatabase({ databaseUrl, dataDir, logger });
  try {
    return await (redisUrl === undefined
      ? withMemory(database, clock)
      : withRedis(redisUrl, database, clock, logger));
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function withMemory(database: DatabaseHandle, clock: Clock): Promise<Stores> {
  const keyValues = new MemoryKeyValueStore(clock, {
    durability: {
      journal: new DatabaseKeyValueJournal(database.db, clock),
      isDurable: (key) => DURABLE_KEY.test(key),
    },
  });
  await keyValues.open();
  return { database, keyValues, redis: undefined, close: () => database.close() };
}

async function withRedis(
  url: string,
  database: DatabaseHandle,
  clock: Clock,
  logger: StoreLogger,
): Promise<Stores> {
  const client = createRedisClient(url);
  const keyValues = new FailoverKeyValueStore(client, clock, {
    info: (message, fields) => logger.log(message, fields),
    warn: (message, fields) => logger.warn(message, fields),
  });
  const close = async (): Promise<void> => {
    await keyValues.close();
    client.disconnect();
  };
  try {
    await keyValues.open();
    if (!keyValues.degraded) await assertNoEviction(client);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    database,
    keyValues,
    redis: {
      ping: async () => {
        await client.ping();
      },
    },
    close: async () => {
      await close();
      await database.close();
    },
  };
}
