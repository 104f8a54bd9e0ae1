import { type Clock, errorMessage } from '@rto/kernel';
import type { Redis } from 'ioredis';
import type { KeyValueLogger } from '../key-value-logger';
import { KeyValueStore } from '../key-value-store';
import { DEFAULT_MAX_ENTRIES, MemoryEntries } from '../memory/memory-entries';
import { firstContact } from '../redis/redis-client';
import { KeyValueUnavailableError, RedisEntries } from '../redis/redis-entries';
import { fromJson, jsonChange, type StoredEntry, toJson, toTtlMs } from '../stored-entry';
import { HandBack } from './hand-back';
import { KeyQueue } from './key-queue';
import { PendingChanges } from './pending-changes';

const PROBE_INTERVAL_MS = 1_000;
/** The turn of those who drop keys; no key of a tenant. */
const DROPPING = 'dropping';

/** Tells whether this process may no longer know a key. */
export type KeyTest = (key: string) => boolean;

export interface FailoverOptions {
  readonly maxEntries?: number;
  /** What is to be dropped since it was asked last, by whichever process; without an answer nothing is handed back. */
  readonly forgotten?: () => Promise<KeyTest | undefined>;
}

/**
 * Redis while it answers, else this process's memory, without an error for the caller.
 *
 * The memory mirrors everything this process read or wrote. The first failed command, or the end of the
 * connection, switches to it; what changes there is handed back before Redis is used again. Calls for one key
 * run one after another: only so is the mirror never older than what Redis told this process last.
 *
 * Without Redis, processes do not see each other's changes; of two values that two processes set for one key,
 * the one handed back last stays.
 */
export class FailoverKeyValueStore extends KeyValueStore {
  private readonly redis: RedisEntries;
  private readonly memory: MemoryEntries;
  private readonly pending: PendingChanges;
  private readonly handBack: HandBack;
  private readonly queue = new KeyQueue();
  private readonly forgotten: () => Promise<KeyTest | undefined>;
  /** Until `open()` has met Redis the memory answers. */
  private onMemory = true;
  private runId: string | undefined;
  private returning: Promise<void> | undefined;
  private probe: NodeJS.Timeout | undefined;

  /** @param client from `createRedisClient`; it stays the caller's to end, after `close()` */
  constructor(
    private readonly client: Redis,
    clock: Clock,
    private readonly logger: KeyValueLogger,
    { maxEntries = DEFAULT_MAX_ENTRIES, forgotten = async () => undefined }: FailoverOptions = {},
  ) {
    super();
    this.forgotten = forgotten;
    this.redis = new RedisEntries(client, clock);
    this.memory = new MemoryEntries(clock, maxEntries);
    this.pending = new PendingChanges(maxEntries);
    this.handBack = new HandBack(this.redis, this.memory, this.pending, logger);
  }

  /** Whether the memory stands in for Redis. */
  get degraded(): boolean {
    return this.onMemory;
  }

  /**
   * Finds out by a write whether Redis serves; that it answers says little.
   * @throws KeyValueUnavailableError while the memory stands in, from now on too
   */
  async examine(): Promise<void> {
    try {
      if (!this.onMemory) await this.redis.probe();
    } catch (error) {
      if (!(error instanceof KeyValueUnavailableError)) throw error;
      this.switchToMemory(errorMessage(error.cause));
    }
    if (this.onMemory) throw new KeyValueUnavailableError('process memory stands in for Redis');
  }

  /** Resolves within about a second, also without Redis. */
  async open(): Promise<void> {
    this.client.on('close', this.onConnectionLost);
    this.client.on('ready', this.onConnectionReady);
    await firstContact(this.client);
    await this.tryToReturn();
    if (this.onMemory) this.logger.warn('Redis does not answer, starting on process memory', {});
    this.probe = setInterval(() => void this.tryToReturn(), PROBE_INTERVAL_MS).unref();
  }

  /** Tries once more to hand back what is left, then leaves the client alone. */
  async close(): Promise<void> {
    clearInterval(this.probe);
    this.client.off('ready', this.onConnectionReady);
    this.client.off('close', this.onConnectionLost);
    await this.tryToReturn();
    if (this.pending.size > 0) {
      this.logger.warn('changes made without Redis are lost', { keys: this.pending.size });
    }
  }

  /**
   * Takes out of this process's memory, and out of what it is to hand back, the keys that are forgotten. In Redis they
   * are deleted by whoever forgot them; what is being handed back just then is deleted here.
   */
  dropForgotten(): Promise<void> {
    // one after another: what one has learned the next one does not hear again, and must find dropped
    return this.queue.take(DROPPING, async () => {
      const isForgotten = await this.forgotten();
      if (!isForgotten) return;
      const keys = new Set([...this.memory.keys(), ...this.pending.keys()]);
      for (const key of keys) if (isForgotten(key)) await this.drop(key);
    });
  }

  get<T>(key: string): Promise<T | undefined> {
    return this.answer(
      key,
      async () => {
        const entry = await this.redis.get(key);
        this.mirror(key, entry);
        return fromJson<T>(entry?.json);
      },
      () => fromJson<T>(this.memory.get(key)?.json),
    );
  }

  async set(key: string, value: unknown, ttlSec: number): Promise<void> {
    const json = toJson(value);
    const ttlMs = toTtlMs(ttlSec);
    await this.answer(
      key,
      async () => {
        await this.redis.set(key, json, ttlMs);
        this.memory.set(key, json, ttlMs);
      },
      () => {
        this.pending.rewritten(key, this.memory.set(key, json, ttlMs));
      },
    );
  }

  async add(key: string, value: unknown, ttlSec: number): Promise<boolean> {
    const json = toJson(value);
    const ttlMs = toTtlMs(ttlSec);
    return this.answer(
      key,
      async () => {
        const taken = await this.redis.add(key, json, ttlMs);
        if (taken) this.mirror(key, taken);
        else this.memory.set(key, json, ttlMs);
        return taken === undefined;
      },
      () => {
        const added = this.memory.add(key, json, ttlMs);
        if (added) this.pending.rewritten(key, added);
        return added !== undefined;
      },
    );
  }

  async delete(key: string): Promise<void> {
    await this.answer(
      key,
      async () => {
        await this.redis.delete(key);
        this.memory.delete(key);
      },
      () => {
        this.memory.delete(key);
        this.pending.rewritten(key, undefined);
      },
    );
  }

  async update<T>(
    key: string,
    ttlSec: number,
    change: (current: T | undefined) => T | undefined,
  ): Promise<T | undefined> {
    const step = jsonChange(change);
    const ttlMs = toTtlMs(ttlSec);
    const json = await this.answer(
      key,
      async () => {
        const stored = await this.redis.update(key, ttlMs, step, (current) => this.mirror(key, current));
        if (stored === undefined) this.memory.delete(key);
        else this.memory.set(key, stored, ttlMs);
        return stored;
      },
      () => {
        const known = this.memory.get(key) !== undefined;
        const stored = this.memory.update(key, ttlMs, step);
        this.pending.updated(key, stored, step, ttlMs, known);
        return stored?.json;
      },
    );
    return fromJson<T>(json);
  }

  /** `fromMemory` is synchronous: no change can slip in between the end of a hand-back and the return to Redis. */
  private answer<T>(key: string, fromRedis: () => Promise<T>, fromMemory: () => T): Promise<T> {
    return this.queue.take(key, async () => {
      if (!this.onMemory) {
        try {
          return await fromRedis();
        } catch (error) {
          if (!(error instanceof KeyValueUnavailableError)) throw error;
          this.switchToMemory(errorMessage(error.cause));
        }
      }
      this.recall(key);
      return fromMemory();
    });
  }

  /** The mirror may have dropped, for want of room, what is still pending. */
  private recall(key: string): void {
    const entry = this.pending.get(key)?.entry;
    if (entry && !this.memory.get(key)) this.memory.put(key, entry);
  }

  private mirror(key: string, entry: StoredEntry | undefined): void {
    if (entry) this.memory.put(key, entry);
    else this.memory.delete(key);
  }

  /** After the work on the key that is under way, which would put it back. */
  private drop(key: string): Promise<void> {
    return this.queue.take(key, async () => {
      this.memory.delete(key);
      if (this.returning) this.pending.rewritten(key, undefined);
      else this.pending.drop(key);
    });
  }

  private readonly onConnectionLost = (): void => this.switchToMemory('connection closed');

  /** A new connection may lead to a Redis that was restarted meanwhile: it is examined before it is used. */
  private readonly onConnectionReady = (): void => {
    this.onMemory = true;
    void this.tryToReturn();
  };

  private switchToMemory(reason: string): void {
    if (this.onMemory) return;
    this.onMemory = true;
    this.logger.warn('Redis is lost, process memory takes over', { reason });
  }

  /** Never rejects; one attempt at a time. */
  private async tryToReturn(): Promise<void> {
    if (!this.onMemory) return;
    this.returning ??= this.returnToRedis().finally(() => (this.returning = undefined));
    await this.returning;
  }

  private async returnToRedis(): Promise<void> {
    try {
      const runId = await this.redis.runId();
      await this.redis.probe(); // else one that only reads is returned to, and left, every second
      await this.dropForgotten(); // what others forgot while this process did not hear of it
      if (runId !== this.runId) await this.handBack.restoreLost();
      this.runId = runId;
      let handedBack = await this.writePending();
      await this.dropForgotten(); // and what they forgot, and deleted there, before it was handed back
      handedBack += await this.writePending();
      this.onMemory = false; // no await since nothing was pending: no change can have come in between
      this.logger.info('Redis answers', { handedBack });
    } catch (error) {
      if (error instanceof KeyValueUnavailableError) return; // still away: the next probe tries again
      this.logger.warn('Redis answers but does not take the changes back', { error: errorMessage(error) });
    }
  }

  private async writePending(): Promise<number> {
    let written = 0;
    while (this.pending.size > 0) written += await this.handBack.writeBatch();
    return written;
  }
}
