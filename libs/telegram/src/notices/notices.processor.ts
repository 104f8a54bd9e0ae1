import { WorkerHost } from '@nestjs/bullmq';
import { ProcessLease } from '@rto/cluster';
import { delayJob, type JobPayload, JobProcessor } from '@rto/jobs';
import { Clock, later } from '@rto/kernel';
import type { NoticeKind } from '@rto/orders';
import type { Job } from 'bullmq';
import { NoticeSender } from './notice-sender';

/** The bell of a job that is put aside is not heard: never for longer than this. */
const LONGEST_WAIT_MS = 1_000;

type SendJob = Job<JobPayload<'notices.send' | 'campaigns.send'>>;

/** Rows carry the state: a job that fails leaves them to the sweep. */
abstract class SendingProcessor extends WorkerHost {
  protected abstract readonly kind: NoticeKind;

  constructor(
    private readonly sender: NoticeSender,
    private readonly clock: Clock,
    private readonly lease: ProcessLease,
  ) {
    super();
  }

  /** What has to wait for Telegram's pace waits without a worker: other tenants' messages need it. */
  async process(job: SendJob, token?: string): Promise<void> {
    const againInMs = await this.sender.send(job.data.tenantId, this.kind, this.lease.id);
    if (againInMs === undefined) return;
    await delayJob(job, token, later(this.clock.now(), Math.min(againInMs, LONGEST_WAIT_MS)));
  }
}

@JobProcessor('notices.send', { concurrency: 16 })
export class NoticesProcessor extends SendingProcessor {
  protected readonly kind = 'order';

  constructor(sender: NoticeSender, clock: Clock, lease: ProcessLease) {
    super(sender, clock, lease);
  }
}

/** A queue of its own: thousands of texts must not stand before one message about an order. */
@JobProcessor('campaigns.send', { concurrency: 32 })
export class CampaignsProcessor extends SendingProcessor {
  protected readonly kind = 'campaign';

  constructor(sender: NoticeSender, clock: Clock, lease: ProcessLease) {
    super(sender, clock, lease);
  }
}
