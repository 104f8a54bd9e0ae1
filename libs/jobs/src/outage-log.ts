import { performance } from 'node:perf_hooks';
import { errorMessage } from '@rto/kernel';

interface QueueLogger {
  log(message: string): void;
  error(message: string): void;
}

/** Longer than the longest wait between two tries to reach the store, so that an outage stays one. */
const SAME_OUTAGE_MS = 60_000;

/** Tells of an outage once, not with every try of every queue and worker. */
export class OutageLog {
  private readonly lastSeenMs = new Map<string, number>();

  constructor(
    private readonly logger: QueueLogger,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  failed(error: unknown): void {
    const message = errorMessage(error) || 'connection failed'; // an AggregateError of ioredis has no text
    const now = this.monotonicMs();
    const last = this.lastSeenMs.get(message);
    this.lastSeenMs.set(message, now);
    if (last !== undefined && now - last < SAME_OUTAGE_MS) return;
    this.logger.error(`the job queue is out of order: ${message}; trying again until it works`);
  }

  recovered(): void {
    if (this.lastSeenMs.size === 0) return;
    this.lastSeenMs.clear();
    this.logger.log('the job queue works again');
  }
}
