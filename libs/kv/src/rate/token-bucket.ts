import type { RateLimit, Grant } from './rate-buckets';

/** Tokens and pauses of one key. Instants are monotonic milliseconds (`performance.now()`). */
export class TokenBucket {
  private pausedUntilMs = 0;
  private lastPauseMs = 0;

  /** @param share of the limit that is this bucket's; the rest is used by others */
  constructor(
    readonly limit: RateLimit,
    private tokens: number,
    private filledAtMs: number,
    private share = 1,
  ) {}

  take(nowMs: number, reserve: number, wanted: number): Grant {
    this.refill(nowMs);
    const pausedMs = this.pausedForMs(nowMs);
    const usable = Math.max(0, Math.floor(this.tokens - reserve * this.share));
    const granted = pausedMs > 0 ? 0 : Math.min(wanted, usable);
    this.tokens -= granted;
    const missing = Math.max(0, reserve * this.share + 1 - this.tokens);
    const waitMs = granted === wanted ? 0 : Math.max(pausedMs, missing / this.perMs);
    return { granted, waitMs, pausedMs, left: this.tokens };
  }

  /** The bucket of the other side is empty, so ours is. */
  pause(nowMs: number, retryAfterMs: number | undefined): void {
    const { firstPauseMs, longestPauseMs } = this.limit;
    this.refill(nowMs);
    this.tokens = 0;
    if (this.pausedForMs(nowMs) === 0) {
      const helped = nowMs - this.pausedUntilMs > longestPauseMs;
      const doubledMs = helped ? 0 : this.lastPauseMs * 2;
      this.lastPauseMs = Math.min(Math.max(firstPauseMs, doubledMs), longestPauseMs);
      this.pausedUntilMs = nowMs + this.lastPauseMs;
    }
    this.pausedUntilMs = Math.max(this.pausedUntilMs, nowMs + Math.min(retryAfterMs ?? 0, longestPauseMs));
  }

  /** What all processes together have left is known; of it this one may use its share. */
  learn(nowMs: number, left: number, pausedMs: number, share: number): void {
    this.share = share;
    this.tokens = left * share;
    this.filledAtMs = nowMs;
    this.pausedUntilMs = Math.max(this.pausedUntilMs, nowMs + pausedMs);
  }

  /** What all processes together should have left, judged by the share that is known here. */
  estimate(nowMs: number): number {
    this.refill(nowMs);
    return this.tokens / this.share;
  }

  shareWith(nowMs: number, share: number): void {
    this.refill(nowMs);
    this.tokens *= share / this.share;
    this.share = share;
  }

  private pausedForMs(nowMs: number): number {
    return Math.max(0, this.pausedUntilMs - nowMs);
  }

  private get perMs(): number {
    return (this.limit.perSecond * this.share) / 1000;
  }

  private refill(nowMs: number): void {
    const capacity = Math.max(1, this.limit.burst * this.share);
    this.tokens = Math.min(capacity, this.tokens + (nowMs - this.filledAtMs) * this.perMs);
    this.filledAtMs = nowMs;
  }
}
