import type { Config } from '@rto/config';
import {
  assertReadable,
  Cipher,
  DatabaseDurableEntries,
  FolderInUseError,
  ForgottenPeople,
  openDatabase,
  processes,
  type DatabaseHandle,
  isDatabaseAway,
} from '@rto/database';
import { errorMessage, PermanentError, type Clock } from '@rto/kernel';
import {
  assertNoEviction,
  createRedisClient,
  FailoverKeyValueStore,
  FailoverRateBuckets,
  MemoryKeyValueStore,
  MemoryRateBuckets,
  type KeyTest,
  type KeyValueLogger,
  type KeyValueStore,
  type RateBuckets,
} from '@rto/kv';
import { sql } from 'drizzle-orm';

/** Carts and dialogs survive a restart also without Redis; most caches need not. */
const DURABLE_KEY = /^t:[^:]+:(?:cart|dialog):/;
const PERSON_KEY = /^t:([^:]+):(?:cart|dialog):([^:]+)$/;
/** Catalogues do, since some take minutes to be read; who reads one, and how far, goes with the process. */
const CATALOG_KEY = /^t:[^:]+:catalog:(?![^:]+:(?:reading|draft))/;

interface StoreLogger {
  log(message: string, fields: object): void;
  warn(message: string, fields: object): void;
  error(message: string): void;
}

const UNUSABLE = 'DATABASE_URL: the database cannot be used';

/** What the process keeps data in. Its opener closes it, after the application. */
export interface Stores {
  readonly database: DatabaseHandle;
  readonly keyValues: KeyValueStore;
  /** Turns at REGOS and for work on its calls. */
  readonly rateBuckets: RateBuckets;
  /** Undefined without Redis. */
  readonly redis: { examine(): Promise<void>; dropForgotten(): Promise<void> } | undefined;
  close(): Promise<void>;
}

/**
 * Opens the database, and Redis or the process's memory (docs/product.md 2, "Stores").
 * @throws PermanentError one line for the operator: a folder in use, no database, a Redis that evicts keys
 */
export async function openStores(config: Config, clock: Clock, logger: StoreLogger): Promise<Stores> {
  const { redisUrl } = config;
  const database = await reachDatabase(config, logger);
  try {
    await assertReadable(database.db, new Cipher(config.encryptionKeys));
    return await (redisUrl === undefined
      ? withMemory(database, clock)
      : withRedis(redisUrl, database, new Cipher(config.encryptionKeys), clock, logger));
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Opens the database alone, and so brings it up to date.
 * @throws PermanentError one line for the operator
 */
export async function reachDatabase(
  { databaseUrl, dataDir }: Config,
  logger: Pick<StoreLogger, 'error'>,
): Promise<DatabaseHandle> {
  try {
    const onPanic = (error: Error): void => endAfterPanic(dataDir, logger, error);
    return await openDatabase({ databaseUrl, dataDir, logger, onPanic });
  } catch (error) {
    if (error instanceof FolderInUseError) throw new PermanentError(error.message, { cause: error });
    const what =
      databaseUrl === undefined
        ? `DATA_DIR: the embedded database in ${dataDir} cannot be opened (is the disk full?)`
        : UNUSABLE;
    throw new PermanentError(`${what}: ${reasonOf(error)}`, { cause: error });
  }
}

/** At once: whatever this process goes on with would be kept nowhere. Who runs it starts it again. */
function endAfterPanic(dataDir: string, logger: Pick<StoreLogger, 'error'>, error: Error): void {
  logger.error(
    `DATA_DIR: the embedded database in ${dataDir} cannot be written (is the disk full?), the process ends: ${errorMessage(error)}`,
  );
  process.exit(1);
}

/** One line for the operator when PostgreSQL went away while the service was starting; undefined for anything else. */
export function databaseLost(error: unknown): string | undefined {
  return isDatabaseAway(error) ? `${UNUSABLE}: ${reasonOf(error)}` : undefined;
}

/** What went wrong at the bottom: drivers wrap it, and a name with several addresses fails once for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause);
  return errorMessage(error);
}

async function withMemory(database: DatabaseHandle, clock: Clock): Promise<Stores> {
  const keyValues = new MemoryKeyValueStore(clock, {
    durability: {
      entries: new DatabaseDurableEntries(database.db.acrossTenants, clock),
      isDurable: (key) => DURABLE_KEY.test(key) || CATALOG_KEY.test(key),
      isReplaceable: (key) => CATALOG_KEY.test(key),
    },
  });
  await keyValues.open();
  const rateBuckets = new MemoryRateBuckets();
  return { database, keyValues, rateBuckets, redis: undefined, close: () => database.close() };
}

async function withRedis(
  url: string,
  database: DatabaseHandle,
  cipher: Cipher,
  clock: Clock,
  logger: StoreLogger,
): Promise<Stores> {
  const client = createRedisClient(url);
  const kvLogger: KeyValueLogger = {
    info: (message, fields) => logger.log(message, fields),
    warn: (message, fields) => logger.warn(message, fields),
  };
  const people = new ForgottenPeople(database.db, cipher);
  const forgotten = () => keysOfForgotten(people);
  const keyValues = new FailoverKeyValueStore(client, clock, kvLogger, { forgotten });
  const count = (): Promise<number> => countProcesses(database);
  const rateBuckets = new FailoverRateBuckets(client, count, kvLogger);
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
    rateBuckets,
    redis: {
      examine: async () => {
        await keyValues.examine();
        await rateBuckets.examine();
      },
      dropForgotten: () => keyValues.dropForgotten(),
    },
    close: async () => {
      await close();
      await database.close();
    },
  };
}

async function keysOfForgotten(people: ForgottenPeople): Promise<KeyTest | undefined> {
  const isForgotten = await people.news();
  return (
    isForgotten &&
    ((key) => {
      const [, tenantId, chatId] = PERSON_KEY.exec(key) ?? [];
      return tenantId !== undefined && chatId !== undefined && isForgotten(tenantId, chatId);
    })
  );
}

/** How many processes run, so that each can take its part while they cannot share. */
async function countProcesses({ db }: DatabaseHandle): Promise<number> {
  return db.acrossTenants.$count(processes, sql`lease_until > now()`);
}
