import { type Clock, later, RetryableError } from '@rto/kernel';
import type { ChainableCommander, Redis } from 'ioredis';
import type { JsonChange, StoredEntry } from '../stored-entry';
import { infoField } from './redis-client';

/** Redis did not answer, or cannot take the command now: full, loading, read-only. */
export class KeyValueUnavailableError extends RetryableError {
  override readonly name: string = 'KeyValueUnavailableError';
}

/** A key and what it shall hold; undefined deletes it. */
type RedisWrite = readonly [key: string, entry: StoredEntry | undefined];

type CompareAndSetReply = [stored: number, json?: string, ttlMs?: number];
type CompareAndSetOutcome = { stored: true } | { stored: false; current: StoredEntry | undefined };

/** A key that means nothing, written to see whether Redis takes writes. */
const PROBE_KEY = 'probe:writes';

/** An empty string stands for "absent": no JSON text is empty. */
const COMPARE_AND_SET = `
local current = redis.call('GET', KEYS[1])
if (current or '') ~= ARGV[1] then
  if current then return {0, current, redis.call('PTTL', KEYS[1])} end
  return {0}
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return {1}`;

/** A bug of ours, not a state of Redis: another type under our key, a wrong command. */
const OUR_FAULT = /^(WRONGTYPE|ERR) /;

/** Entries in Redis, read together with the time they have left. Every method throws KeyValueUnavailableError. */
export class RedisEntries {
  constructor(
    private readonly client: Redis,
    private readonly clock: Clock,
  ) {}

  async get(key: string): Promise<StoredEntry | undefined> {
    const [json, ttlMs] = await askRedis(() => Promise.all([this.client.get(key), this.client.pttl(key)]));
    return json === null ? undefined : this.entry(json, ttlMs);
  }

  async set(key: string, json: string, ttlMs: number): Promise<void> {
    await askRedis(() => this.client.set(key, json, 'PX', ttlMs));
  }

  /** @returns the entry that was there already; undefined when `json` was stored */
  async add(key: string, json: string, ttlMs: number): Promise<StoredEntry | undefined> {
    const outcome = await this.compareAndSet(key, undefined, json, ttlMs);
    return outcome.stored ? undefined : outcome.current;
  }

  async delete(key: string): Promise<void> {
    await askRedis(() => this.client.del(key));
  }

  /**
   * A conflict means that another update succeeded, so the loop needs no limit.
   * @param onRead told of every value that `change` is about to see
   * @returns the JSON text stored afterwards
   */
  async update(
    key: string,
    ttlMs: number,
    change: JsonChange,
    onRead: (current: StoredEntry | undefined) => void = () => undefined,
  ): Promise<string | undefined> {
    let current = await this.get(key);
    for (;;) {
      onRead(current);
      const next = change(current?.json);
      const outcome = await this.compareAndSet(key, current?.json, next, ttlMs);
      if (outcome.stored) return next;
      current = outcome.current;
    }
  }

  /** Many writes in one round trip. An entry that has expired deletes its key. */
  async write(writes: readonly RedisWrite[]): Promise<void> {
    const pipeline = this.client.pipeline();
    for (const [key, entry] of writes) {
      const ttlMs = entry ? this.remainingMs(entry) : 0;
      if (entry && ttlMs > 0) pipeline.set(key, entry.json, 'PX', ttlMs);
      else pipeline.del(key);
    }
    await this.execute(pipeline);
  }

  /** Stores those entries whose keys Redis does not have. */
  async addMissing(entries: readonly (readonly [key: string, entry: StoredEntry])[]): Promise<void> {
    const pipeline = this.client.pipeline();
    for (const [key, entry] of entries) {
      const ttlMs = this.remainingMs(entry);
      if (ttlMs > 0) pipeline.set(key, entry.json, 'PX', ttlMs, 'NX');
    }
    await this.execute(pipeline);
  }

  /** Changes with every start of the server and with a fail-over: the data may then be older or gone. */
  async runId(): Promise<string | undefined> {
    return infoField(await askRedis(() => this.client.info('server')), 'run_id');
  }

  /** Writes: a Redis that is full, or a replica, answers every PING and takes nothing. */
  async probe(): Promise<void> {
    await askRedis(() => this.client.set(PROBE_KEY, '', 'PX', 1));
  }

  private async compareAndSet(
    key: string,
    expected: string | undefined,
    next: string | undefined,
    ttlMs: number,
  ): Promise<CompareAndSetOutcome> {
    const reply = await askRedis(() =>
      this.client.eval(COMPARE_AND_SET, 1, key, expected ?? '', next ?? '', ttlMs),
    );
    const [stored, json, currentTtlMs] = reply as CompareAndSetReply;
    if (stored === 1) return { stored: true };
    return { stored: false, current: json === undefined ? undefined : this.entry(json, currentTtlMs ?? 0) };
  }

  private async execute(pipeline: ChainableCommander): Promise<void> {
    await askRedis(async () => {
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    });
  }

  private remainingMs(entry: StoredEntry): number {
    return entry.expiresAt.getTime() - this.clock.now().getTime();
  }

  private entry(json: string, ttlMs: number): StoredEntry {
    return { json, expiresAt: later(this.clock.now(), ttlMs) };
  }
}

/** @throws KeyValueUnavailableError for whatever is not a mistake of ours */
export async function askRedis<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError' && OUR_FAULT.test(error.message)) throw error;
    throw new KeyValueUnavailableError('Redis does not answer', { cause: error });
  }
}
