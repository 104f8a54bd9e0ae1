import { WorkerHost } from '@nestjs/bullmq';
import { type JobPayload, JobProcessor, toQueueError } from '@rto/jobs';
import { TenantService } from '@rto/settings';
import type { Job } from 'bullmq';
import { CatalogPatching } from './catalog-patching';

@JobProcessor('catalog.patch', { concurrency: 16, waitsForRegos: true })
export class CatalogPatchProcessor extends WorkerHost {
  constructor(
    private readonly patching: CatalogPatching,
    private readonly tenants: TenantService,
  ) {
    super();
  }

  async process(job: Pick<Job<JobPayload<'catalog.patch'>>, 'data'>): Promise<void> {
    try {
      await this.patching.round(await this.tenants.get(job.data.tenantId));
    } catch (error) {
      throw toQueueError(error);
    }
  }
}
