import { Processor, WorkerHost } from '@nestjs/bullmq';
import { delayJob, QUEUES, type JobName, type JobPayload } from '@rto/jobs';
import type { Job } from 'bullmq';
import { OrderSubmission } from './order-submission';
import { OrderTracking } from './order-tracking';

/** Both kinds of work on orders. Outcomes live in the ledger: a job that ends early loses nothing. */
@Processor(QUEUES.orders, { concurrency: 16 })
export class OrdersProcessor extends WorkerHost {
  constructor(
    private readonly submission: OrderSubmission,
    private readonly tracking: OrderTracking,
  ) {
    super();
  }

  async process(job: Job<JobPayload<'orders.submit' | 'orders.track'>, void, JobName>, token?: string): Promise<void> {
    const { data } = job;
    if (!('orderId' in data)) return this.tracking.track(data.tenantId);
    const outcome = await this.submission.submit(data.tenantId, data.orderId);
    if (!outcome.done) await delayJob(job, token, outcome.againAt);
  }
}
