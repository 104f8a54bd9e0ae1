import { RateBuckets, type RateLimit, type Grant } from './rate-buckets';
import { TokenBucket } from './token-bucket';

/** Idle time after which a bucket is dropped: it is full by then and its pauses are over, so a new one is the same. */
const IDLE_MS = 60_000;

interface Used {
  readonly bucket: TokenBucket;
  usedAtMs: number;
}

/** Buckets of this process alone. Durations are monotonic: a jump of the wall clock changes nothing. */
export class MemoryRateBuckets extends RateBuckets {
  /** Least recently used first. */
  private readonly buckets = new Map<string, Used>();

  /** Keys that are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  async take(limit: RateLimit, key: string, reserve: number, wanted: number): Promise<Grant> {
    return this.bucket(limit, key).take(performance.now(), reserve, wanted);
  }

  async pause(limit: RateLimit, key: string, retryAfterMs: number | undefined): Promise<void> {
    this.bucket(limit, key).pause(performance.now(), retryAfterMs);
  }

  /** The bucket of a key; a new one unless it was used lately. @param fresh tokens and share of a new one */
  bucket(
    limit: RateLimit,
    key: string,
    fresh: { tokens: number; share: number } = { tokens: limit.burst, share: 1 },
  ): TokenBucket {
    const nowMs = performance.now();
    const known = this.buckets.get(key);
    const used = known ?? {
      bucket: new TokenBucket(limit, fresh.tokens, nowMs, fresh.share),
      usedAtMs: nowMs,
    };
    this.buckets.delete(key); // moves it to the end of the map: the start is the longest unused
    this.buckets.set(key, used);
    used.usedAtMs = nowMs;
    if (!known) this.dropIdle(nowMs);
    return used.bucket;
  }

  entries(): [key: string, bucket: TokenBucket][] {
    return [...this.buckets].map(([key, { bucket }]) => [key, bucket]);
  }

  private dropIdle(nowMs: number): void {
    for (const [key, { usedAtMs }] of this.buckets) {
      if (nowMs - usedAtMs < IDLE_MS) return;
      this.buckets.delete(key);
    }
  }
}
