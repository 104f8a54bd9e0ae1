import { Worker, type IQueueBackend, type JobProgress, type Processor, type WorkerOptions } from 'bullmq';
import { errorMessage, traced } from '@rto/kernel';
import { Logger } from '@nestjs/common';
import type { JobName, JobPayload, QueueName } from './jobs';
import { closeOrCut, createQueueBackend, type QueueStore } from './queue-store';

type JobProcessing = Processor<JobPayload<JobName>, void, JobName>;

/**
 * What a processor has unless its decorator says otherwise. With these a job of a killed process runs again
 * after about 30 s; BullMQ's own take 60 s (docs/hosts.md 4).
 */
const DEFAULTS = {
  concurrency: 10,
  /** Renewed at half of it while the job runs, so it is no limit of the job. */
  lockDuration: 30_000,
  stalledInterval: 10_000,
  maxStalledCount: 3,
  /** Before the next try to fetch a job from a store that is out of order. */
  runRetryDelay: 1_000,
} as const;

/** A worker on either back end. `@nestjs/bullmq` makes one for each `@Processor`. */
export class JobWorker extends Worker<
  JobPayload<JobName>,
  void,
  JobName,
  IQueueBackend,
  JobProgress,
  QueueStore
> {
  private readonly logger = new Logger(JobWorker.name);

  constructor(name: QueueName, processor: JobProcessing, options: WorkerOptions<QueueStore>) {
    super(name, withTrace(processor), { ...DEFAULTS, ...options }, createQueueBackend);
    const { outages } = options.connection;
    this.on('error', (error) => outages.failed(error));
    this.on('failed', (job, error) => {
      const last = job === undefined || job.finishedOn !== undefined;
      if (last) this.logger.error(`job ${job?.id ?? '?'} is given up: ${errorMessage(error)}`);
    });
    this.backend.on('ready', () => outages.recovered());
  }

  /** Lets running jobs finish, but not without limit: another worker takes up what is cut off here. */
  override async close(force?: boolean): Promise<void> {
    const { closeTimeoutMs } = this.opts.connection;
    if (await closeOrCut(closeTimeoutMs, super.close(force), this.backend)) return;
    await this.lockManager.close(); // its timer would renew the locks for as long as the process lives
    this.logger.warn(`worker ${this.name} was cut off while closing; what it was doing will run again`);
  }
}

/** Every job is a trace of its own, and work for the tenant that it names. */
function withTrace(processor: JobProcessing): JobProcessing {
  return (job, token, signal) => {
    const trace = 'tenantId' in job.data ? { tenantId: job.data.tenantId } : {};
    return traced(trace, () => processor(job, token, signal));
  };
}
