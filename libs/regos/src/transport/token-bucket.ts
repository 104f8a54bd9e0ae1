/** A little under REGOS's 2 requests a second and 50 at once, for clocks and networks that jitter (CONTRACT 4). */
const TOKENS_PER_MS = 1.9 / 1000;
const CAPACITY = 45;

const FIRST_PAUSE_MS = 1_000;
/** REGOS's own service waits no longer either, whatever `Retry-After` says (CONTRACT section 4). */
const LONGEST_PAUSE_MS = 30_000;

/** Tokens and pauses of one connection. Instants are monotonic milliseconds (`performance.now()`). */
export class TokenBucket {
  private tokens = CAPACITY;
  private pausedUntilMs = 0;
  private lastPauseMs = 0;

  constructor(private filledAtMs: number) {}

  /** Takes one token if `reserve` others stay behind and nothing is paused. */
  take(nowMs: number, reserve: number): boolean {
    this.refill(nowMs);
    if (this.pausedForMs(nowMs) > 0 || this.tokens < reserve + 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Milliseconds until `take` can succeed, if nobody else takes. */
  waitMs(nowMs: number, reserve: number): number {
    this.refill(nowMs);
    const missing = Math.max(0, reserve + 1 - this.tokens);
    return Math.max(this.pausedForMs(nowMs), missing / TOKENS_PER_MS);
  }

  pausedForMs(nowMs: number): number {
    return Math.max(0, this.pausedUntilMs - nowMs);
  }

  /**
   * REGOS's bucket is empty, so ours is. The pause doubles when the last one did not help; answers to calls that
   * were on their way together count once.
   */
  pause(nowMs: number, retryAfterMs: number | undefined): void {
    this.refill(nowMs);
    this.tokens = 0;
    if (this.pausedForMs(nowMs) === 0) {
      const helped = nowMs - this.pausedUntilMs > LONGEST_PAUSE_MS;
      const doubledMs = helped ? 0 : this.lastPauseMs * 2;
      this.lastPauseMs = Math.min(Math.max(FIRST_PAUSE_MS, doubledMs), LONGEST_PAUSE_MS);
      this.pausedUntilMs = nowMs + this.lastPauseMs;
    }
    this.pausedUntilMs = Math.max(this.pausedUntilMs, nowMs + Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS));
  }

  private refill(nowMs: number): void {
    this.tokens = Math.min(CAPACITY, this.tokens + (nowMs - this.filledAtMs) * TOKENS_PER_MS);
    this.filledAtMs = nowMs;
  }
}
