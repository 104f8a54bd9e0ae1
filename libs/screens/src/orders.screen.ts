import { Quantity } from '@rto/kernel';
import type { Order, OrderLine } from '@rto/orders';
import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import { lineRows } from './cart.screen';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { buttonName, fitting, namesFor } from './names';
import { bold, lines, type Button, type Keyboard, type Screen } from './screen';
import { reachText, type ShopContacts } from './shop.screen';
import { writeRow } from './talk.screen';
import type { Texts } from './texts';

/** Buttons of orders. */
export const ordersActions = {
  openOrders: row('h', { page: count }),
  openOrder: row('ho', { number: count }),
  repeatOrder: row('hr', { number: count }),
  /** Asks whether it is meant. Also on older messages, where it cancelled at once: one tap loses no order. */
  askCancel: row('hc', { number: count }),
  cancelOrder: row('hx', { number: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    orders: typeof ordersActions;
  }
}
export type OrdersAction = ActionOf<typeof ordersActions>;

/** Characters for the lines of an order; address, note and receipt may take a thousand and more. */
const ROOM = 2_200;

interface OrdersPage {
  readonly orders: readonly Order[];
  readonly page: number;
  readonly hasMore: boolean;
}

export function ordersScreen({ orders, page, hasMore }: OrdersPage, t: Texts, f: Formats): Screen {
  if (orders.length === 0 && page === 0) {
    return {
      text: lines(bold(t.orders.title), '', t.orders.empty),
      keyboard: [[{ label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } }, menuButton(t)]],
    };
  }
  return {
    text: lines(
      bold(t.orders.title),
      ...orders.flatMap((order) => [
        '',
        bold(t.orders.number(order.number)),
        `${f.dateTime(order.placedAt)} · ${f.money(totalNow(order))}`,
        t.orders.statusLine(orderStatus(order, t)),
      ]),
    ),
    keyboard: [
      ...orders.map((order): Button[] => [
        {
          label: `${t.orders.number(order.number)} — ${f.money(totalNow(order))}`,
          action: { type: 'openOrder', number: order.number },
        },
        repeatButton(order.number, t),
      ]),
      ...pageButtons(page, hasMore, t),
      [menuButton(t)],
    ],
  };
}

/**
 * All there is to know of an order, and what to do next.
 * @param given.contacts of the shop, which it can be asked about
 * @param given.remark said first, like the outcome of a cancellation
 */
export function orderScreen(
  order: Order,
  t: Texts,
  f: Formats,
  { contacts = {}, remark }: { readonly contacts?: ShopContacts; readonly remark?: string | undefined } = {},
): Screen {
  return {
    text: lines(
      ...(remark === undefined ? [] : [remark, '']),
      bold(t.orders.number(order.number)),
      order.regosCode ? t.orders.regosCode(order.regosCode) : undefined,
      t.orders.placedAt(f.dateTime(order.placedAt)),
      t.orders.statusLine(orderStatus(order, t)),
      '',
      ...(order.sold ? [t.orders.nowLike] : []),
      ...(order.sold ? soldRows(order, order.sold.lines, t, f) : lineRows(order.lines, ROOM, t, f)),
      '',
      orderFeeRow(order, t, f),
      bold(t.cart.total(f.money(totalNow(order)))),
      order.sold ? t.orders.ordered(f.money(order.total)) : undefined,
      ...handingOver(order, t, f),
      '',
      nextStep(order, t),
      reachText(contacts, t),
    ),
    keyboard: [
      [repeatButton(order.number, t)],
      ...(isCancellable(order)
        ? [
            [
              {
                label: t.orders.cancel,
                action: { type: 'askCancel', number: order.number },
              } satisfies Button,
            ],
          ]
        : []),
      ...writeRow(contacts.canWrite, t, order.number),
      [{ label: t.menu.orders, action: { type: 'openOrders', page: 0 } }, menuButton(t)],
    ],
  };
}

export function repeatButton(number: number, t: Texts): Button {
  return { label: t.orders.repeat, action: { type: 'repeatOrder', number } };
}

/** Before an order is cancelled: a tap that was not meant costs nothing. */
export function cancelQuestionScreen(order: Order, t: Texts, f: Formats): Screen {
  const { number } = order;
  return {
    text: lines(
      bold(t.orders.cancelQuestion(number)),
      '',
      ...lineRows((order.sold ?? order).lines, ROOM, t, f),
      '',
      t.cart.total(f.money(totalNow(order))),
    ),
    keyboard: [
      [{ label: t.orders.cancelYes, action: { type: 'cancelOrder', number } }],
      [{ label: t.orders.cancelNo, action: { type: 'openOrder', number } }],
    ],
  };
}

/** While it is New (docs/product.md 7); what is still on its way to REGOS may be cancelled too. */
export function isCancellable(order: Order): boolean {
  switch (order.state) {
    case 'placed':
      return true;
    case 'submitted':
      return order.regosStatus === 'New';
    case 'submitting':
    case 'unknown':
    case 'refused':
    case 'cancelled':
    case 'needs_attention':
      return false;
  }
}

/** What the shop asks for, which need not be what was ordered, with a delivery that is no line of the document. */
export function totalNow({ sold, fee, ...ordered }: Order): Order['total'] {
  const { total } = sold ?? ordered;
  return fee && fee.itemId === undefined ? total.plus(fee.amount) : total;
}

/** Unless it stands among the lines already. */
export function orderFeeRow({ sold, fee }: Order, t: Texts, f: Formats): string | undefined {
  const isLine = sold !== undefined && fee?.itemId !== undefined;
  return fee && !isLine ? t.checkout.fee(f.money(fee.amount)) : undefined;
}

export function orderStatus(order: Order, t: Texts): string {
  if (order.toldFacts.deleted) return t.orders.deleted;
  const status = statusInShop(order);
  return status ? t.orders.status[status] : t.orders.state[order.state];
}

/** Of an order that the shop has; undefined before that, and once it is over. */
function statusInShop({ state, regosStatus }: Order): Order['regosStatus'] {
  return state === 'submitted' || state === 'submitting' ? regosStatus : undefined;
}

function nextStep(order: Order, t: Texts): string {
  const status = statusInShop(order);
  return status ? t.orders.nextStatus[status] : t.orders.nextState[order.state];
}

/** How the buyer gets it, as far as it is known. */
function handingOver(order: Order, t: Texts, f: Formats): string[] {
  const { deliveryType, address, location, deliveryAt, card, note } = order;
  const { courier, receiptUrl } = order.toldFacts;
  const rows = [
    deliveryType && t.checkout.delivery(buttonName(f.delivery(deliveryType.name))),
    address && t.checkout.address(address),
    location && t.checkout.location,
    deliveryAt && t.orders.deliveryAt(f.dateTime(deliveryAt)),
    card ? t.checkout.card(card.name) : undefined,
    note && t.checkout.note(note),
    courier && t.orders.courier(courier),
    receiptUrl && t.orders.receipt(receiptUrl),
  ].filter((row) => row !== undefined);
  return rows.length === 0 ? [] : ['', ...rows];
}

/** The lines as they are now, each with what it was, and what is gone. */
function soldRows(order: Order, sold: readonly OrderLine[], t: Texts, f: Formats): string[] {
  const gone = order.lines.filter(({ itemId }) => !sold.some((line) => line.itemId === itemId));
  const nameOf = namesFor(sold.length + gone.length, ROOM);
  const rows = sold.map((line, index) => {
    const { itemId, name, quantity, unit, price } = line;
    const sum = f.money(price.times(quantity));
    const isFirst = sold.findIndex((other) => other.itemId === itemId) === index;
    const was = isFirst ? wasBefore(order, sold, line, t, f) : undefined;
    const row = `• ${nameOf(name)}: ${f.quantity(quantity, unit)} × ${f.money(price)} = ${sum}`;
    return was === undefined ? row : `${row} (${was})`;
  });
  const goneRows = gone.map(({ name, quantity, unit }) =>
    t.notices.pickedGone(nameOf(name), f.quantity(quantity, unit)),
  );
  return fitting([...rows, ...goneRows], ROOM, t.cart.more);
}

/** @returns undefined for an item that is as it was ordered */
function wasBefore(
  { lines: ordered }: Order,
  sold: readonly OrderLine[],
  { itemId }: OrderLine,
  t: Texts,
  f: Formats,
): string | undefined {
  const was = ordered.find((line) => line.itemId === itemId);
  if (!was) return t.orders.added;
  const now = sold.filter((line) => line.itemId === itemId);
  const quantity = now.reduce((sum, line) => sum.plus(line.quantity), Quantity.zero);
  const amount = f.quantity(was.quantity, was.unit);
  if (now.some(({ price }) => !price.equals(was.price)))
    return t.orders.was(`${amount} × ${f.money(was.price)}`);
  return quantity.equals(was.quantity) ? undefined : t.orders.was(amount);
}

function pageButtons(page: number, hasMore: boolean, t: Texts): Keyboard {
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ label: t.catalog.previous, action: { type: 'openOrders', page: page - 1 } });
  if (hasMore) buttons.push({ label: t.catalog.next, action: { type: 'openOrders', page: page + 1 } });
  return buttons.length === 0 ? [] : [buttons];
}
