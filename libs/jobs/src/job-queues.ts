import { Injectable } from '@nestjs/common';
import { within } from '@rto/kernel';
import type { JobQueue } from './job-queue';

/** How a queue is doing. */
interface QueueState {
  readonly queue: string;
  /** Jobs by state: `waiting`, `active`, `delayed`. */
  readonly jobs: Readonly<Record<string, number>>;
  /** Of the oldest job that waits, in seconds; undefined when none does. */
  readonly oldestAgeSec: number | undefined;
}

/** A look at the queues is not worth a wait. */
const LOOK_TIMEOUT_MS = 2_000;

/** The queues themselves, for those who look at them. */
@Injectable()
export class JobQueues {
  constructor(readonly all: readonly JobQueue[]) {}

  /** @throws Error when the store does not answer within two seconds */
  states(): Promise<QueueState[]> {
    const looks = Promise.all(this.all.map((queue) => stateOf(queue)));
    return within(LOOK_TIMEOUT_MS, looks, () => new Error('the queues do not answer'));
  }
}

async function stateOf(queue: JobQueue): Promise<QueueState> {
  const [jobs, [oldest]] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed'),
    queue.getJobs(['waiting'], 0, 0, true),
  ]);
  const ageMs = oldest && Date.now() - oldest.timestamp;
  return {
    queue: queue.name,
    jobs,
    oldestAgeSec: ageMs === undefined ? undefined : Math.max(0, ageMs / 1000),
  };
}
