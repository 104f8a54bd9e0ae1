import { Injectable } from '@nestjs/common';
import { orderRatings, type AlongInTransaction } from '@rto/database';
import { Clock, dayAfter, localDate, localInstant } from '@rto/kernel';
import { isCanceled, RegosDeliveryOrders, type DeliveryOrder, type DeliveryOrderStatus } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { attempt } from '../attempt';
import { deletion, undoubted } from './deleted-document';
import { movedNotices } from '../notices/notice';
import { areLinesDue, factNews, type FactNews } from './document-facts';
import { FOLLOWED_STATES, isClosed, newStage, NOBODY, STAGES, type Order } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { addsUp } from './picked';
import { LOOK_AGAIN_MS, TrackingRepository } from './tracking.repository';

const MINUTE_MS = 60_000;
/** Minute of the day: when people have eaten what they bought, and before it gets late. */
const ASKED_AT = 12 * 60;
/** The receipt may be printed a little after the order was closed, and its event may be lost. */
const AWAIT_RECEIPT_MS = 10 * MINUTE_MS;

/** What a document that was read means for its order: what is new in it is told to the buyer, once. */
@Injectable()
export class DocumentChanges {
  constructor(
    private readonly orders: OrderRepository,
    private readonly tracked: TrackingRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly clock: Clock,
  ) {}

  /** Lines are read where they may say something new; if REGOS does not answer, the next look asks again. */
  async compare(tenant: Tenant, order: Order, document: DeliveryOrder): Promise<void> {
    if (document.deleted) return this.markedDeleted(tenant, order);
    const seen = undoubted(order);
    if (!areLinesDue(order, document.status)) {
      return this.apply(tenant, order, document, factNews(seen, document, undefined));
    }
    const read = await attempt(() => this.withLines(tenant, seen, document));
    if ('error' in read || read.value === undefined) {
      return this.apply(tenant, order, document, factNews(seen, document, undefined), LOOK_AGAIN_MS);
    }
    return this.apply(tenant, order, read.value.document, read.value.news);
  }

  /** The lines, and the document they belong to: the till may have counted between the two reads. */
  private async withLines(
    tenant: Tenant,
    order: Order,
    document: DeliveryOrder,
  ): Promise<{ document: DeliveryOrder; news: FactNews } | undefined> {
    const ordered = await this.orders.findById(tenant.id, order.id);
    if (!ordered) return undefined;
    const lines = await this.regos.operations(tenant.connection, document.id, 'background');
    const [again] = addsUp(document, lines, order.total.currency)
      ? [document]
      : await this.regos.getByIds(tenant.connection, [document.id], 'background');
    if (!again) return undefined;
    return { document: again, news: factNews({ ...order, lines: ordered.lines }, again, lines) };
  }

  /** A mark is set before a document is deleted; of what was sold long ago, that is no news. */
  private async markedDeleted(tenant: Tenant, order: Order): Promise<void> {
    if (order.toldStage >= STAGES.Finished) return this.tracked.postpone(order, null);
    await this.orders.changeFrom(order, FOLLOWED_STATES, deletion(tenant, order), { told: order });
  }

  private async apply(
    tenant: Tenant,
    order: Order,
    document: DeliveryOrder,
    { facts, notices }: FactNews,
    againMs?: number,
  ): Promise<void> {
    const { status } = document;
    const regosCode = document.code ?? order.regosCode ?? null;
    const pollInMs = againMs ?? this.pollInMs(order, status, document);
    const isMoved = status !== order.regosStatus;
    const isOther = document.id !== order.regosDocumentId;
    if (!isMoved && !isOther && regosCode === (order.regosCode ?? null) && notices.length === 0) {
      return this.tracked.postpone(order, pollInMs, facts === order.toldFacts ? undefined : facts);
    }
    const { chatId } = order;
    const stage = newStage(order.toldStage, status);
    // of all that is told, NOTIFY_STATUSES silences the steps alone: what was picked changes what people pay
    const isTold = stage !== undefined && (tenant.settings.notifyStatuses || isCanceled(status));
    // two trackers may have read the same document: only one of them moves the row on from what it was
    await this.orders.changeFrom(
      order,
      FOLLOWED_STATES,
      {
        set: {
          state: isCanceled(status) ? 'cancelled' : 'submitted',
          regosDocumentId: document.id,
          regosStatus: status,
          regosCode,
          toldStage: stage ?? order.toldStage,
          toldFacts: facts,
        },
        pollInMs,
        ...(isMoved &&
          status === 'Finished' &&
          tenant.settings.askRating && { along: this.asksTomorrow(tenant, order) }),
        step: stage === undefined ? undefined : status,
        event: isMoved ? `status ${status}` : 'document changed',
        ...(regosCode !== null && order.regosCode === undefined ? { tellCode: regosCode } : {}),
        notices: [
          ...(isTold ? movedNotices(order, status) : []),
          ...notices.map((content) => ({ chatId, content })),
        ],
      },
      { told: order },
    );
  }

  /** What the buyer thinks of it is asked the day after, once. */
  private asksTomorrow({ id: tenantId, settings: { timeZone } }: Tenant, order: Order): AlongInTransaction {
    const now = this.clock.now();
    const askAt = localInstant(dayAfter(localDate(now, timeZone), 1), ASKED_AT, timeZone);
    const { id: orderId, chatId, number } = order;
    return async (tx) => {
      if (chatId === NOBODY) return;
      await tx
        .insert(orderRatings)
        .values({ orderId, tenantId, chatId, number, askAt, createdAt: now })
        .onConflictDoNothing();
    };
  }

  /** @returns milliseconds until the next look; null: the document is closed, only an event brings one */
  private pollInMs(order: Order, status: DeliveryOrderStatus, document: DeliveryOrder): number | null {
    if (!isClosed(status)) return this.pollIntervalMs(order);
    const closedMs = this.clock.now().getTime() - order.updatedAt.getTime();
    const isReceiptDue = status === 'Finished' && document.receiptUrl === undefined;
    return isReceiptDue && closedMs < AWAIT_RECEIPT_MS ? MINUTE_MS : null;
  }

  /** Fresh orders move quickly; older ones are looked at as seldom as REGOS asks for (docs/regos.md 10.4). */
  private pollIntervalMs(order: Order): number {
    const ageMs = this.clock.now().getTime() - order.placedAt.getTime();
    if (ageMs < 30 * MINUTE_MS) return 15_000;
    return ageMs < 24 * 60 * MINUTE_MS ? 90_000 : 15 * MINUTE_MS;
  }
}
