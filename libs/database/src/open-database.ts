import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { RetryableError, errorMessage } from '@rto/kernel';
import { Pool, type PoolConfig } from 'pg';
import { DatabaseHandle, type Database } from './database';
import { EmbeddedScopes, PostgresScopes } from './database-scopes';
import { EmbeddedListening } from './embedded/embedded-listening';
import { watchForPanic } from './embedded/embedded-panic';
import { EmbeddedPool } from './embedded/embedded-pool';
import { FolderLock } from './embedded/folder-lock';
import type { ChannelEvents, Listening } from './listening';
import { migrateDatabase, migrateEmbeddedDatabase } from './migrations';
import { PostgresListening } from './postgres/postgres-listening';
import { makePrivate } from './embedded/private-folder';
import { QUEUE_SCHEMA, type QueuePool } from './queue-pool';
import * as schema from './schema/schema';
import { ScopedPool } from './postgres/scoped-pool';

interface DatabaseOptions {
  /** PostgreSQL; undefined: PGlite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly logger: { error(message: string): void };
  /** The embedded database cannot go on, and not be opened again in this process: it is to end at once. */
  readonly onPanic?: (error: Error) => void;
}

/** A dead database is an answer within two seconds, not a queue of waiting people (docs/reliability.md 2). */
const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than any statement of ours takes, shorter than a lease on an order. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** Heard from this side when the server is gone without a word. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2_000;
/** What is restarted at once after a kill finds the process before it still ending. */
const DYING_HOLDER_MS = 10_000;
const POOL_SIZE = 10;
/** Sweeps and operators; apart, so that they neither wait for people nor change the scope of their connections. */
const ACROSS_POOL_SIZE = 5;
const APPLICATION = 'regos-telegram-orders';
const UNPROTECTED =
  'DATABASE_URL: its user bypasses row level security and may not create a role without that: the rows of one shop are kept from another by the queries alone. Use a user without SUPERUSER and BYPASSRLS';
/** PGlite writes all of its 128 MB of buffers at the start; a small shop fits into these (docs/benchmarks.md). */
const EMBEDDED_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/**
 * Opens the database and brings its tables up to date.
 * @throws FolderInUseError when another process has the embedded database
 */
export function openDatabase(options: DatabaseOptions): Promise<DatabaseHandle> {
  return options.databaseUrl === undefined
    ? EmbeddedDatabase.open(options)
    : PostgresDatabase.open(options.databaseUrl, options.logger);
}

/** @throws RetryableError */
async function ping(db: Database): Promise<void> {
  try {
    await db.acrossTenants.execute(sql`SELECT 1`);
  } catch (error) {
    throw new RetryableError('the database does not answer', { cause: error });
  }
}

class PostgresDatabase extends DatabaseHandle {
  readonly kind = 'postgres';

  private constructor(
    readonly db: Database,
    readonly pool: QueuePool,
    private readonly pools: readonly Pool[],
    private readonly databaseUrl: string,
  ) {
    super();
  }

  static async open(databaseUrl: string, logger: DatabaseOptions['logger']): Promise<PostgresDatabase> {
    const { role, isBypassed } = await migrateDatabase(databaseUrl, CONNECT_TIMEOUT_MS);
    if (isBypassed) logger.error(UNPROTECTED);
    const open = (use: string, config: PoolConfig = {}): Pool =>
      createPool(
        { connectionString: databaseUrl, application_name: `${APPLICATION} ${use}`, ...config },
        logger,
      );
    const tenants = open('tenants');
    const across = open('across', { max: ACROSS_POOL_SIZE });
    // BullMQ's statements name no schema, and each worker keeps a connection for LISTEN: a pool apart.
    const queue = open('queue', { options: `-c search_path=${QUEUE_SCHEMA}`, keepAlive: true });
    const db = new PostgresScopes(new ScopedPool(tenants, role), new ScopedPool(across, role));
    return new PostgresDatabase(db, queue, [tenants, across, queue], databaseUrl);
  }

  ping(): Promise<void> {
    return ping(this.db);
  }

  listen(channel: string, events: ChannelEvents): Listening {
    const config = {
      connectionString: this.databaseUrl,
      application_name: 'regos-telegram-orders changes',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    };
    return new PostgresListening(config, channel, events);
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
  }
}

function createPool(config: PoolConfig, logger: DatabaseOptions['logger']): Pool {
  const pool = new Pool({
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: ANSWER_TIMEOUT_MS,
    ...config,
  });
  pool.setMaxListeners(0); // BullMQ adds an error listener for each queue and worker
  // An idle connection that breaks would end the process without a listener; the pool replaces it by itself.
  // While it closes it does not wait for the server's last word, which is then no news.
  pool.on('error', (error) => {
    if (!pool.ending) logger.error(`database connection lost: ${errorMessage(error)}`);
  });
  return pool;
}

class EmbeddedDatabase extends DatabaseHandle {
  readonly kind = 'embedded';

  private constructor(
    readonly db: Database,
    readonly pool: QueuePool,
    private readonly pglite: PGlite,
    private readonly lock: FolderLock,
  ) {
    super();
  }

  static async open({ dataDir, onPanic }: DatabaseOptions): Promise<EmbeddedDatabase> {
    await makePrivate(dataDir);
    const lock = await FolderLock.acquireWithin(join(dataDir, 'pgdata.lock'), DYING_HOLDER_MS);
    try {
      const pglite = await PGlite.create(join(dataDir, 'pgdata'), { startParams: EMBEDDED_PARAMS });
      if (onPanic) watchForPanic(pglite, onPanic);
      // There is one session for Drizzle and BullMQ, so both schemas are searched, ours first.
      await pglite.exec(`SET search_path TO public, ${QUEUE_SCHEMA}`);
      const db = drizzle(pglite, { schema });
      await migrateEmbeddedDatabase(db);
      return new EmbeddedDatabase(new EmbeddedScopes(db), new EmbeddedPool(pglite), pglite, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  ping(): Promise<void> {
    return ping(this.db);
  }

  listen(channel: string, events: ChannelEvents): Listening {
    return new EmbeddedListening(this.pglite, channel, events);
  }

  async close(): Promise<void> {
    await this.pglite.close();
    this.lock.release();
  }
}
