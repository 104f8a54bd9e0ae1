import { Injectable } from '@nestjs/common';
import type { AlongInTransaction } from '@rto/database';
import { PermanentError, UserError } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { Bell } from '@rto/jobs';
import { OPEN_STATES, type Order } from '../order';
import { OrderCancellation } from './order-cancellation';
import type { OrderChange } from '../ledger/order-change';
import { OrderRepository } from '../ledger/order.repository';

/** The order is not in a state for it; the message says why, to the operator. */
export class OrderConflictError extends PermanentError {
  override readonly name = 'OrderConflictError';
}

const MOVED_ON = 'The order is being sent just now, or has changed meanwhile; look at it again.';
const CANCEL_REFUSALS: Readonly<Record<string, string>> = {
  orderOnItsWay: 'The order may be in REGOS already; retry it, and cancel it once it is submitted.',
  orderTooLate: 'The shop works on the order already, or it is over; only REGOS can cancel it.',
  orderUnseen:
    'REGOS does not show the document: its stock may be hidden from the integration’s user. If it was deleted, the order is closed by itself.',
};

/** What the operator does with orders. Workers go on meanwhile: every change names the state it was decided on. */
@Injectable()
export class OrderOperations {
  constructor(
    private readonly orders: OrderRepository,
    private readonly cancellation: OrderCancellation,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
  ) {}

  /**
   * Makes an order due at once, under its old external code and with the patience of a new one. One that may have
   * left for REGOS is looked up there first, and created only after the settling time (docs/reliability.md rule 5).
   * @throws OrderConflictError when REGOS has it, when it is cancelled, or while it is being sent
   */
  async retry(order: Order, along: AlongInTransaction): Promise<void> {
    if (order.state === 'submitted') throw new OrderConflictError('REGOS has the order already.');
    if (order.state === 'cancelled') throw new OrderConflictError('The order is cancelled.');
    const due = {
      set: { attempts: 0 },
      dueInMs: 0,
      retried: true,
      event: 'retried by the operator',
      along,
    } as const;
    const isChanged = OPEN_STATES.some((state) => state === order.state)
      ? await this.orders.changeFrom(order, [order.state], due)
      : await this.reopen(order, due);
    if (!isChanged) throw new OrderConflictError(MOVED_ON);
    await this.bell.ring('orders.submit', { tenantId: order.tenantId, orderId: order.id });
  }

  /**
   * Cancels an order that is unsent, or still New in REGOS, and tells the buyer.
   * @throws OrderConflictError otherwise
   * @throws RetryableError when REGOS does not answer
   */
  async cancel(order: Order, along: AlongInTransaction): Promise<void> {
    if (order.state === 'cancelled') throw new OrderConflictError('The order is cancelled already.');
    const tenant = await this.tenants.get(order.tenantId);
    try {
      await this.cancellation.cancel(tenant, order, { name: 'operator', tellBuyer: true, along });
    } catch (error) {
      if (!isUserError(error)) throw error;
      const { code } = error;
      throw new OrderConflictError(CANCEL_REFUSALS[code] ?? code, { cause: error });
    }
    await this.bell.ring('notices.send', { tenantId: tenant.id });
  }

  /** Takes an order up again. A refused one has no document; one that was given up after it was sent may have one. */
  private async reopen(order: Order, due: OrderChange): Promise<boolean> {
    const placed: OrderChange = { ...due, set: { ...due.set, state: 'placed' } };
    if (order.state === 'refused') return this.orders.changeFrom(order, ['refused'], placed);
    if (await this.orders.changeFrom(order, [order.state], placed, { unsent: true })) return true;
    return this.orders.changeFrom(order, [order.state], { ...due, set: { ...due.set, state: 'unknown' } });
  }
}

function isUserError(error: unknown): error is UserError {
  return error instanceof UserError;
}
