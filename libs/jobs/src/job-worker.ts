import { Worker, type IQueueBackend, type JobProgress, type Processor, type WorkerOptions } from 'bullmq';
import { errorMessage, later, OutcomeUnknownError, RetryableError, traced } from '@rto/kernel';
import { Logger } from '@nestjs/common';
import { BriskSlots } from './brisk-slots';
import type { JobProcessorOptions } from './job-processor';
import type { JobName, JobPayload, QueueName } from './jobs';
import { delayJob } from './processing';
import { closeOrCut, createQueueBackend, type QueueStore } from './queue-store';
import { TenantShares } from './tenant-shares';

type JobProcessing = Processor<JobPayload<JobName>, void, JobName>;
type JobWorkerOptions = WorkerOptions<QueueStore> & Pick<JobProcessorOptions, 'waitsForRegos'>;

/** Of the slots that a worker has, the part that the jobs of one tenant may hold. */
const TENANT_PART = 1 / 4;
/** Jobs that are under way for each slot when what hangs holds none: twenty sick shops and everybody else. */
const UNDER_WAY = 8;
/** A job that could not begin for so long, in milliseconds, has failed like any other. */
const PATIENCE_MS = 10 * 60_000;

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
  private readonly slots: BriskSlots;

  constructor(name: QueueName, processor: JobProcessing, options: JobWorkerOptions) {
    const { waitsForRegos = false, ...given } = { ...DEFAULTS, ...options };
    const slots = new BriskSlots(waitsForRegos ? given.concurrency : Infinity);
    const shares = new TenantShares(Math.max(1, Math.floor(given.concurrency * TENANT_PART)));
    const concurrency = given.concurrency * (waitsForRegos ? UNDER_WAY : 1);
    const processing = withTrace(withinShare(shares, inSlot(slots, putAside(processor))));
    super(name, processing, { ...given, concurrency }, createQueueBackend);
    this.slots = slots;
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
    this.slots.close();
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

/** A job beyond its tenant's share comes back later, which is no attempt. */
function withinShare(shares: TenantShares, processor: JobProcessing): JobProcessing {
  return async (job, token, signal) => {
    if (!('tenantId' in job.data)) return processor(job, token, signal);
    const { tenantId } = job.data;
    const waitMs = shares.enter(tenantId);
    if (waitMs !== undefined) return delayJob(job, token, later(new Date(), waitMs));
    try {
      await processor(job, token, signal);
    } finally {
      shares.leave(tenantId);
    }
  };
}

function inSlot(slots: BriskSlots, processor: JobProcessing): JobProcessing {
  return async (job, token, signal) => {
    const isDone = await slots.run(() => processor(job, token, signal));
    if (!isDone) await delayJob(job, token, new Date()); // for another process
  };
}

/** What certainly did not happen and says when it may is put aside until then, and does not wait in its slot. */
function putAside(processor: JobProcessing): JobProcessing {
  return async (job, token, signal) => {
    try {
      await processor(job, token, signal);
    } catch (error) {
      const waitMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
      const isOver = Date.now() - job.timestamp > PATIENCE_MS;
      if (waitMs === undefined || isOver || error instanceof OutcomeUnknownError) throw error;
      await delayJob(job, token, later(new Date(), waitMs));
    }
  };
}
