import { Quantity } from '@rto/kernel';
import type { ChatId, CheckoutId, Money, OrderId, TenantId, Unit } from '@rto/kernel';
import type { MapPoint } from '@rto/settings';
import { isCanceled, type DeliveryOrderStatus } from '@rto/regos';
import type { LinkKey } from './links/start-link';

/** Life of an order (docs/product.md 8). */
export const ORDER_STATES = [
  'placed',
  'submitting',
  'unknown',
  'submitted',
  'refused',
  'cancelled',
  'needs_attention',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * How far orders are: `open` ones are on their way to REGOS, `halted` ones wait for people to let them go on, those that
 * are `followed` have a document there, and nothing comes of those that are `off`.
 */
type Phase = 'open' | 'halted' | 'followed' | 'off';

const PHASES: Readonly<Record<OrderState, Phase>> = {
  placed: 'open',
  submitting: 'open',
  unknown: 'open',
  submitted: 'followed',
  refused: 'off',
  cancelled: 'off',
  needs_attention: 'halted',
};

/** An attempt is due, or under way. */
export const OPEN_STATES = inPhases('open');
/** REGOS may still get it. */
export const UNFINISHED_STATES = inPhases('open', 'halted');
/** Name and phone are needed, so that its person cannot be forgotten: REGOS asks for them. */
export const PERSONAL_STATES = UNFINISHED_STATES;
/** REGOS has it, or will never get it. */
export const FINISHED_STATES = inPhases('followed', 'off');
/** Its document is read until REGOS expects no further move. */
export const FOLLOWED_STATES = inPhases('followed');

const IS_IDLE: Readonly<Record<OrderState, boolean>> = {
  placed: true,
  submitting: false,
  unknown: false,
  submitted: false,
  refused: false,
  cancelled: false,
  needs_attention: true,
};
/** No attempt has it in hand: one that was never sent can be cancelled without REGOS. */
export const IDLE_STATES = ORDER_STATES.filter((state) => IS_IDLE[state]);

const IS_OF_THE_DAY: Readonly<Record<OrderState, boolean>> = {
  placed: true,
  submitting: true,
  unknown: true,
  submitted: true,
  refused: false, // what the shop could not take is no order of the person's
  cancelled: true,
  needs_attention: true,
};
/** It is one of those that a person may place in a day. */
export const STATES_OF_THE_DAY = ORDER_STATES.filter((state) => IS_OF_THE_DAY[state]);

function inPhases(...phases: readonly Phase[]): readonly OrderState[] {
  return ORDER_STATES.filter((state) => phases.includes(PHASES[state]));
}

/** Stands for the chat of a person who was forgotten; Telegram has no such chat. */
export const NOBODY: ChatId = 0;

export interface OrderLine {
  readonly itemId: number;
  readonly name: string;
  readonly unit: Unit;
  readonly quantity: Quantity;
  /** Of one unit. */
  readonly price: Money;
}

export type GeoPoint = MapPoint;

/** What the buyer confirmed; never changed afterwards. */
export interface OrderDraft {
  readonly tenantId: TenantId;
  readonly checkoutId: CheckoutId;
  readonly chatId: ChatId;
  readonly phone: string | undefined;
  readonly deliveryType: { readonly id: number; readonly name: string } | undefined;
  readonly address: string | undefined;
  readonly location: GeoPoint | undefined;
  readonly note: string | undefined;
  readonly paymentTypeId: number | undefined;
  /** The time the buyer wants it at. */
  readonly deliveryAt: Date | undefined;
  readonly priceTypeId: number;
  readonly stockId: number;
  readonly sourceId: number;
  /** The link that brought the buyer; undefined: none did. */
  readonly cameBy?: LinkKey | undefined;
  /** The loyalty card that goes with it; null: none does, undefined: that is for REGOS to say. */
  readonly card?: OrderCard | null | undefined;
  readonly lines: readonly OrderLine[];
  /** For bringing it; undefined when nothing is taken for that. */
  readonly fee: OrderFee | undefined;
  /** Of the document in REGOS: the goods, and the fee where it is a line of its own. */
  readonly total: Money;
}

/** A loyalty card by the words its owner knows it by. */
export interface OrderCard {
  readonly id: number;
  readonly name: string;
}

export interface OrderFee {
  readonly amount: Money;
  /** Whose line it is in REGOS; undefined: it stands in the description. */
  readonly itemId: number | undefined;
}

/** The lines of the document in REGOS. */
export function documentLines({
  lines,
  fee,
}: Pick<OrderDraft, 'lines' | 'fee'>): readonly Pick<OrderLine, 'itemId' | 'quantity' | 'price'>[] {
  if (fee?.itemId === undefined) return lines;
  return [...lines, { itemId: fee.itemId, quantity: Quantity.of('1'), price: fee.amount }];
}

/** A line as the shop has it now. Decimals are text: it is kept as JSON. */
export interface SoldLine {
  readonly itemId: number;
  readonly name: string;
  /** Undefined for goods that were not ordered and that REGOS names none for. */
  readonly unit: Unit | undefined;
  readonly quantity: string;
  readonly price: string;
}

/** What of its document the buyer was told besides the status; each value once. Kept as JSON. */
export interface ToldFacts {
  readonly courier?: string;
  /** Name of the way of payment, as the document has it; nobody is told of it, the staff's card has it. */
  readonly payment?: string;
  readonly receiptUrl?: string;
  /** What the shop has made of lines and total; absent while they are as ordered. */
  readonly sold?: { readonly lines: readonly SoldLine[]; readonly total: string };
  /** At which status the lines were read last. */
  readonly linesReadAt?: DeliveryOrderStatus;
  /** An event said that the lines have changed; they are still to be read. */
  readonly linesDue?: true;
  /** REGOS has not shown the document when it was asked for, so often since then (an instant as ISO text). */
  readonly missed?: { readonly times: number; readonly since: string };
  /** An event said that the document was deleted; that is still to be verified. */
  readonly deletedDue?: true;
  /** The shop has deleted the document: that is why the order is cancelled. */
  readonly deleted?: true;
  /** Why the shop cancels it, for the buyer to read. */
  readonly reason?: CancelReason;
}

/** Reasons that the staff can choose. */
export type CancelReasonKey = 'noGoods' | 'noAnswer' | 'tooFar' | 'noTime' | 'twice';

/** One of the list, or in the staff's own words. */
export type CancelReason = { readonly key: CancelReasonKey } | { readonly words: string };

/** A stage that an order has reached, and when. */
export interface OrderStep {
  readonly status: DeliveryOrderStatus;
  readonly at: Date;
}

/** An order as the ledger has it. */
export interface Order extends OrderDraft {
  readonly id: OrderId;
  /** Counts from 1 in each tenant. */
  readonly number: number;
  readonly state: OrderState;
  readonly externalCode: string;
  readonly customerId: number | undefined;
  readonly regosDocumentId: number | undefined;
  readonly regosCode: string | undefined;
  readonly regosStatus: DeliveryOrderStatus | undefined;
  /** Furthest stage of `STAGES` the buyer was told of. */
  readonly toldStage: number;
  readonly toldFacts: ToldFacts;
  /** The stages since it was placed, forward moves only, oldest first. */
  readonly steps: readonly OrderStep[];
  /** The message that tells the buyer how far it is; undefined before there is one. */
  readonly statusMessageId: number | undefined;
  /** What the shop has made of lines and total, of `toldFacts`; undefined while they are as ordered. */
  readonly sold: { readonly lines: readonly OrderLine[]; readonly total: Money } | undefined;
  readonly attempts: number;
  readonly lastError: string | undefined;
  /** By the database's clock, as all instants of the ledger: those of the processes differ. */
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

/** An order that this process holds for one attempt; every write names the fence (docs/reliability.md rule 4). */
export interface ClaimedOrder extends Order {
  readonly fence: number;
  /** When the first AddFull may have left; from then on the code is looked up before anything is created. */
  readonly firstSentAt: Date | undefined;
  /** When the operator last had it tried again: from then on it is as patient as a new order. */
  readonly retriedAt: Date | undefined;
  /** Since then, or since it was placed, in milliseconds of database time. */
  readonly openForMs: number;
  /** Placed before this process began, by the database's clock: its row may come from an old backup. */
  readonly isOlderThanProcess: boolean;
  /** How long ago a create with unknown outcome ended, in milliseconds of database time; undefined when none. */
  readonly unknownForMs: number | undefined;
}

/** The stages of the way to the buyer and back; statuses that say the same to the buyer share one. */
export const STAGES: Readonly<Record<DeliveryOrderStatus, number>> = {
  Unknown: 0,
  New: 1,
  Approved: 2,
  Processing: 3,
  Paying: 4,
  Finished: 5,
  ReturnPaying: 6,
  ReturnProcessing: 6,
  CanceledByPosReturn: 7,
  CanceledByPosSale: 9,
  Canceled: 9,
};

/**
 * The stage that the buyer is to be told of, or undefined: forward moves only, for an order may go back to New at the
 * till (docs/regos.md 10.4). Once it is sold, every move is news: a return may begin, be called off, and begin again.
 */
export function newStage(toldStage: number, status: DeliveryOrderStatus): number | undefined {
  const stage = STAGES[status];
  const isSold = toldStage >= STAGES.Finished && stage >= STAGES.Finished;
  return stage > toldStage || (isSold && stage !== toldStage) ? stage : undefined;
}

/** REGOS expects no further move: only an event brings a look. */
export function isClosed(status: DeliveryOrderStatus): boolean {
  return status === 'Finished' || status === 'CanceledByPosReturn' || isCanceled(status);
}
