/** What a bucket allows. */
export interface RateLimit {
  readonly perSecond: number;
  /** Grant in a bucket that has rested. */
  readonly burst: number;
  /** A pause doubles while it does not help, between these two. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export interface Grant {
  /** 0 to as many as were wanted. */
  readonly granted: number;
  /** Milliseconds until one more can be had if no other caller takes it; 0 when all that were wanted were granted. */
  readonly waitMs: number;
  /** What is left of a pause. */
  readonly pausedMs: number;
  /** Grant left in the bucket, reserve included. */
  readonly left: number;
}

/**
 * Buckets of turns by key, each always asked for with one limit. Left out on purpose: waiting and priorities, which belong to
 * the caller, and returning a turn. Two adapters: Redis for all processes together, and the process's memory.
 */
export abstract class RateBuckets {
  /** Takes up to `wanted` turns as long as `reserve` others stay behind and nothing is paused. */
  abstract take(limit: RateLimit, key: string, reserve: number, wanted: number): Promise<Grant>;

  /**
   * The other side says "too many": the bucket is empty and nothing is granted for a while, at least for
   * `retryAfterMs`. Pauses that are asked for during one count once.
   */
  abstract pause(limit: RateLimit, key: string, retryAfterMs: number | undefined): Promise<void>;
}
