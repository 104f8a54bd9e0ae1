import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Periodic, TenantLanes } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { Bell, NoticeRepository } from '@rto/orders';
import { NoticeSender } from './notice-sender';

/** As the sweep of orders (RELIABILITY rule 3). */
const SWEEP_EVERY_MS = 5_000;
/** Messages that are due for so long were not heard by the queue. */
const UNHEARD_AFTER_MS = 5_000;

/** Finds messages that nobody sends, and sends them while the queue is away. */
@Injectable()
export class NoticeSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NoticeSweep.name);
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`messages not swept: ${errorMessage(error)}`),
  );

  private readonly lanes = new TenantLanes((tenantId, error) =>
    this.logger.error({ tenantId, message: `messages not sent: ${errorMessage(error)}` }),
  );

  constructor(
    private readonly notices: NoticeRepository,
    private readonly sender: NoticeSender,
    private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.lanes.idle();
  }

  private async sweep(): Promise<void> {
    let isHeard = true; // a queue that is away takes two seconds to say so, and once is enough
    for (const { tenantId, overdueMs } of await this.notices.tenantsDue()) {
      isHeard &&= await this.bell.ring('notices.send', { tenantId });
      if (isHeard && overdueMs < UNHEARD_AFTER_MS) continue;
      this.lanes.start(tenantId, () => this.sender.sendDue(tenantId));
    }
  }
}
