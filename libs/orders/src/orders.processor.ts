import { WorkerHost } from '@nestjs/bullmq';
import { delayJob, type JobPayload, JobProcessor } from '@rto/jobs';
import type { Job } from 'bullmq';
import { OrderSubmission } from './order-submission';
import { OrderTracking } from './order-tracking';

/** One attempt a job. Outcomes live in the ledger: a job that ends early loses nothing. */
@JobProcessor('orders.submit', { concurrency: 16 })
export class SubmitOrderProcessor extends WorkerHost {
  constructor(private readonly submission: OrderSubmission) {
    super();
  }

  async process(job: Job<JobPayload<'orders.submit'>>, token?: string): Promise<void> {
    const outcome = await this.submission.submit(job.data.tenantId, job.data.orderId);
    if (!outcome.done) await delayJob(job, token, outcome.againAt);
  }
}

@JobProcessor('orders.track', { concurrency: 4 })
export class TrackOrdersProcessor extends WorkerHost {
  constructor(private readonly tracking: OrderTracking) {
    super();
  }

  async process(job: Job<JobPayload<'orders.track'>>): Promise<void> {
    await this.tracking.track(job.data.tenantId);
  }
}
