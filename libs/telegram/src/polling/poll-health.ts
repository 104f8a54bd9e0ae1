import { PollingConflictError } from '../client/telegram-errors';

/** Of two pollers now one wins, now the other: only this much quiet means that the other is gone. */
const CONFLICT_OVER_MS = 20_000;
/** Fewer, or all within the time of a lease, may be another process of ours that has just ended or lost the bot. */
const CONFLICTS_TO_REPORT = 3;
const CONFLICT_TO_REPORT_MS = 7_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;

/** How polling has gone lately, and so how long to wait before the next try. */
export class PollHealth {
  /** In a row; conflicts count on until they are over. */
  failures = 0;
  private conflicts = 0;
  private firstConflictAtMs = 0;
  private conflictAtMs = 0;
  private isTold = false;

  constructor(
    private readonly monotonicMs: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  /** @returns whether all is well and nobody was told of it since it was not */
  succeeded(): boolean {
    if (this.isContested) return false;
    this.failures = 0;
    this.conflicts = 0;
    const isNews = !this.isTold;
    this.isTold = true;
    return isNews;
  }

  failed(error: unknown): void {
    this.failures += 1;
    this.isTold = false;
    if (!(error instanceof PollingConflictError)) return;
    this.conflicts += 1;
    this.conflictAtMs = this.monotonicMs();
    if (this.conflicts === 1) this.firstConflictAtMs = this.conflictAtMs;
  }

  /** Somebody else does use the token: it does not go away by itself. */
  get isInUse(): boolean {
    return (
      this.conflicts >= CONFLICTS_TO_REPORT &&
      this.conflictAtMs - this.firstConflictAtMs >= CONFLICT_TO_REPORT_MS
    );
  }

  get isContested(): boolean {
    return this.conflicts > 0 && this.monotonicMs() - this.conflictAtMs < CONFLICT_OVER_MS;
  }

  /** @param askedMs how long the other side wants us to wait, when it said so */
  pauseMs(askedMs: number | undefined): number {
    const backOffMs = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), MAX_PAUSE_MS);
    return askedMs ?? backOffMs * (1 + this.random() / 4);
  }
}
