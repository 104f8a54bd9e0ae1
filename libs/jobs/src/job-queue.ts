import { Queue, type IQueueBackend, type Job, type QueueOptions } from 'bullmq';
import { RetryableError } from '@rto/kernel';
import type { JobName, JobPayload, QueueName } from './jobs';
import { createQueueBackend, type QueueStore } from './queue-store';
import { within } from './time-limit';

type AnyPayload = JobPayload<JobName>;

/** A queue on either back end. `@nestjs/bullmq` makes it, and passes its store as `connection`. */
export class JobQueue extends Queue<
  AnyPayload,
  void,
  JobName,
  AnyPayload,
  void,
  JobName,
  IQueueBackend,
  QueueStore
> {
  constructor(name: QueueName, options: QueueOptions<QueueStore>) {
    super(name, options, createQueueBackend);
    const { outages } = options.connection;
    this.on('error', (error) => outages.failed(error));
    this.backend.on('ready', () => outages.recovered());
  }

  override async close(): Promise<void> {
    const { closeTimeoutMs } = this.opts.connection;
    await within(closeTimeoutMs, super.close(), () => new RetryableError(`queue ${this.name} did not close`));
  }
}

export type QueuedJob<Name extends JobName> = Job<JobPayload<Name>, void, Name>;
