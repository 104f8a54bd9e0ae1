import { Queue, type IQueueBackend, type Job, type QueueOptions } from 'bullmq';
import type { JobName, JobPayload, QueueName } from './jobs';
import { closeOrCut, createQueueBackend, type QueueStore } from './queue-store';

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
    await closeOrCut(this.opts.connection.closeTimeoutMs, super.close(), this.backend);
  }
}

export type QueuedJob<Name extends JobName> = Job<JobPayload<Name>, void, Name>;
