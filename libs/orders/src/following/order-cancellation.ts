import { Injectable } from '@nestjs/common';
import type { AlongInTransaction } from '@rto/database';
import { UserError } from '@rto/kernel';
import { isCanceled, RegosDeliveryOrders, RegosRefusal, type DeliveryOrder } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { FOLLOWED_STATES, STAGES, type CancelReason, type Order, type OrderState } from '../order';
import { staffNotices } from '../submission/submission-failures';
import type { OrderChange } from '../ledger/order-change';
import { OrderJournal } from '../journal/order-journal';
import { OrderRepository } from '../ledger/order.repository';
import { movedNotices, progressNotice } from '../notices/notice';
import { OrderTracking } from './order-tracking';

interface Canceller {
  readonly name: 'buyer' | 'operator' | 'staff';
  /** Of the staff: whose decision it was, and why. */
  readonly member?: { readonly name: string; readonly reason: CancelReason };
  /** The buyer who cancels sees it on the screen; otherwise a message says so. */
  readonly tellBuyer: boolean;
  readonly along?: AlongInTransaction;
}

/** "A closed order cannot be cancelled" (docs/regos.md 8); the other ways to be late are of kind `state`. */
const CLOSED = 1065;

/** The one way out of an order, for the buyer and for the operator. */
@Injectable()
export class OrderCancellation {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tracking: OrderTracking,
    private readonly journal: OrderJournal,
  ) {}

  /**
   * Cancels an order that certainly never left for REGOS, or whose document is still New there.
   * @throws UserError `orderOnItsWay` while it may be in REGOS unseen, `orderTooLate` once the shop works on it,
   * `orderUnseen` while REGOS does not show its document
   * @throws RetryableError when REGOS does not answer
   */
  async cancel(tenant: Tenant, order: Order, by: Canceller): Promise<void> {
    const { along } = by;
    const unsent = { ...cancelled(tenant, order, by), dueInMs: null, along };
    if (await this.orders.cancelUnsent(order, unsent)) return this.journal.forget(order.id);
    if (!FOLLOWED_STATES.includes(order.state) || order.regosDocumentId === undefined) {
      throw new UserError(WITHOUT_DOCUMENT[order.state]);
    }
    await this.cancelDocument(tenant, order, order.regosDocumentId, by);
  }

  private async cancelDocument(
    tenant: Tenant,
    order: Order,
    documentId: number,
    by: Canceller,
  ): Promise<void> {
    const [document] = await this.regos.getByIds(tenant.connection, [documentId], 'person');
    if (document === undefined) return this.unseen(tenant, order);
    const isOver = document.deleted || isCanceled(document.status);
    if (!isOver && !mayCancel(document, by)) return this.tooLate(tenant, order);
    // written before the call: whoever asked is on record also when the answer is lost
    const asked: OrderChange = {
      set: by.member ? { toldFacts: { ...order.toldFacts, reason: by.member.reason } } : {},
      event: `cancellation asked for by the ${by.name}`,
      ...(by.member && { detail: by.member.name }),
      along: by.along,
    };
    if (!(await this.orders.changeFrom(order, FOLLOWED_STATES, asked))) throw new UserError('orderTooLate');
    if (!isOver) await this.setCanceled(tenant, order, documentId, by);
    // the tracking may have seen it in REGOS first; then the row is cancelled and the buyer told already
    await this.orders.changeFrom(order, FOLLOWED_STATES, { ...cancelled(tenant, order, by), pollInMs: null });
  }

  private async setCanceled(tenant: Tenant, order: Order, documentId: number, by: Canceller): Promise<void> {
    try {
      await this.regos.setStatus(tenant.connection, documentId, 'Canceled');
    } catch (error) {
      // it may be cancelled although the answer was lost: the next look tells
      await this.orders.pollSoon(tenant.id, documentId);
      const isLate = error instanceof RegosRefusal && (error.kind === 'state' || error.code === CLOSED);
      if (error instanceof RegosRefusal && by.member) await this.forgetReason(order);
      if (!isLate) throw error;
      await this.tooLate(tenant, order, error);
    }
  }

  /** What was not cancelled has no reason: the buyer would read it with a later cancellation. */
  private async forgetReason(order: Order): Promise<void> {
    const { toldFacts } = order;
    await this.orders.changeFrom(order, FOLLOWED_STATES, {
      set: { toldFacts },
      event: 'cancellation refused',
    });
  }

  /**
   * The end of a cancellation whose document REGOS does not show: unless that proves to be its end, the shop may be
   * working on it.
   */
  private async unseen(tenant: Tenant, order: Order): Promise<void> {
    await this.tracking.look(tenant, order);
    const now = await this.orders.findById(tenant.id, order.id);
    if (now?.state !== 'cancelled') throw new UserError('orderUnseen');
  }

  /** Reads the document again, so that the refusal can say why. */
  private async tooLate(tenant: Tenant, order: Order, cause?: Error): Promise<never> {
    await this.tracking.look(tenant, order);
    throw new UserError('orderTooLate', {}, { cause });
  }
}

/** Why an order that REGOS shows no document for, and that may have left, is not cancelled. */
const WITHOUT_DOCUMENT: Readonly<Record<OrderState, 'orderOnItsWay' | 'orderTooLate'>> = {
  placed: 'orderOnItsWay',
  submitting: 'orderOnItsWay',
  unknown: 'orderOnItsWay',
  submitted: 'orderOnItsWay',
  refused: 'orderTooLate',
  cancelled: 'orderOnItsWay',
  needs_attention: 'orderOnItsWay',
};

/** The staff may also take back what it has approved, unless a till has it (docs/regos.md 10.4). */
function mayCancel({ status, takenByTill }: DeliveryOrder, { name }: Canceller): boolean {
  return status === 'New' || (name === 'staff' && status === 'Approved' && !takenByTill);
}

function cancelled(tenant: Tenant, order: Order, by: Canceller): OrderChange {
  const { number, regosDocumentId } = order;
  return {
    set: {
      state: 'cancelled',
      toldStage: STAGES.Canceled,
      ...(regosDocumentId === undefined ? {} : { regosStatus: 'Canceled' }),
    },
    step: 'Canceled',
    event: `cancelled by the ${by.name}`,
    ...(by.member && { detail: by.member.name }),
    notices: [
      ...(by.tellBuyer ? movedNotices(order, 'Canceled') : [progressNotice(order)]),
      // of one that never left for REGOS the staff has not heard
      ...(by.name === 'buyer' && regosDocumentId !== undefined
        ? staffNotices(tenant, number, 'staffCancelled')
        : []),
    ],
  };
}
