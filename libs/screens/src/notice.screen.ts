import { Money, Quantity } from '@rto/kernel';
import type {
  CardNotice,
  Notice,
  Order,
  PickedLine,
  Portion,
  RefusalReason,
  TalkNotice,
  NewsNotice,
} from '@rto/orders';
import type { Action } from './action';
import { alarmScreen } from './alarm.screen';
import { lineRows } from './cart.screen';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { fitting, namesFor } from './names';
import { repeatButton } from './orders.screen';
import { progressScreen } from './progress.screen';
import { bold, lines, type Keyboard, type Screen } from './screen';
import { reachText, type ShopContacts } from './shop.screen';
import { dailySummaryScreen } from './daily-summary.screen';
import { cancelReasonText } from './staff-card.screen';
import { writeRow } from './talk.screen';
import type { Texts } from './texts';

/** Characters for the lines of an order in the message for the staff. */
const ROOM = 3_000;

/** The statuses at which the shop has said yes to an order. */
const ACCEPTED: readonly Order['regosStatus'][] = ['Approved', 'Processing', 'Paying', 'Finished'];

export interface NoticeReader {
  /** Whether anybody can read it there, who is not to learn a buyer's phone. */
  readonly toPublic?: boolean;
  /** By which a buyer can ask the shop. */
  readonly contacts?: ShopContacts;
}

/** What is told by a screen alone. */
export type SentNotice = Exclude<Notice, CardNotice | TalkNotice | NewsNotice | { type: 'campaign' }>;

type StaffRating = Extract<Notice, { type: 'staffRating' }>;

/** A message that was not asked for: what became of an order. Buttons only where the reader is the buyer. */
export function noticeScreen(
  notice: SentNotice,
  order: Order | undefined,
  t: Texts,
  f: Formats,
  reader: NoticeReader = {},
): Screen {
  const isPublic = reader.toPublic === true;
  const screen =
    notice.type === 'staffRating' ? ratingScreen(notice, t) : screenOf(notice, order, t, f, isPublic);
  const { contacts = {} } = reader;
  if (!TROUBLES.includes(notice.type)) return { ...screen, stays: true };
  const write = writeRow(contacts.canWrite, t, 'number' in notice ? notice.number : 0);
  return {
    ...screen,
    stays: true,
    text: lines(screen.text, reachText(contacts, t)),
    keyboard: [...write, ...screen.keyboard],
  };
}

/** What makes a buyer want to ask the shop. */
const TROUBLES: readonly Notice['type'][] = [
  'orderRefused',
  'orderCancelled',
  'orderDeleted',
  'orderNeedsAttention',
  'phoneUsedByOther',
  'talkLost',
];

function ratingScreen({ number, liked }: StaffRating, t: Texts): Screen {
  return { text: [liked ? t.news.liked(number) : t.news.disliked(number)], keyboard: [] };
}

function screenOf(
  notice: Exclude<SentNotice, StaffRating>,
  order: Order | undefined,
  t: Texts,
  f: Formats,
  toPublic: boolean,
): Screen {
  if (!('number' in notice)) return screenOfNoOrder(notice, t, f);
  const open: Keyboard = [
    [
      { label: t.orders.number(notice.number), action: { type: 'openOrder', number: notice.number } },
      menuButton(t),
    ],
  ];
  const staff = (title: string): Screen['text'] => staffText(title, order, toPublic, t, f);
  switch (notice.type) {
    case 'orderPlaced':
    case 'orderProgress':
    case 'orderStatus':
      return order ? progressScreen(order, t, f) : { text: [t.orders.number(notice.number)], keyboard: open };
    case 'orderAccepted':
      return { text: acceptedText(notice.number, order, t), keyboard: open };
    case 'orderCode':
      return {
        text: lines(t.orders.number(notice.number), t.notices.acceptedCode(notice.regosCode)),
        keyboard: open,
      };
    case 'orderWaiting':
      return { text: [t.notices.waiting(notice.number)], keyboard: open };
    case 'orderRefused':
      return refusedScreen(notice, t);
    case 'orderCancelled': {
      const { cancelled, cancelledAtTill } = t.notices;
      const words = notice.status === 'Canceled' ? cancelled : cancelledAtTill;
      const reason = order?.toldFacts.reason;
      return {
        text: lines(words(notice.number), reason && t.staff.cancelledWhy(cancelReasonText(reason, t))),
        keyboard: [[repeatButton(notice.number, t)], ...open],
      };
    }
    case 'orderCourier':
      return { text: [t.notices.courier(notice.number, notice.courier)], keyboard: open };
    case 'orderPicked':
      return { text: pickedText(notice, t, f), keyboard: open };
    case 'orderReceipt':
      return { text: [t.notices.receipt(notice.number, notice.url)], keyboard: open };
    case 'orderNeedsAttention':
      return { text: [t.notices.needsAttention(notice.number)], keyboard: open };
    case 'orderDeleted':
      return {
        text: [t.notices.deleted(notice.number)],
        keyboard: [[repeatButton(notice.number, t)], ...open],
      };
    case 'staffAttention':
      return { text: staff(t.notices.staffAttention(notice.number)), keyboard: [] };
    case 'staffDeleted':
      return { text: staff(t.notices.staffDeleted(notice.number)), keyboard: [] };
  }
}

function acceptedText(number: number, order: Order | undefined, t: Texts): Screen['text'] {
  const { accepted, approved, acceptedCode } = t.notices;
  const words = ACCEPTED.includes(order?.regosStatus) ? approved : accepted;
  return lines(words(number), order?.regosCode && acceptedCode(order.regosCode));
}

function screenOfNoOrder(notice: Exclude<SentNotice, { number: number }>, t: Texts, f: Formats): Screen {
  switch (notice.type) {
    case 'phoneUsedByOther':
      return { text: [t.notices.phoneUsedByOther], keyboard: [[menuButton(t)]] };
    case 'staffRegosAway':
    case 'staffRegosBack':
    case 'staffCallsSpent':
    case 'staffQuota':
      return alarmScreen(notice, t, f);
    case 'talkLost':
      return { text: [t.talk.lost], keyboard: [[menuButton(t)]] };
    case 'dailySummary':
    case 'staffDailySummary':
      return dailySummaryScreen(notice.summary, notice.type === 'dailySummary', t, f);
    case 'staffChatMoved':
      return { text: [t.notices.staffChatMoved(String(notice.movedTo))], keyboard: [] };
    case 'backInStock': {
      const open: Action = { type: 'openItem', itemId: notice.itemId, origin: { type: 'none' } };
      return {
        text: [t.saved.cameBack(namesFor(1, ROOM)(notice.name))],
        keyboard: [[{ label: t.saved.open, action: open }, menuButton(t)]],
      };
    }
  }
}

function pickedText(notice: Extract<Notice, { type: 'orderPicked' }>, t: Texts, f: Formats): Screen['text'] {
  const { lines: picked, total, currency } = notice;
  const nameOf = namesFor(picked.length, ROOM);
  const rows = picked.map((line) => pickedRow({ ...line, name: nameOf(line.name) }, currency, t, f));
  return lines(
    pickedTitle(notice, t),
    ...fitting(rows, ROOM, t.cart.more),
    bold(t.notices.pickedTotal(f.money(Money.of(total, currency)))),
  );
}

/** Names what has changed: goods, else prices, else the total alone. */
function pickedTitle({ number, lines: picked }: Extract<Notice, { type: 'orderPicked' }>, t: Texts): string {
  if (picked.length === 0) return t.notices.retotalled(number);
  const isRepriced = picked.every(({ was, now }) => was === now);
  return isRepriced ? t.notices.repriced(number) : t.notices.picked(number);
}

function pickedRow(
  { name, unit, was, now, portions }: PickedLine,
  currency: string,
  t: Texts,
  f: Formats,
): string {
  const money = (price: string): string => f.money(Money.of(price, currency));
  const amount = (decimal: string): string =>
    unit ? f.quantity(Quantity.of(decimal), unit) : f.number(decimal);
  const told = (total: string, parts: readonly Portion[] | undefined): string =>
    parts?.map(({ quantity, price }) => `${amount(quantity)} × ${money(price)}`).join(' + ') ?? amount(total);
  if (was === '0') return t.notices.pickedAdded(name, told(now, portions?.now));
  if (now === '0') return t.notices.pickedGone(name, amount(was));
  const [[before, ...more], [after, ...others]] = [portions?.was ?? [], portions?.now ?? []];
  if (was === now && before && after && more.length + others.length === 0) {
    return t.checkout.priceChanged(name, money(before.price), money(after.price));
  }
  return t.notices.pickedLine(name, told(was, portions?.was), told(now, portions?.now));
}

function staffText(
  title: string,
  order: Order | undefined,
  toPublic: boolean,
  t: Texts,
  f: Formats,
): Screen['text'] {
  if (!order) return [title];
  const phone = toPublic ? t.notices.staffPhoneHidden : order.phone && t.checkout.phone(`+${order.phone}`);
  return lines(
    title,
    order.regosCode ? t.orders.regosCode(order.regosCode) : undefined,
    order.phone ? phone : undefined,
    ...lineRows(order.lines, ROOM, t, f),
    t.cart.total(f.money(order.total)),
    order.lastError,
  );
}

function refusedScreen({ number, reason }: Extract<Notice, { type: 'orderRefused' }>, t: Texts): Screen {
  return {
    text: lines(t.notices.refused(number, t.notices.refusal[reason]), refusalHint(reason, t)),
    keyboard: [[{ label: t.menu.cart, action: { type: 'openCart', page: 0 } }, menuButton(t)]],
  };
}

/** What the buyer can do about it, where the reason does not say so itself. */
function refusalHint(reason: RefusalReason, t: Texts): string | undefined {
  if (reason === 'phoneInvalid') return t.notices.phoneInvalidHint;
  return reason === 'phoneMissing' ? t.notices.phoneMissingHint : undefined;
}
