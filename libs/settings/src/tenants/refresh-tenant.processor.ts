import { WorkerHost } from '@nestjs/bullmq';
import { delayJob, isFinal, type JobPayload, JobProcessor, toQueueError } from '@rto/jobs';
import { Clock, later, RetryableError } from '@rto/kernel';
import type { Job } from 'bullmq';
import { TenantLifecycle } from './tenant-lifecycle';

/** After the quick tries: no sweep looks for unread settings, so the job itself stays until REGOS is back. */
const PATIENT_RETRY_MS = 5 * 60_000;

type RefreshJob = Pick<
  Job<JobPayload<'tenants.refresh'>>,
  'data' | 'attemptsMade' | 'opts' | 'moveToDelayed'
>;

/** Reads a tenant's settings from REGOS again. */
@JobProcessor('tenants.refresh', { concurrency: 8, waitsForRegos: true })
export class RefreshTenantProcessor extends WorkerHost {
  constructor(
    private readonly lifecycle: TenantLifecycle,
    private readonly clock: Clock,
  ) {
    super();
  }

  async process(job: RefreshJob, token?: string): Promise<void> {
    try {
      await this.lifecycle.refresh(job.data.tenantId);
    } catch (error) {
      if (error instanceof RetryableError && isFinal(job, error)) {
        return delayJob(job, token, later(this.clock.now(), PATIENT_RETRY_MS));
      }
      throw toQueueError(error); // a refusal is on the tenant's list of problems by now
    }
  }
}
