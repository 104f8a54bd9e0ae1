import { WorkerHost } from '@nestjs/bullmq';
import { type JobPayload, JobProcessor } from '@rto/jobs';
import type { Job } from 'bullmq';
import { RegosCallHandling } from './regos-call-handling';

@JobProcessor('inbound.handle', { concurrency: 16, waitsForRegos: true })
export class RegosCallProcessor extends WorkerHost {
  constructor(private readonly handling: RegosCallHandling) {
    super();
  }

  async process(job: Job<JobPayload<'inbound.handle'>>): Promise<void> {
    await this.handling.handle(job.data.callId);
  }
}
