import { Injectable } from '@nestjs/common';
import type { AlongInTransaction } from '@rto/database';
import { PermanentError, UserError } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { Bell } from '@rto/jobs';
import type { Order } from '../order';
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
    const due = {
      set: { attempts: 0 },
      dueInMs: 0,
      retried: true,
      event: 'retried by the operator',
      along,
    } as const;
    if (!(await this.takeUp(order, due))) throw new OrderConflictError(MOVED_ON);
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

  /** @returns false when it has moved on */
  private async takeUp(order: Order, due: OrderChange): Promise<boolean> {
    const from = [order.state];
    const placed: OrderChange = { ...due, set: { ...due.set, state: 'placed' } };
    switch (order.state) {
      case 'placed':
      case 'submitting':
      case 'unknown':
        return this.orders.changeFrom(order, from, due);
      case 'refused': // there is no document
        return this.orders.changeFrom(order, from, placed);
      case 'needs_attention': // given up: once it was sent there may be one
        if (await this.orders.changeFrom(order, from, placed, { unsent: true })) return true;
        return this.orders.changeFrom(order, from, { ...due, set: { ...due.set, state: 'unknown' } });
      case 'submitted':
        throw new OrderConflictError('REGOS has the order already.');
      case 'cancelled':
        throw new OrderConflictError('The order is cancelled.');
    }
  }
}

function isUserError(error: unknown): error is UserError {
  return error instanceof UserError;
}
