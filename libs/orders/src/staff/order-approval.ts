import { Injectable } from '@nestjs/common';
import type { AlongInTransaction } from '@rto/database';
import { UserError } from '@rto/kernel';
import { RegosDeliveryOrders, RegosRefusal } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { OrderRepository } from '../ledger/order.repository';
import { OrderTracking } from '../following/order-tracking';
import { FOLLOWED_STATES, type Order } from '../order';

/** Who of the staff acts, as the card and the audit name them. */
export interface StaffMember {
  /** A person's, or that of the chat for an administrator who stays anonymous. */
  readonly id: number;
  readonly name: string;
  /** Names what they do now: the same after a crash. */
  readonly act: string;
}

/** Before REGOS is asked; its answer is a step of its own. */
export const APPROVAL_ASKED = 'approval asked for by the staff';

/** The shop takes an order from its chat: it is Approved in REGOS, as from the back office. */
@Injectable()
export class OrderApproval {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tracking: OrderTracking,
  ) {}

  /**
   * @param along writes the audit
   * @throws UserError `orderOnItsWay` before REGOS has it, `orderMoved` when it is New no more, `regosRefuses` with
   * REGOS's code
   * @throws RetryableError when REGOS does not answer
   */
  async approve(tenant: Tenant, order: Order, by: StaffMember, along: AlongInTransaction): Promise<void> {
    const { regosDocumentId } = order;
    if (!FOLLOWED_STATES.includes(order.state) || regosDocumentId === undefined) {
      throw new UserError(order.state === 'cancelled' ? 'orderMoved' : 'orderOnItsWay');
    }
    if (order.regosStatus !== 'New') throw new UserError('orderMoved');
    // written before the call: who pressed is on record also when the answer is lost
    const asked = { set: {}, event: APPROVAL_ASKED, detail: by.name, along };
    if (!(await this.orders.changeFrom(order, FOLLOWED_STATES, asked))) throw new UserError('orderMoved');
    await this.setApproved(tenant, order, regosDocumentId);
    await this.tracking.look(tenant, order); // tells buyer and card, as a move of the till does
  }

  private async setApproved(tenant: Tenant, order: Order, documentId: number): Promise<void> {
    try {
      await this.regos.setStatus(tenant.connection, documentId, 'Approved');
    } catch (error) {
      await this.orders.pollSoon(tenant.id, documentId); // it may be approved although the answer was lost
      if (!(error instanceof RegosRefusal)) throw error;
      if (error.kind === 'state' && (await this.isApproved(tenant, order))) return; // by a press before a crash
      throw new UserError('regosRefuses', { code: String(error.code) }, { cause: error });
    }
  }

  private async isApproved(tenant: Tenant, order: Order): Promise<boolean> {
    await this.tracking.look(tenant, order);
    return (await this.orders.findById(tenant.id, order.id))?.regosStatus === 'Approved';
  }
}
