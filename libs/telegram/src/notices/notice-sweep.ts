import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { Bell, Periodic, TenantTasks } from '@rto/jobs';
import { errorMessage, type TenantId } from '@rto/kernel';
import { NoticeRepository, type NoticeKind } from '@rto/orders';
import { pause } from '../client/pause';
import { NoticeSender } from './notice-sender';

/** As the sweep of orders (docs/reliability.md rule 3). */
const SWEEP_EVERY_MS = 5_000;
/** Messages that are due for so long were not heard by the queue; a campaign is due for as long as it takes. */
const UNHEARD_AFTER_MS = 5_000;

/** The round that finds due messages without a sender, and sends them while the queue is away. */
@Injectable()
export class NoticeSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NoticeSweep.name);
  private readonly stopping = new AbortController();
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`messages not swept: ${errorMessage(error)}`),
  );
  private readonly tasks = { order: this.newTasks(), campaign: this.newTasks() };

  constructor(
    private readonly notices: NoticeRepository,
    private readonly sender: NoticeSender,
    private readonly bell: Bell,
    private readonly lease: ProcessLease,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.rounds.stop();
    await Promise.all([this.tasks.order.idle(), this.tasks.campaign.idle()]);
  }

  /** One round. What it starts goes on after it. */
  async sweep(): Promise<void> {
    await this.notices.releaseAbandoned();
    let isHeard = true; // a queue that is away takes two seconds to say so, and once is enough
    for (const { tenantId, kind, overdueMs } of await this.notices.tenantsDue()) {
      const job = kind === 'order' ? 'notices.send' : 'campaigns.send';
      isHeard &&= await this.bell.ring(job, { tenantId });
      const isLate = kind === 'order' && overdueMs >= UNHEARD_AFTER_MS;
      if (isHeard && !isLate) continue;
      this.tasks[kind].start(tenantId, () => this.drain(tenantId, kind));
    }
  }

  private async drain(tenantId: TenantId, kind: NoticeKind): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const againInMs = await this.sender.send(tenantId, kind, this.lease.id);
      if (againInMs === undefined) return;
      await pause(againInMs, signal);
    }
  }

  private newTasks(): TenantTasks {
    return new TenantTasks((tenantId, error) =>
      this.logger.error({ tenantId, message: `messages not sent: ${errorMessage(error)}` }),
    );
  }
}
