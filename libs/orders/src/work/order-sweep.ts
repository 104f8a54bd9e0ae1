import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { Bell, Periodic, TenantTasks } from '@rto/jobs';
import { errorMessage, inPool, type OrderId, type TenantId } from '@rto/kernel';
import { DuplicateCheck } from '../submission/duplicate-check';
import { OrderSubmission } from '../submission/order-submission';
import { OrderTracking } from '../following/order-tracking';
import { SweepRepository } from './sweep.repository';
import { TrackingRepository } from '../following/tracking.repository';

/** docs/reliability.md rule 3: the queue is a bell, this is what finds the work without it. */
const SWEEP_EVERY_MS = 5_000;
const ORDERS_A_ROUND = 200;
/** REGOS takes 10 calls of a shop in the time of a round. */
const ORDERS_OF_EACH = 20;
const DUPLICATE_CHECKS_A_ROUND = 50;
/** Their messages are written by one statement, which takes only so many parameters. */
const TOLD_A_ROUND = 1_000;
/** A look for a second document is due again after this long when it failed. */
const CHECK_AGAIN_MS = 60_000;
/** Orders of one tenant that this process submits at once without the queue. */
const AT_ONCE = 4;
/**
 * An order that is due for so long was not heard: the queue may hold its job back by a clock that was wrong, or
 * for a process that died.
 */
const UNHEARD_AFTER_MS = 5_000;
/** A buyer hears after this long that the order is safe although the shop has not answered. */
const TELL_WAITING_AFTER_MS = 60_000;

/**
 * Reads due rows from the database and rings for them; what cannot be rung is done at once, here. Any number
 * of processes may sweep: claims keep them apart. What one order or tenant runs into is its own.
 */
@Injectable()
export class OrderSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OrderSweep.name);
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`a sweep failed: ${errorMessage(error)}`),
  );
  private readonly submissions = this.tasks('orders not submitted');
  private readonly looks = this.tasks('orders not followed');
  private readonly checks = this.tasks('orders not checked for duplicates');

  constructor(
    private readonly sweeps: SweepRepository,
    private readonly tracked: TrackingRepository,
    private readonly submission: OrderSubmission,
    private readonly tracking: OrderTracking,
    private readonly duplicates: DuplicateCheck,
    private readonly bell: Bell,
    private readonly lease: ProcessLease,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.idle();
  }

  /** One round. What it starts for the tenants goes on after it. */
  async sweep(): Promise<void> {
    await this.sweeps.releaseAbandoned();
    await this.sweeps.tellWaiting(TELL_WAITING_AFTER_MS, TOLD_A_ROUND);
    await this.sweeps.tellLate(TOLD_A_ROUND);
    await this.submitDue();
    await this.trackDue();
    await this.checkDuplicates();
  }

  /** Resolves when everything that rounds have started is done. */
  async idle(): Promise<void> {
    await Promise.all([this.submissions.idle(), this.looks.idle(), this.checks.idle()]);
  }

  private async submitDue(): Promise<void> {
    const unheard = new Map<TenantId, OrderId[]>();
    let isHeard = true; // a queue that is away takes two seconds to say so, and once is enough
    for (const { tenantId, orderId, overdueMs } of await this.sweeps.dueOrders(
      ORDERS_A_ROUND,
      ORDERS_OF_EACH,
    )) {
      isHeard &&= await this.bell.ring('orders.submit', { tenantId, orderId });
      if (isHeard && overdueMs < UNHEARD_AFTER_MS) continue;
      unheard.set(tenantId, [...(unheard.get(tenantId) ?? []), orderId]);
    }
    for (const [tenantId, orderIds] of unheard) {
      this.submissions.start(tenantId, () => this.submit(tenantId, orderIds));
    }
  }

  /**
   * A few at once; the failure of one holds up no other. What waits for an older order of the same person comes again
   * after the others, for as long as any of them gets done.
   */
  private async submit(tenantId: TenantId, orderIds: readonly OrderId[]): Promise<void> {
    let left = orderIds;
    for (let before = Infinity; left.length > 0 && left.length < before;) {
      before = left.length;
      const waiting = new Set<OrderId>();
      await inPool(AT_ONCE, left, async (id) => {
        if (await this.isWaiting(tenantId, id)) waiting.add(id);
      });
      left = left.filter((id) => waiting.has(id));
    }
  }

  private async isWaiting(tenantId: TenantId, orderId: OrderId): Promise<boolean> {
    try {
      const { done } = await this.submission.submit(tenantId, orderId, this.lease.id);
      return !done;
    } catch (error) {
      this.failed('order not submitted', tenantId, error);
      return false;
    }
  }

  private async trackDue(): Promise<void> {
    let isHeard = true;
    for (const tenantId of await this.tracked.tenantsDue()) {
      isHeard &&= await this.bell.ring('orders.track', { tenantId });
      if (!isHeard) this.looks.start(tenantId, () => this.trackAll(tenantId));
    }
  }

  private async trackAll(tenantId: TenantId): Promise<void> {
    while (await this.tracking.track(tenantId));
  }

  private async checkDuplicates(): Promise<void> {
    const due = await this.tracked.claimDuplicateChecks(CHECK_AGAIN_MS, DUPLICATE_CHECKS_A_ROUND);
    for (const order of due) this.checks.start(order.tenantId, () => this.duplicates.run(order));
  }

  private tasks(problem: string): TenantTasks {
    return new TenantTasks((tenantId, error) => this.failed(problem, tenantId, error));
  }

  private failed(problem: string, tenantId: TenantId, error: unknown): void {
    this.logger.error({ tenantId, message: `${problem}: ${errorMessage(error)}` });
  }
}
