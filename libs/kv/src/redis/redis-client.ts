import { PermanentError } from '@rto/kernel';
import { Redis } from 'ioredis';

/** A command that takes longer is given up: people wait for at most this long when Redis hangs. */
const COMMAND_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** `disconnect()` without a connection keeps the process alive for this long (default: 2 s). */
const DISCONNECT_TIMEOUT_MS = 200;
/** The default back-off grows without need: an outage of a minute then lasts 8 s longer (docs/hosts.md 4). */
const MAX_RECONNECT_DELAY_MS = 1_000;

/**
 * A client that fails fast and repeats nothing: a command cut off by the connection's end is rejected at once
 * and never resent (`maxRetriesPerRequest: 0`), because a resent compare-and-set whose first answer was lost
 * finds its own value and would be applied twice.
 *
 * The caller ends it with `quit()` or `disconnect()`.
 * @param url `redis://[user:password@]host:port[/database]`, or `rediss://` for TLS
 */
export function createRedisClient(url: string): Redis {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableAutoPipelining: true, // what many chats ask at one moment leaves in one write
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  });
  // Every command rejects with its own error and the store logs the outage once; without a listener ioredis
  // would print each failed reconnection.
  client.on('error', () => undefined);
  return client;
}

/** Resolves when the connection is ready, has failed, or a command's time-out has passed. */
export function firstContact(client: Redis): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      client.off('ready', done);
      client.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, COMMAND_TIMEOUT_MS);
    client.on('ready', done);
    client.on('close', done);
  });
}

/**
 * A Redis that evicts keys when full drops jobs and carts silently (docs/hosts.md 4).
 * @throws PermanentError for any `maxmemory-policy` but `noeviction`
 * @throws ioredis's own error when Redis does not answer
 */
export async function assertNoEviction(client: Redis): Promise<void> {
  await firstContact(client);
  // INFO rather than CONFIG GET, which hosted Redis services forbid
  const policy = infoField(await client.info('memory'), 'maxmemory_policy');
  if (policy === 'noeviction') return;
  throw new PermanentError(
    `Redis evicts keys when it is full (maxmemory-policy ${policy ?? 'unknown'}); set it to noeviction`,
  );
}

/** One field of an INFO answer. */
export function infoField(info: string, name: string): string | undefined {
  const line = info.split('\r\n').find((candidate) => candidate.startsWith(`${name}:`));
  return line?.slice(name.length + 1);
}
