import { Injectable } from '@nestjs/common';
import { Clock, type TenantId } from '@rto/kernel';
import { RegosDeliveryOrders, type DeliveryOrder } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Bell } from './bell';
import { isClosed, STAGES, type Order } from './order';
import { OrderRepository, type OrderChange } from './order.repository';
import { DUPLICATE_CHECKS_MS } from './retry-policy';

/** Documents read in one call (CONTRACT 10.4: one live shop does exactly this). */
const DOCUMENTS_PER_CALL = 100;
const MINUTE_MS = 60_000;

/** Follows the documents of submitted orders: what moved forward is told to the buyer, once. */
@Injectable()
export class OrderTracking {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /**
   * Re-reads the due documents of a tenant, up to 100 a call, until none is due.
   * @throws RetryableError when REGOS does not answer; the orders stay due
   */
  async track(tenantId: TenantId): Promise<void> {
    for (;;) {
      const due = await this.orders.dueForPoll(tenantId, DOCUMENTS_PER_CALL);
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
      await (document
        ? this.apply(tenant, order, document)
        : this.orders.postponePoll(order, 10 * MINUTE_MS));
    }
  }

  /** Of two documents with one external code the lower id stays; the other is cancelled if nobody touched it. */
  async removeDuplicates(order: Order): Promise<void> {
    const tenant = await this.tenants.get(order.tenantId);
    const found = await this.regos.findByExternalCode(tenant.connection, order.externalCode);
    const live = found.filter((document) => document.status !== 'Canceled').sort((a, b) => a.id - b.id);
    const [kept, ...extra] = live;
    const cancelled: number[] = [];
    for (const document of extra) {
      if (document.status !== 'New' && document.status !== 'Approved') continue;
      await this.regos.setStatus(tenant.connection, document.id, 'Canceled');
      cancelled.push(document.id);
    }
    const [first, second] = DUPLICATE_CHECKS_MS;
    const isFirstCheck = this.ageMs(order) < second;
    await this.orders.changeFrom(order, ['submitted', 'cancelled'], {
      set:
        kept === undefined
          ? {}
          : { regosDocumentId: kept.id, regosCode: kept.code ?? order.regosCode ?? null },
      duplicateCheckInMs: isFirstCheck ? second - first : null,
      event: cancelled.length > 0 ? 'duplicate cancelled' : 'no duplicate',
      detail: live.map((document) => `document ${document.id}`).join(', '),
    });
  }

  private async apply(tenant: Tenant, order: Order, document: DeliveryOrder): Promise<void> {
    const status = document.deleted ? 'Canceled' : document.status;
    const regosCode = document.code ?? order.regosCode ?? null;
    const pollInMs = isClosed(status) ? null : this.pollIntervalMs(order);
    if (status === order.regosStatus && regosCode === (order.regosCode ?? null)) {
      return this.orders.postponePoll(order, pollInMs);
    }
    const { chatId, number } = order;
    const isNumbered = regosCode !== null && order.regosCode === undefined;
    const isForward = STAGES[status] > order.toldStage;
    const change: OrderChange = {
      set: {
        state: status === 'Canceled' ? 'cancelled' : 'submitted',
        regosStatus: status,
        regosCode,
        toldStage: Math.max(order.toldStage, STAGES[status]),
      },
      pollInMs,
      event: `status ${status}`,
      notices: [
        ...(isNumbered && !(await this.orders.releaseAccepted(order))
          ? [{ chatId, content: { type: 'orderCode', number, regosCode } as const }]
          : []),
        ...(isForward && (tenant.settings.notifyStatuses || status === 'Canceled')
          ? [{ chatId, content: { type: 'orderStatus', number, status } as const }]
          : []),
      ],
    };
    // two trackers may have read the same document: only one of them moves the row on from what it was
    await this.orders.changeFrom(order, ['submitted'], change, { toldStage: order.toldStage });
  }

  /** Fresh orders move quickly; older ones are looked at as seldom as REGOS asks for (CONTRACT 10.4). */
  private pollIntervalMs(order: Order): number {
    const ageMs = this.ageMs(order);
    if (ageMs < 30 * MINUTE_MS) return 15_000;
    return ageMs < 24 * 60 * MINUTE_MS ? 90_000 : 15 * MINUTE_MS;
  }

  private ageMs(order: Order): number {
    return this.clock.now().getTime() - order.placedAt.getTime();
  }
}
