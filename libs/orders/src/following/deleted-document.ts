import { Injectable } from '@nestjs/common';
import { Clock } from '@rto/kernel';
import { RegosDeliveryOrders, type DeliveryOrder } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { attempt } from '../attempt';
import { FOLLOWED_STATES, STAGES, type Order, type ToldFacts } from '../order';
import type { OrderChange } from '../ledger/order-change';
import { OrderRepository } from '../ledger/order.repository';
import { progressNotice } from '../notices/notice';
import { staffNotices } from '../submission/submission-failures';
import { LOOK_AGAIN_MS, TrackingRepository } from './tracking.repository';

const MINUTE_MS = 60_000;
/** Looks that missed a document before absence counts as deletion, and how long the first one must be ago. */
const MISSES = 3;
const MISSED_FOR_MS = 2 * MINUTE_MS;
/** The same while REGOS shows no document of the stock at all: its user may have lost the right to see it. */
const STOCK_UNSEEN_FOR_MS = 24 * 60 * MINUTE_MS;
const NEXT_LOOK_MS = MINUTE_MS;
const SELDOM_MS = 10 * MINUTE_MS;

/** Tells an order whose document was deleted in the back office from one that REGOS does not show just now. */
@Injectable()
export class DeletedDocuments {
  constructor(
    private readonly orders: OrderRepository,
    private readonly tracked: TrackingRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly clock: Clock,
  ) {}

  /**
   * A look by the document's id has found none. Once it is certain that there is none, the order is closed.
   * @returns the document when its external code finds one all the same
   */
  async missed(tenant: Tenant, order: Order): Promise<DeliveryOrder | undefined> {
    const { toldStage, toldFacts, regosCode } = order;
    if (toldStage >= STAGES.Finished) return this.wait(order, null); // tidied away after it was sold
    // never read: its stock may be hidden from the integration's user (docs/regos.md 21.11), and absence says nothing
    if (regosCode === undefined) return this.wait(order, SELDOM_MS);
    const found = await attempt(() =>
      this.regos.findByExternalCode(tenant.connection, order.externalCode, 'background'),
    );
    if ('error' in found) return this.wait(order, LOOK_AGAIN_MS);
    const [document] = found.value;
    if (document) return document;
    const now = this.clock.now();
    const { times, since } = toldFacts.missed ?? { times: 0, since: now.toISOString() };
    const facts = { ...toldFacts, missed: { times: times + 1, since } };
    const isOver = toldFacts.deletedDue ?? (await this.isMissedLongEnough(tenant, order, facts.missed));
    if (!isOver) return this.wait(order, times < MISSES ? NEXT_LOOK_MS : SELDOM_MS, facts);
    await this.orders.changeFrom(order, FOLLOWED_STATES, deletion(tenant, order), { told: order });
    return undefined;
  }

  private async isMissedLongEnough(
    tenant: Tenant,
    { stockId }: Order,
    { times, since }: NonNullable<ToldFacts['missed']>,
  ): Promise<boolean> {
    const forMs = this.clock.now().getTime() - Date.parse(since);
    if (times < MISSES || forMs < MISSED_FOR_MS) return false;
    if (forMs >= STOCK_UNSEEN_FOR_MS) return true;
    const shown = await attempt(() => this.regos.showsStock(tenant.connection, stockId));
    return 'value' in shown && shown.value;
  }

  private async wait(order: Order, ms: number | null, facts?: ToldFacts): Promise<undefined> {
    await this.tracked.postpone(order, ms, facts);
    return undefined;
  }
}

/** The order of a document that is there: whatever spoke for its deletion is over. */
export function undoubted(order: Order): Order {
  const { missed, deletedDue, ...toldFacts } = order.toldFacts;
  return missed || deletedDue ? { ...order, toldFacts } : order;
}

/** The end of an order whose document the shop has deleted. Buyer and staff hear the cause; the cart stays as it is. */
export function deletion(tenant: Tenant, order: Order): OrderChange {
  const { chatId, number, toldFacts } = order;
  return {
    set: {
      state: 'cancelled',
      toldStage: STAGES.Canceled,
      toldFacts: { ...toldFacts, deleted: true },
    },
    pollInMs: null,
    step: 'Canceled',
    event: 'deleted in REGOS',
    notices: [
      { chatId, content: { type: 'orderDeleted', number } },
      progressNotice(order),
      ...staffNotices(tenant, number, 'staffDeleted'),
    ],
  };
}
