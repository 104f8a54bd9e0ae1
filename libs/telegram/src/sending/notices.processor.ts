import { WorkerHost } from '@nestjs/bullmq';
import { type JobPayload, JobProcessor } from '@rto/jobs';
import type { Job } from 'bullmq';
import { NoticeSender } from './notice-sender';

/** Rows carry the state: a job that fails leaves them to the sweep. */
@JobProcessor('notices.send', { concurrency: 16 })
export class NoticesProcessor extends WorkerHost {
  constructor(private readonly sender: NoticeSender) {
    super();
  }

  async process(job: Job<JobPayload<'notices.send'>>): Promise<void> {
    await this.sender.sendDue(job.data.tenantId);
  }
}
