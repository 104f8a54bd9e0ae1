import type { Order } from '@rto/orders';
import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import { lineRows } from './cart.screen';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { bold, lines, type Button, type Keyboard, type Screen } from './screen';
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

/** Characters for the lines of an order; the rest of the message needs far less. */
const ROOM = 3_300;

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
      ]),
      ...pageButtons(page, hasMore, t),
      [menuButton(t)],
    ],
  };
}

/** @param remark said first, like the outcome of a cancellation */
export function orderScreen(order: Order, t: Texts, f: Formats, remark?: string): Screen {
  return {
    text: lines(
      ...(remark === undefined ? [] : [remark, '']),
      bold(t.orders.number(order.number)),
      order.regosCode ? t.orders.regosCode(order.regosCode) : undefined,
      t.orders.placedAt(f.dateTime(order.placedAt)),
      t.orders.statusLine(orderStatus(order, t)),
      '',
      ...(order.sold ? [t.orders.nowLike] : []),
      ...lineRows((order.sold ?? order).lines, ROOM, t, f),
      '',
      bold(t.cart.total(f.money(totalNow(order)))),
      order.sold ? t.orders.ordered(f.money(order.total)) : undefined,
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

/** What the shop asks for, which need not be what was ordered. */
function totalNow(order: Order): Order['total'] {
  return (order.sold ?? order).total;
}

function orderStatus(order: Order, t: Texts): string {
  if (order.toldFacts.deleted) return t.orders.deleted;
  return order.state === 'submitted' && order.regosStatus
    ? t.orders.status[order.regosStatus]
    : t.orders.state[order.state];
}

function pageButtons(page: number, hasMore: boolean, t: Texts): Keyboard {
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ label: t.catalog.previous, action: { type: 'openOrders', page: page - 1 } });
  if (hasMore) buttons.push({ label: t.catalog.next, action: { type: 'openOrders', page: page + 1 } });
  return buttons.length === 0 ? [] : [buttons];
}
