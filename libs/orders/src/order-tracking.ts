import { Injectable } from '@nestjs/common';
import { Clock, type TenantId } from '@rto/kernel';
import { RegosDeliveryOrders, type DeliveryOrder, type DeliveryOrderStatus } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { attempt } from './attempt';
import { Bell } from './bell';
import { areLinesDue, factNews, type FactNews } from './document-facts';
import { isClosed, STAGES, type Order } from './order';
import { OrderRepository } from './order.repository';
import { TrackingRepository } from './tracking.repository';

/** Documents read in one call (CONTRACT 10.4: one live shop does exactly this). */
const DOCUMENTS_PER_CALL = 100;
const MINUTE_MS = 60_000;
/** The receipt may be printed a little after the order was closed, and its event may be lost. */
const AWAIT_RECEIPT_MS = 10 * MINUTE_MS;
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

  /**
   * Re-reads one document now, while somebody waits for what it says.
   * @throws RetryableError when REGOS does not answer
   */
  async look(tenant: Tenant, order: Order): Promise<void> {
    const [document] = await this.regos.getByIds(tenant.connection, idsOf([order]), 'person');
    if (document) await this.compare(tenant, order, document);
    await this.bell.ring('notices.send', { tenantId: tenant.id });
  }

  private async read(tenant: Tenant, due: readonly Order[]): Promise<void> {
    const ids = idsOf(due);
    // somebody waits for the number of an order that has none yet
    const priority = due.some((order) => order.regosCode === undefined) ? 'person' : 'background';
    const documents = await this.regos.getByIds(tenant.connection, ids, priority);
    const byId = new Map(documents.map((document) => [document.id, document]));
    for (const order of due) {
      const document = byId.get(order.regosDocumentId ?? 0);
      await (document ? this.compare(tenant, order, document) : this.tracked.postpone(order, 10 * MINUTE_MS));
    }
  }

  /** Lines are read where they may say something new; if REGOS does not answer, the next look asks again. */
  private async compare(tenant: Tenant, order: Order, document: DeliveryOrder): Promise<void> {
    if (!areLinesDue(order, document.status)) {
      return this.apply(tenant, order, document, factNews(order, document, undefined));
    }
    const ordered = await this.orders.findById(tenant.id, order.id);
    const read = await attempt(() => this.regos.operations(tenant.connection, document.id, 'background'));
    const lines = 'value' in read ? read.value : undefined;
    const news = factNews({ ...order, lines: ordered?.lines ?? [] }, document, lines);
    return this.apply(tenant, order, document, news, lines ? undefined : LOOK_AGAIN_MS);
  }

  private async apply(
    tenant: Tenant,
    order: Order,
    document: DeliveryOrder,
    { facts, notices }: FactNews,
    againMs?: number,
  ): Promise<void> {
    const status = document.deleted ? 'Canceled' : document.status;
    const regosCode = document.code ?? order.regosCode ?? null;
    const pollInMs = againMs ?? this.pollInMs(order, status, document);
    const isMoved = status !== order.regosStatus;
    if (!isMoved && regosCode === (order.regosCode ?? null) && notices.length === 0) {
      return this.tracked.postpone(order, pollInMs, facts === order.toldFacts ? undefined : facts);
    }
    const { chatId, number } = order;
    const isForward = STAGES[status] > order.toldStage;
    // of all that is told, NOTIFY_STATUSES silences the steps alone: what was picked changes what people pay
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
          toldFacts: facts,
        },
        pollInMs,
        event: isMoved ? `status ${status}` : 'document changed',
        ...(regosCode !== null && order.regosCode === undefined ? { tellCode: regosCode } : {}),
        notices: [
          ...(isTold ? [{ chatId, content: { type: 'orderStatus', number, status } as const }] : []),
          ...notices.map((content) => ({ chatId, content })),
        ],
      },
      { told: order },
    );
  }

  /** @returns milliseconds until the next look; null: the document is closed, only an event brings one */
  private pollInMs(order: Order, status: DeliveryOrderStatus, document: DeliveryOrder): number | null {
    if (!isClosed(status)) return this.pollIntervalMs(order);
    const closedMs = this.clock.now().getTime() - order.updatedAt.getTime();
    const isReceiptDue = status === 'Finished' && document.receiptUrl === undefined;
    return isReceiptDue && closedMs < AWAIT_RECEIPT_MS ? MINUTE_MS : null;
  }

  /** Fresh orders move quickly; older ones are looked at as seldom as REGOS asks for (CONTRACT 10.4). */
  private pollIntervalMs(order: Order): number {
    const ageMs = this.clock.now().getTime() - order.placedAt.getTime();
    if (ageMs < 30 * MINUTE_MS) return 15_000;
    return ageMs < 24 * 60 * MINUTE_MS ? 90_000 : 15 * MINUTE_MS;
  }
}

function idsOf(orders: readonly Order[]): number[] {
  return orders.flatMap((order) => order.regosDocumentId ?? []);
}
