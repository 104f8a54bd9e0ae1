import { Processor, WorkerHost } from '@nestjs/bullmq';
import { QUEUES, toQueueError, type JobPayload } from '@rto/jobs';
import type { Job } from 'bullmq';
import { TenantService } from './tenant.service';

/** Reads a tenant's settings from REGOS again. */
@Processor(QUEUES.lifecycle, { concurrency: 8 })
export class RefreshTenantProcessor extends WorkerHost {
  constructor(private readonly tenants: TenantService) {
    super();
  }

  async process(job: Job<JobPayload<'tenants.refresh'>>): Promise<void> {
    try {
      await this.tenants.refreshSettings(job.data.tenantId);
    } catch (error) {
      throw toQueueError(error); // a refusal is on the tenant's list of problems by now
    }
  }
}
