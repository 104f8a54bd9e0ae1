import { Injectable } from '@nestjs/common';
import { auditOfStaff } from '@rto/database';
import { Bell } from '@rto/jobs';
import { RetryableError, UserError } from '@rto/kernel';
import {
  FOLLOWED_STATES,
  OrderApproval,
  OrderCancellation,
  StaffCardRepository,
  type CancelReason,
  type Order,
  type StaffMember,
} from '@rto/orders';
import { RegosRefusal } from '@rto/regos';
import { staffStatus, type Texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';

/** What the staff is told of what it did. */
export interface StaffWords {
  readonly text: string;
  /** It did not work, or is to be read in full. */
  readonly isAlert: boolean;
}

/** What the staff does to orders from its chat; whether it may is asked of REGOS. */
@Injectable()
export class StaffDesk {
  constructor(
    private readonly approval: OrderApproval,
    private readonly cancellation: OrderCancellation,
    private readonly cards: StaffCardRepository,
    private readonly bell: Bell,
  ) {}

  async approve(tenant: Tenant, order: Order, by: StaffMember, t: Texts): Promise<StaffWords> {
    if (isFollowed(order) && order.regosStatus !== 'New') return this.already(order, t);
    return saying(t, t.staff.approved(order.number), async () => {
      const along = auditOfStaff(by, 'order.approve', tenant.id);
      await this.approval.approve(tenant, order, by, along);
    });
  }

  async cancel(
    tenant: Tenant,
    order: Order,
    by: StaffMember,
    reason: CancelReason,
    t: Texts,
  ): Promise<StaffWords> {
    if (!isCancellable(order)) return this.already(order, t);
    return saying(t, t.staff.wasCancelled(order.number), async () => {
      const along = auditOfStaff(by, 'order.cancel', tenant.id);
      const member = { name: by.name, reason };
      await this.cancellation.cancel(tenant, order, { name: 'staff', tellBuyer: true, along, member });
      await this.bell.ring('notices.send', { tenantId: tenant.id });
    });
  }

  /** Somebody was faster: the words name the member where one of the staff it was. */
  async already(order: Order, t: Texts): Promise<StaffWords> {
    if (!isFollowed(order) && order.state !== 'cancelled') {
      return { text: t.staff.onItsWay, isAlert: true };
    }
    const last = (await this.cards.steps(order)).at(-1);
    const name = last?.kind === 'Approved' || last?.kind === 'Canceled' ? (last.by ?? '') : '';
    return { text: t.staff.already(order.number, staffStatus(order, t), name), isAlert: true };
  }
}

function isFollowed({ state }: Order): boolean {
  return FOLLOWED_STATES.includes(state);
}

/** Whether the staff may still think of it; REGOS has the last word. */
export function isCancellable(order: Order): boolean {
  const { regosStatus } = order;
  return isFollowed(order) && (regosStatus === 'New' || regosStatus === 'Approved');
}

async function saying(t: Texts, text: string, work: () => Promise<void>): Promise<StaffWords> {
  try {
    await work();
    return { text, isAlert: false };
  } catch (error) {
    return { text: refusalText(error, t), isAlert: true };
  }
}

/** @throws what is no answer of REGOS */
function refusalText(error: unknown, { staff }: Texts): string {
  if (error instanceof UserError) {
    const { code, cause } = error as UserError;
    if (code === 'orderOnItsWay') return staff.onItsWay;
    if (code === 'orderUnseen') return staff.unseen;
    if (cause instanceof RegosRefusal) return regosText(cause, staff);
    if (code === 'orderTooLate') return staff.tooLate;
    if (code === 'orderMoved') return staff.moved;
  }
  if (error instanceof RegosRefusal) return regosText(error, staff);
  if (error instanceof RetryableError) return staff.regosAway;
  throw error;
}

function regosText({ code, kind }: RegosRefusal, staff: Texts['staff']): string {
  if (code === 1063) return staff.outOfOrder;
  if (code === 1065) return staff.closed;
  return kind === 'config' ? staff.noRight(String(code)) : staff.refused(String(code));
}
