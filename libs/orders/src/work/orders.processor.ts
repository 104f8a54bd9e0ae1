import { WorkerHost } from '@nestjs/bullmq';
import { ProcessLease } from '@rto/cluster';
import { delayJob, type JobPayload, JobProcessor } from '@rto/jobs';
import { Clock } from '@rto/kernel';
import type { Job } from 'bullmq';
import { OrderSubmission } from '../submission/order-submission';
import { OrderTracking } from '../following/order-tracking';

/** One attempt a job. Outcomes live in the ledger: a job that ends early loses nothing. */
@JobProcessor('orders.submit', { concurrency: 16, waitsForRegos: true })
export class SubmitOrderProcessor extends WorkerHost {
  constructor(
    private readonly submission: OrderSubmission,
    private readonly lease: ProcessLease,
  ) {
    super();
  }

  async process(job: Job<JobPayload<'orders.submit'>>, token?: string): Promise<void> {
    const { tenantId, orderId } = job.data;
    const outcome = await this.submission.submit(tenantId, orderId, this.lease.id);
    if (!outcome.done) await delayJob(job, token, outcome.againAt);
  }
}

@JobProcessor('orders.track', { concurrency: 4, waitsForRegos: true })
export class TrackOrdersProcessor extends WorkerHost {
  constructor(
    private readonly tracking: OrderTracking,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(job: Job<JobPayload<'orders.track'>>, token?: string): Promise<void> {
    const isMore = await this.tracking.track(job.data.tenantId);
    if (isMore) await delayJob(job, token, this.clock.now()); // behind those of other tenants
  }
}
