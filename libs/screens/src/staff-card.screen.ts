import type { Quantity } from '@rto/kernel';
import type {
  CancelReason,
  CancelReasonKey,
  Order,
  OrderLine,
  OrderState,
  StaffStep,
  StaffStepKind,
} from '@rto/orders';
import { row, type ActionOf, type ActionTable } from './action';
import { count, keyOf } from './action-parts';
import { lineRows } from './cart.screen';
import type { Formats } from './formats';
import { fitting } from './names';
import { orderFeeRow, totalNow } from './orders.screen';
import { bold, inRows, italic, lines, type Keyboard, type LinkButton, type Screen } from './screen';
import { staff as staffTexts } from './texts/ru-staff';
import { mapUrl } from './shop.screen';
import type { Texts } from './texts';

/** Buttons of the cards in the staff chat. */
export const staffActions = {
  staffApprove: row('qa', { number: count }),
  /** Asks why. */
  staffAskCancel: row('qc', { number: count }),
  staffCancel: row('qx', { number: count, reason: keyOf<CancelReasonKey>(staffTexts.reason) }),
  /** The reason will be typed. */
  staffTypeReason: row('qt', { number: count }),
  staffBack: row('qb', { number: count }),
  staffCall: row('qp', { number: count }),
  /** Through the bot, to a buyer to whom no link leads. */
  staffWrite: row('qw', { number: count }),
  /** Of the conversation with this number: the buyer's messages come no more, or again. */
  staffStopTalk: row('wx', { number: count }),
  staffResumeTalk: row('wr', { number: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    staff: typeof staffActions;
  }
}
export type StaffAction = ActionOf<typeof staffActions>;

/** What a line of the order is in the catalogue now. */
export interface StaffGoods {
  readonly articul: string | undefined;
  readonly left: Quantity;
}

/** An order as the staff packs and delivers it. */
export interface StaffCardView {
  readonly order: Order;
  /** Oldest first. */
  readonly steps: readonly StaffStep[];
  readonly buyer: string | undefined;
  /** Anybody can read the chat: then nothing of the person stands there, and nothing can be pressed. */
  readonly isPublic: boolean;
  readonly seesPhone: boolean;
  /** Orders are approved as they come. */
  readonly approvesItself: boolean;
  readonly goods: ReadonlyMap<number, StaffGoods>;
  /** Opens a chat with the buyer; undefined: the staff writes through the bot. */
  readonly writeUrl: string | undefined;
  /** The reasons take the place of the buttons. */
  readonly asksWhy?: boolean;
  readonly now: Date;
}

/** Characters for the lines of the order, and for what the buyer wrote. */
const LINES_ROOM = 2_200;
const TIMELINE_ROOM = 600;
/** The last of many. */
const STEPS = 12;
const REASONS_A_ROW = 2;

/** The one message of an order in the staff chat; it is edited as the order moves. */
export function staffCardScreen(view: StaffCardView, t: Texts, f: Formats): Screen {
  const { order, isPublic, asksWhy = false } = view;
  const isOpen = AT_REGOS[order.state];
  return {
    text: lines(
      bold(titleOf(view, t)),
      order.regosCode ? t.staff.regosCode(order.regosCode) : undefined,
      ...reasonRows(order, t),
      '',
      ...personRows(view, t),
      ...deliveryRows(view, t, f),
      '',
      ...goodsRows(view, t, f),
      orderFeeRow(order, t, f),
      bold(t.cart.total(f.money(totalNow(order)))),
      '',
      ...timeline(view, t, f).map(italic),
      ...(isOpen && asksWhy ? ['', bold(t.staff.whyCancel)] : []),
    ),
    keyboard: isPublic ? [] : isOpen && asksWhy ? reasonButtons(order, t) : cardButtons(view, t),
  };
}

/** REGOS has it and may move it. */
const AT_REGOS: Readonly<Record<OrderState, boolean>> = {
  placed: false,
  submitting: false,
  unknown: false,
  submitted: true,
  refused: false,
  cancelled: false,
  needs_attention: false,
};

/** How far the order is, in a word for the staff. */
export function staffStatus({ state, regosStatus, toldFacts }: Order, t: Texts): string {
  if (toldFacts.deleted) return t.staff.deleted;
  if (state === 'cancelled') {
    return regosStatus === 'CanceledByPosSale' ? t.staff.status[regosStatus] : t.staff.status.Canceled;
  }
  return regosStatus !== undefined && AT_REGOS[state] ? t.staff.status[regosStatus] : t.orders.state[state];
}

/** The reason of a cancellation in the reader's language. */
export function cancelReasonText(reason: CancelReason, t: Texts): string {
  return 'key' in reason ? t.staff.reason[reason.key] : reason.words;
}

/** New is what nobody of the shop has seen yet, also where it approves by itself. */
function titleOf({ order, approvesItself }: StaffCardView, t: Texts): string {
  const { number, state, regosStatus } = order;
  const isNew = regosStatus === 'New' || (regosStatus === 'Approved' && approvesItself);
  return isNew && state !== 'cancelled'
    ? t.notices.staffNew(number)
    : t.staff.title(number, staffStatus(order, t));
}

function reasonRows({ state, toldFacts: { reason } }: Order, t: Texts): string[] {
  return state === 'cancelled' && reason ? [t.staff.cancelledWhy(cancelReasonText(reason, t))] : [];
}

function personRows({ order, buyer, isPublic, seesPhone }: StaffCardView, t: Texts): string[] {
  if (isPublic) return order.phone ? [t.notices.staffPhoneHidden] : [];
  const phone = seesPhone ? order.phone && t.checkout.phone(`+${order.phone}`) : t.notices.staffPhoneHidden;
  return [...(buyer ? [t.staff.buyer(buyer)] : []), ...(order.phone && phone ? [phone] : [])];
}

function deliveryRows({ order, isPublic, now }: StaffCardView, t: Texts, f: Formats): string[] {
  const { deliveryType, address, deliveryAt, note, toldFacts, cameBy } = order;
  return [
    ...(deliveryType ? [t.staff.delivery(deliveryType.name)] : []),
    ...(address && !isPublic ? [t.staff.address(address)] : []),
    ...(deliveryAt ? [t.staff.wanted(f.when(deliveryAt, now))] : []),
    ...(note && !isPublic ? [t.staff.note(note)] : []),
    ...(cameBy?.source ? [t.staff.cameFrom(cameBy.source)] : []),
    ...(toldFacts.payment ? [t.staff.payment(toldFacts.payment)] : []),
    ...(toldFacts.courier ? [t.staff.courier(toldFacts.courier)] : []),
  ];
}

/** The lines as the shop has them now; under each what helps to find it. */
function goodsRows({ order, goods }: StaffCardView, t: Texts, f: Formats): string[] {
  const { lines: ordered } = order.sold ?? order;
  const rows = lineRows(ordered, LINES_ROOM, t, f);
  return rows.map((text, index) => {
    const line = ordered[index];
    const found = line && goods.get(line.itemId);
    return line && found ? `${text}${besides(line, found, t, f)}` : text;
  });
}

function besides({ unit }: OrderLine, { articul, left }: StaffGoods, t: Texts, f: Formats): string {
  const parts = [articul ? t.staff.articul(articul) : undefined, t.staff.left(f.quantity(left, unit))];
  return `\n   ${parts.filter((part) => part !== undefined).join(', ')}`;
}

/** Of a step that was taken here, also who it was. */
function timeline({ steps, now }: StaffCardView, t: Texts, f: Formats): string[] {
  const rows = steps.slice(-STEPS).map(({ kind, by, at }) => {
    const text = stepText(kind, t);
    return `${f.time(at, now)} ${by === undefined ? text : t.staff.byMember(text, by)}`;
  });
  return fitting(rows, TIMELINE_ROOM, t.cart.more);
}

function stepText(kind: StaffStepKind, { staff }: Texts): string {
  switch (kind) {
    case 'placed':
    case 'submitted':
    case 'cancelledByBuyer':
    case 'cancelledByOperator':
    case 'deleted':
      return staff[kind];
    default:
      return staff.status[kind];
  }
}

function cardButtons({ order, seesPhone, writeUrl }: StaffCardView, t: Texts): Keyboard {
  const { number, regosStatus } = order;
  const isNew = AT_REGOS[order.state] && regosStatus === 'New';
  const mayCancel = isNew || (AT_REGOS[order.state] && regosStatus === 'Approved');
  const url = order.location && mapUrl(order.location);
  const write: LinkButton | { label: string; action: StaffAction } =
    writeUrl === undefined
      ? { label: t.staff.write, action: { type: 'staffWrite', number } }
      : { label: t.staff.write, url: writeUrl };
  const rows: Keyboard = [
    [
      ...(isNew ? [{ label: t.staff.approve, action: { type: 'staffApprove', number } } as const] : []),
      ...(mayCancel ? [{ label: t.staff.cancel, action: { type: 'staffAskCancel', number } } as const] : []),
    ],
    [
      ...(seesPhone && order.phone
        ? [{ label: t.staff.call, action: { type: 'staffCall', number } } as const]
        : []),
      ...(url === undefined ? [] : [{ label: t.staff.map, url }]),
    ],
    order.chatId > 0 ? [write] : [],
  ];
  return rows.filter((buttons) => buttons.length > 0);
}

function reasonButtons({ number }: Order, t: Texts): Keyboard {
  const reasons = Object.keys(t.staff.reason) as CancelReasonKey[];
  const buttons = reasons.map((reason) => ({
    label: t.staff.reason[reason],
    action: { type: 'staffCancel', number, reason } as const,
  }));
  return [
    ...inRows(buttons, REASONS_A_ROW),
    [
      { label: t.staff.ownReason, action: { type: 'staffTypeReason', number } },
      { label: t.staff.back, action: { type: 'staffBack', number } },
    ],
  ];
}
