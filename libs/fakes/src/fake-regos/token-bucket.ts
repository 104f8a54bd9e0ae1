/** Refill and burst of one connection (docs/regos.md 4). */
const TOKENS_PER_SECOND = 2;
const CAPACITY = 50;

/** The rate limit of one connection. */
export class TokenBucket {
  private tokens = CAPACITY;

  constructor(private filledAt: Date) {}

  /** Whether a call may pass at `now`; a passing call costs one token. */
  take(now: Date): boolean {
    const elapsedSec = Math.max(now.getTime() - this.filledAt.getTime(), 0) / 1000;
    this.tokens = Math.min(CAPACITY, this.tokens + elapsedSec * TOKENS_PER_SECOND);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
