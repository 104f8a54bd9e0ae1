import { Injectable } from '@nestjs/common';
import { Clock, type TenantId } from '@rto/kernel';
import { RegosDeliveryOrders, type DeliveryOrder } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Bell } from './bell';
import { isClosed, STAGES, type Order } from './order';
import { OrderRepository } from './order.repository';
import { TrackingRepository } from './tracking.repository';

/** Documents read in one call (CONTRACT 10.4: one live shop does exactly this). */
const DOCUMENTS_PER_CALL = 100;
const MINUTE_MS = 60_000;
/** An order that was taken for a look is due again after this long when the look failed. */
const LOOK_AGAIN_MS = 20_000;

/** Follows the documents of submitted orders: what moved forward is told to the buyer, once. */
@Injectable()
export class OrderTracking {
  constructor(
    private readonly orders: OrderRepository,
    private readonly tracked: TrackingRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /**
   * Re-reads the due documents of a tenant, up to 100 a call, until none is due.
   * @throws RetryableError when REGOS does not answer; the orders are due again soon
   */
  async track(tenantId: TenantId): Promise<void> {
    for (;;) {
      const due = await this.tracked.claimDue(tenantId, LOOK_AGAIN_MS, DOCUMENTS_PER_CALL);
      if (due.length === 0) return;
      await this.read(await this.tenants.get(tenantId), due);
      await this.bell.ring('notices.send', { tenantId });
    }
  }

  private async read(tenant: Tenant, due: readonly Order[]): Promise<void> {
    const ids = due.flatMap((order) => order.regosDocumentId ?? []);
    // somebody waits for the number of an order that has none yet
    const priority = due.some((order) => order.regosCode === undefined) ? 'person' : 'background';
    const documents = await this.regos.getByIds(tenant.connection, ids, priority);
    const byId = new Map(documents.map((document) => [document.id, document]));
    for (const order of due) {
      const document = byId.get(order.regosDocumentId ?? 0);
      await (document ? this.apply(tenant, order, document) : this.tracked.postpone(order, 10 * MINUTE_MS));
    }
  }

  private async apply(tenant: Tenant, order: Order, document: DeliveryOrder): Promise<void> {
    const status = document.deleted ? 'Canceled' : document.status;
    const regosCode = document.code ?? order.regosCode ?? null;
    const pollInMs = isClosed(status) ? null : this.pollIntervalMs(order);
    if (status === order.regosStatus && regosCode === (order.regosCode ?? null)) {
      return this.tracked.postpone(order, pollInMs);
    }
    const { chatId, number } = order;
    const isForward = STAGES[status] > order.toldStage;
    const isTold = isForward && (tenant.settings.notifyStatuses || status === 'Canceled');
    // two trackers may have read the same document: only one of them moves the row on from what it was
    await this.orders.changeFrom(
      order,
      ['submitted'],
      {
        set: {
          state: status === 'Canceled' ? 'cancelled' : 'submitted',
          regosStatus: status,
          regosCode,
          toldStage: Math.max(order.toldStage, STAGES[status]),
        },
        pollInMs,
        event: `status ${status}`,
        ...(regosCode !== null && order.regosCode === undefined ? { tellCode: regosCode } : {}),
        notices: isTold ? [{ chatId, content: { type: 'orderStatus', number, status } }] : [],
      },
      { toldStage: order.toldStage },
    );
  }

  /** Fresh orders move quickly; older ones are looked at as seldom as REGOS asks for (CONTRACT 10.4). */
  private pollIntervalMs(order: Order): number {
    const ageMs = this.clock.now().getTime() - order.placedAt.getTime();
    if (ageMs < 30 * MINUTE_MS) return 15_000;
    return ageMs < 24 * 60 * MINUTE_MS ? 90_000 : 15 * MINUTE_MS;
  }
}
