import { Processor, WorkerHost } from '@nestjs/bullmq';
import { QUEUES, type JobPayload } from '@rto/jobs';
import type { Job } from 'bullmq';
import { RegosCallHandling } from './regos-call-handling';

@Processor(QUEUES.inbound, { concurrency: 16 })
export class RegosCallProcessor extends WorkerHost {
  constructor(private readonly handling: RegosCallHandling) {
    super();
  }

  async process(job: Job<JobPayload<'inbound.handle'>>): Promise<void> {
    await this.handling.handle(job.data.callId);
  }
}
