import { errorMessage } from '@rto/kernel';
import type { Redis } from 'ioredis';
import type { KeyValueLogger } from '../key-value-logger';
import { KeyValueUnavailableError } from '../redis/redis-entries';
import { MemoryRateBuckets } from './memory-rate-buckets';
import { RateBuckets, type RateLimit, type Grant } from './rate-buckets';
import { RedisRateBuckets } from './redis-rate-buckets';

/** Between looks whether Redis is back: a Redis that hangs costs a caller its time-out. */
const RETRY_MS = 1_000;
/** Between counts of the processes, while each has its share. */
const COUNT_MS = 5_000;
/** When they cannot be counted. */
const ASSUMED_PROCESSES = 4;
/** Of a key that this process did not use lately: others may have emptied its bucket just now. */
const FRESH_TOKENS = 3;

/**
 * Redis while it answers; else this process's part of each bucket, of what was known to be left. When Redis is back,
 * it is told what can be left at most. No caller sees an error.
 */
export class FailoverRateBuckets extends RateBuckets {
  private readonly redis: RedisRateBuckets;
  private readonly memory: MemoryRateBuckets;
  private onMemory = false;
  private retryAtMs = 0;
  private returning: Promise<void> | undefined;
  private share: { value: Promise<number>; countedAtMs: number } | undefined;

  /** @param countProcesses how many share the buckets now, this one included */
  constructor(
    private readonly client: Redis,
    private readonly countProcesses: () => Promise<number>,
    private readonly logger: KeyValueLogger,
  ) {
    super();
    this.redis = new RedisRateBuckets(client);
    this.memory = new MemoryRateBuckets();
  }

  async take(limit: RateLimit, key: string, reserve: number, wanted: number): Promise<Grant> {
    const grant = await this.ask(() => this.redis.take(limit, key, reserve, wanted));
    if (grant) {
      this.memory.bucket(limit, key).learn(performance.now(), grant.left, grant.pausedMs, 1);
      return grant;
    }
    const share = await this.ownShare();
    const bucket = this.memory.bucket(limit, key, { tokens: FRESH_TOKENS, share });
    bucket.shareWith(performance.now(), share);
    return bucket.take(performance.now(), reserve, wanted);
  }

  async pause(limit: RateLimit, key: string, retryAfterMs: number | undefined): Promise<void> {
    await this.memory.pause(limit, key, retryAfterMs); // known here also when Redis is lost in the middle of it
    await this.ask(() => this.redis.pause(limit, key, retryAfterMs));
  }

  /** @throws KeyValueUnavailableError while each process takes its part */
  async examine(): Promise<void> {
    if (!(await this.isThere())) {
      throw new KeyValueUnavailableError('each process takes its part of the turns');
    }
  }

  /** @returns undefined when Redis does not answer */
  private async ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.isThere())) return undefined;
    try {
      return await command();
    } catch (error) {
      this.lose(error);
      return undefined;
    }
  }

  private async isThere(): Promise<boolean> {
    if (!this.onMemory) return true;
    if (this.client.status !== 'ready' || performance.now() < this.retryAtMs) return false;
    try {
      this.returning ??= this.handBack().finally(() => (this.returning = undefined));
      await this.returning;
    } catch (error) {
      this.lose(error);
    }
    return !this.onMemory;
  }

  private async handBack(): Promise<void> {
    const known = this.memory.entries();
    const nowMs = performance.now();
    await Promise.all(
      known.map(([key, bucket]) => this.redis.lower(bucket.limit, key, bucket.estimate(nowMs))),
    );
    this.onMemory = false;
    this.logger.info('turns are shared by all processes again', {});
  }

  private lose(error: unknown): void {
    if (!(error instanceof KeyValueUnavailableError)) throw error;
    this.retryAtMs = performance.now() + RETRY_MS;
    if (this.onMemory) return;
    this.onMemory = true;
    this.share = undefined;
    this.logger.warn('each process takes its part of the turns', { reason: errorMessage(error.cause) });
  }

  private async ownShare(): Promise<number> {
    const nowMs = performance.now();
    if (!this.share || nowMs - this.share.countedAtMs > COUNT_MS) {
      const value = this.countProcesses().then(
        (count) => 1 / Math.max(1, count),
        () => 1 / ASSUMED_PROCESSES,
      );
      this.share = { value, countedAtMs: nowMs };
    }
    return this.share.value;
  }
}
