import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { PgDatabase, type PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ChannelEvents, Listening } from './listening';
import type { QueuePool } from './queue-pool';
import type * as schema from './schema/schema';

/** What both drivers return from `execute`; everything else about their results differs. */
interface Rows<Row> {
  rows: Row[];
}

interface RowsOfEitherDriver extends PgQueryResultHKT {
  type: Rows<this['row']>;
}

/**
 * Drizzle on PostgreSQL or PGlite, so that a repository is written once, for the rows of one scope. A transaction
 * is one too: a function that takes a `ScopedDatabase` works inside and outside of one.
 */
export abstract class ScopedDatabase extends PgDatabase<
  RowsOfEitherDriver,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
> {}

/**
 * The way to the tables: no statement without saying whose rows it may see. Injected as this class.
 *
 * In PostgreSQL row level security enforces it, as a second wall behind each query's own WHERE (ADR 17). In the
 * embedded database both members are the same handle: it has one session and one process, and nobody else's.
 */
export abstract class Database {
  /**
   * Sees and writes one tenant's rows, and no system table.
   * @throws TypeError when it is no tenant's id
   */
  abstract of(tenantId: string): ScopedDatabase;

  /**
   * Sees all rows and the system tables: for sweeps, for what an operator looks at, and to find the tenant of a
   * call that names none.
   */
  abstract readonly acrossTenants: ScopedDatabase;
}

export type Transaction = Parameters<Parameters<ScopedDatabase['transaction']>[0]>[0];

/**
 * Writes down a change in the transaction that makes it, so that both are committed or neither is.
 * @param id of what was changed
 */
export type AlongInTransaction = (tx: Transaction, id: string) => Promise<void>;

/** An open database. Its opener closes it, after everything that queries it has stopped. */
export abstract class DatabaseHandle {
  /** `embedded`: PGlite inside this process. */
  abstract readonly kind: 'postgres' | 'embedded';
  abstract readonly db: Database;
  /** For BullMQ when there is no Redis; its tables live in a schema of their own. */
  abstract readonly pool: QueuePool;

  /** @throws RetryableError within about two seconds when the database does not answer */
  abstract ping(): Promise<void>;

  /** Hears what is said on a channel by NOTIFY, on a connection of its own; the caller closes it. */
  abstract listen(channel: string, events: ChannelEvents): Listening;

  abstract close(): Promise<void>;
}
