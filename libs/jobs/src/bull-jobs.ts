import { Injectable } from '@nestjs/common';
import { RetryableError, within } from '@rto/kernel';
import { jobId, queueOf, retryOptions } from './job-policy';
import type { JobQueue } from './job-queue';
import { Jobs, type AddOptions, type JobName, type JobPayload } from './jobs';
import { PRODUCER_TIMEOUT_MS } from './queue-store';

/**
 * For so long after a job was refused the queue counts as away, whatever it answers: it may be full, or a replica. The
 * sweep rings every five seconds while there is work.
 */
const REFUSED_FOR_MS = 6_000;

/** `Jobs` over BullMQ. */
@Injectable()
export class BullJobs extends Jobs {
  private refusedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly queues: readonly JobQueue[]) {
    super();
  }

  async add<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options: AddOptions = {},
  ): Promise<void> {
    const queue = this.queue(name);
    await this.reach(
      queue,
      () =>
        queue.add(name, payload, {
          ...retryOptions(name),
          jobId: jobId(name, payload),
          ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
          // A finished job must not keep its id: the same work may be due again.
          removeOnComplete: true,
          removeOnFail: true,
        }),
      `job ${name} was not added`,
    ).catch((error: unknown) => {
      this.refusedAtMs = performance.now();
      throw error;
    });
    this.refusedAtMs = Number.NEGATIVE_INFINITY;
  }

  /** @throws RetryableError within two seconds when the queue cannot be reached, or took no job lately */
  async ping(): Promise<void> {
    if (performance.now() - this.refusedAtMs < REFUSED_FOR_MS) {
      throw new RetryableError('the job queue takes no jobs, the sweep stands in');
    }
    const [queue] = this.queues;
    if (queue) await this.reach(queue, () => queue.isPaused(), 'the job queue does not answer');
  }

  private queue(name: JobName): JobQueue {
    const queue = this.queues.find((candidate) => candidate.name === queueOf(name));
    if (!queue) throw new TypeError(`no queue is registered for ${name}`);
    return queue;
  }

  /** First waits for a connection, so that a call that was given up is not sent when the store returns. */
  private async reach(queue: JobQueue, call: () => Promise<unknown>, failure: string): Promise<void> {
    let late = false;
    const work = queue.waitUntilReady().then(() => (late ? undefined : call()));
    try {
      await within(PRODUCER_TIMEOUT_MS, work, () => new Error(`no answer in ${PRODUCER_TIMEOUT_MS} ms`));
    } catch (error) {
      late = true;
      throw new RetryableError(failure, { cause: error });
    }
  }
}
