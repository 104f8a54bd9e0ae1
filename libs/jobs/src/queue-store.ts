import { setTimeout as delay } from 'node:timers/promises';
import {
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  type BackendFactory,
  type IQueueBackend,
} from 'bullmq';
import { QUEUE_SCHEMA, type QueuePool } from '@rto/database';
import { within } from '@rto/kernel';
import type { OutageLog } from './outage-log';

/** Where the jobs of one app are kept, and what its queues and workers share. */
export type QueueStore = {
  readonly outages: OutageLog;
  /** How long a worker may finish its jobs when it is closed. */
  readonly closeTimeoutMs: number;
} & ({ readonly redisUrl: string } | { readonly pool: QueuePool });

/** After an outage jobs run again within about this time. */
const LONGEST_RECONNECT_WAIT_MS = 2_000;
const RECONNECT_STEP_MS = 200;
/** A producer has a person waiting. */
export const PRODUCER_TIMEOUT_MS = 2_000;

const retryStrategy = (times: number): number =>
  Math.min(times * RECONNECT_STEP_MS, LONGEST_RECONNECT_WAIT_MS);

/** Fails fast: the work is a row in the database, and the sweep finds it (docs/reliability.md rule 3). */
const PRODUCER_REDIS = {
  retryStrategy,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: PRODUCER_TIMEOUT_MS,
};
/** Waits: a blocking fetch has no time-out, and there is nothing else to do. */
const WORKER_REDIS = { retryStrategy, maxRetriesPerRequest: null };

/**
 * The store decides the back end, so one process may hold queues on both, as the tests do; BullMQ's own switch
 * (`setDefaultBackendFactory`) is one for the whole process.
 */
export const createQueueBackend: BackendFactory<IQueueBackend, QueueStore> = (name, options, role) => {
  const store = options.connection;
  if ('pool' in store) return createPostgresBackend(name, { ...options, connection: store.pool }, role);
  const policy = role?.withBlockingConnection ? WORKER_REDIS : PRODUCER_REDIS;
  return createRedisBackend(name, { ...options, connection: { url: store.redisUrl, ...policy } }, role);
};

/** Brings BullMQ's own tables up to date; it takes a lock for that itself. */
export async function migrateQueue(pool: QueuePool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
}

/** Enough to close sockets; no longer, since what is cut may not answer at all. */
const CUT_TIMEOUT_MS = 500;

/**
 * Closes gracefully within `ms`, and cuts the connections when that fails or takes longer.
 * @returns whether it closed gracefully
 */
export async function closeOrCut(
  ms: number,
  closing: Promise<void>,
  backend: IQueueBackend,
): Promise<boolean> {
  try {
    await within(ms, closing, () => new Error('time is up'));
    return true;
  } catch {
    // A forced close ends a connection that never came up, `disconnect` one that was lost; each of them
    // waits without end in the other case.
    const cut = Promise.allSettled([backend.close(true), backend.disconnect()]);
    await Promise.race([cut, delay(CUT_TIMEOUT_MS, undefined, { ref: false })]);
    return false;
  }
}
