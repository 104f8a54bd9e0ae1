import { DELIVERY_ORDER_STATUSES, type DeliveryOrderStatus } from '@rto/regos';
import type { OrderEvent } from '../ledger/order-queries';
import { APPROVAL_ASKED } from './order-approval';

/** What happened to an order, as far as its shop wants to know. */
export type StaffStepKind =
  'placed' | 'submitted' | 'cancelledByBuyer' | 'cancelledByOperator' | 'deleted' | DeliveryOrderStatus;

export interface StaffStep {
  readonly kind: StaffStepKind;
  /** Who of the staff brought it about; undefined: not from the staff chat. */
  readonly by: string | undefined;
  readonly at: Date;
}

const KINDS: ReadonlyMap<string, StaffStepKind> = new Map<string, StaffStepKind>([
  ['placed', 'placed'],
  ['submitted', 'submitted'],
  ['created', 'submitted'],
  ['approved', 'Approved'],
  ['cancelled by the buyer', 'cancelledByBuyer'],
  ['cancelled by the operator', 'cancelledByOperator'],
  ['cancelled by the staff', 'Canceled'],
  ['deleted in REGOS', 'deleted'],
  ...DELIVERY_ORDER_STATUSES.map((status) => [`status ${status}`, status] as const),
]);

/** Written before the step that a member of the staff asked for. */
const ASKED: ReadonlyMap<string, StaffStepKind> = new Map<string, StaffStepKind>([
  [APPROVAL_ASKED, 'Approved'],
  ['cancellation asked for by the staff', 'Canceled'],
]);

/** The steps in the history of an order, oldest first both. */
export function staffSteps(history: readonly OrderEvent[]): StaffStep[] {
  const members = new Map<StaffStepKind, string | undefined>();
  const steps: StaffStep[] = [];
  for (const { event, detail, at } of history) {
    const asked = ASKED.get(event);
    if (asked) members.set(asked, detail);
    const kind = KINDS.get(event);
    if (kind) steps.push({ kind, by: members.get(kind), at });
  }
  return steps;
}
