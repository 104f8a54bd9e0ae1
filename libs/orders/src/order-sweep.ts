import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { Bell } from './bell';
import { OrderSubmission } from './order-submission';
import { OrderTracking } from './order-tracking';
import { SweepRepository } from './sweep.repository';

/** RELIABILITY rule 3: the queue is a bell, this is what finds the work without it. */
const SWEEP_EVERY_MS = 5_000;
/** Orders this process submits at once while the queue is away. */
const DIRECT_SUBMISSIONS = 8;
/** A buyer hears after this long that the order is safe although the shop has not answered. */
const TELL_WAITING_AFTER_MS = 60_000;

/**
 * Reads due rows from the database and rings for them; what cannot be rung is done at once, here. Any number
 * of processes may sweep: claims and job ids keep them apart.
 */
@Injectable()
export class OrderSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OrderSweep.name);
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`a sweep failed: ${errorMessage(error)}`),
  );

  constructor(
    private readonly sweeps: SweepRepository,
    private readonly submission: OrderSubmission,
    private readonly tracking: OrderTracking,
    private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** One round; exposed for tests. */
  async sweep(): Promise<void> {
    await this.sweeps.tellWaiting(TELL_WAITING_AFTER_MS);
    const due = await this.sweeps.dueOrders(200);
    for (let start = 0; start < due.length; start += DIRECT_SUBMISSIONS) {
      const slice = due.slice(start, start + DIRECT_SUBMISSIONS);
      await Promise.all(
        slice.map(async ({ tenantId, orderId }) => {
          const isHeard = await this.bell.ring('orders.submit', { tenantId, orderId });
          if (!isHeard) await this.submission.submit(tenantId, orderId);
        }),
      );
    }
    for (const tenantId of await this.sweeps.tenantsToTrack()) {
      if (!(await this.bell.ring('orders.track', { tenantId }))) await this.tracking.track(tenantId);
    }
    for (const order of await this.sweeps.dueDuplicateChecks(50)) await this.tracking.removeDuplicates(order);
    for (const tenantId of await this.sweeps.tenantsWithNotices())
      await this.bell.ring('notices.send', { tenantId });
  }
}
