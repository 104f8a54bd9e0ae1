import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { CatalogService, type CatalogItem } from '@rto/catalog';
import { Quantity, UserError } from '@rto/kernel';
import { OrderService, type Order, type OrderLine } from '@rto/orders';
import {
  buttonName,
  cancelQuestionScreen,
  contactsOf,
  fitting,
  isCancellable,
  ordersActions,
  ordersScreen,
  orderScreen,
  withRemark,
  type Action,
  type OrdersAction,
  type Screen,
} from '@rto/screens';
import { CartView } from './cart-view';
import { unlessBeingRead } from './catalog-being-read';
import type { Taps } from './flow';
import { moveTo, type Reply, type Turn } from './turn';
import { userErrorText } from './user-error-text';
import type { Words } from './words';

const ORDERS_PER_PAGE = 5;
/** Characters for what could not be repeated, above the cart. */
const REMARKS_ROOM = 400;

@Injectable()
export class OrdersFlow {
  static readonly actions = ordersActions;
  static readonly words: Words = ({ menu, orders }) => [
    [menu.orders, { type: 'openOrders', page: 0 }],
    [orders.repeat, (turn) => ofOrder(turn, 'repeatOrder')],
    [orders.cancel, (turn) => ofOrder(turn, 'askCancel')],
    [orders.cancelYes, (turn) => ofOrder(turn, 'askCancel')],
    [orders.cancelNo, (turn) => ofOrder(turn, 'openOrder')],
  ];
  readonly taps: Taps<OrdersAction> = {
    openOrders: (turn, { page }) => this.list(turn, page),
    openOrder: (turn, { number }) => this.open(turn, number),
    repeatOrder: (turn, { number }) => this.repeat(turn, number),
    askCancel: (turn, { number }) => this.askCancel(turn, number),
    cancelOrder: (turn, { number }) => this.cancel(turn, number),
  };

  constructor(
    private readonly orders: OrderService,
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
    private readonly view: CartView,
  ) {}

  private async list(turn: Turn, page: number): Promise<Reply> {
    const found = await this.orders.list(
      turn.tenant.id,
      turn.chatId,
      ORDERS_PER_PAGE + 1,
      page * ORDERS_PER_PAGE,
    );
    moveTo(turn, { type: 'openOrders', page });
    const hasMore = found.length > ORDERS_PER_PAGE;
    return {
      screen: ordersScreen({ orders: found.slice(0, ORDERS_PER_PAGE), page, hasMore }, turn.t, turn.f),
    };
  }

  private async open(turn: Turn, number: number): Promise<Reply> {
    const order = await this.orders.get(turn.tenant.id, turn.chatId, number);
    moveTo(turn, { type: 'openOrder', number });
    return { screen: shown(order, turn) };
  }

  /**
   * Adds what can still be bought of an order to the cart, which keeps what is in it, and names what cannot be had, or
   * not as much of it.
   */
  private async repeat(turn: Turn, number: number): Promise<Reply> {
    const { t, tenant, chatId } = turn;
    const order = await this.orders.get(tenant.id, chatId, number);
    const snapshot = await this.catalog.snapshot(tenant);
    unlessBeingRead(snapshot, undefined, { type: 'repeatOrder', number });
    const remarks: string[] = [];
    for (const [index, line] of order.lines.entries()) {
      const item = snapshot.item(line.itemId);
      if (item?.sellable) remarks.push(...(await this.addAgain(turn, line, item, index)));
      else remarks.push(t.orders.notAvailable(buttonName(line.name)));
    }
    const screen = await this.view.show(turn, 0);
    if (remarks.length === 0) return { screen, toast: t.orders.repeated };
    return { screen: withRemark(screen, ...fitting(remarks, REMARKS_ROOM, t.cart.more)) };
  }

  /** Two taps: what cannot be taken back is asked about first. */
  private async askCancel(turn: Turn, number: number): Promise<Reply> {
    const order = await this.orders.get(turn.tenant.id, turn.chatId, number);
    moveTo(turn, { type: 'openOrder', number });
    if (isCancellable(order)) return { screen: cancelQuestionScreen(order, turn.t, turn.f) };
    return { screen: shown(order, turn, whyNot(order, turn)) };
  }

  /** When the shop was faster, the order as it is now says why. */
  private async cancel(turn: Turn, number: number): Promise<Reply> {
    const { tenant, chatId, t, f } = turn;
    moveTo(turn, { type: 'openOrder', number });
    try {
      const order = await this.orders.cancel(tenant, chatId, number);
      return { screen: shown(order, turn, howCancelled(order, t)) };
    } catch (error) {
      if (!(error instanceof UserError) || !(error.code in t.errors)) throw error;
      const order = await this.orders.get(tenant.id, chatId, number);
      return { screen: shown(order, turn, userErrorText(error as UserError, t, f)) };
    }
  }

  /** As much as there is of what was ordered comes on top of what is in the cart. @returns what is to be said */
  private async addAgain(turn: Turn, line: OrderLine, item: CatalogItem, index: number): Promise<string[]> {
    const { t, f, tenant, chatId } = turn;
    const change = { type: 'more', item, quantity: line.quantity } as const;
    try {
      const before = await this.carts.get(tenant.id, chatId);
      const { cart } = await this.carts.change(tenant.id, chatId, `${turn.changeId}-${index}`, change);
      const had = before.lines.find(({ itemId }) => itemId === item.id)?.quantity ?? Quantity.zero;
      const has = cart.lines.find(({ itemId }) => itemId === item.id)?.quantity ?? Quantity.zero;
      const wanted = had.plus(line.quantity);
      if (!has.lessThan(wanted)) return [];
      const name = buttonName(line.name);
      return [t.checkout.lessStock(name, f.quantity(wanted, line.unit), f.quantity(has, item.unit))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // a full cart, or goods that went a moment ago: the other lines come all the same
      return [`• ${buttonName(line.name)}: ${userErrorText(error as UserError, t, f)}`];
    }
  }
}

/** Of the order that is shown; the list where there is none. */
function ofOrder({ dialog: { place } }: Turn, type: 'openOrder' | 'repeatOrder' | 'askCancel'): Action {
  return place.type === 'openOrder' ? { type, number: place.number } : { type: 'openOrders', page: 0 };
}

function shown(order: Order, { tenant, t, f }: Turn, remark?: string): Screen {
  return orderScreen(order, t, f, { contacts: contactsOf(tenant.settings), remark });
}

function whyNot(order: Order, { t }: Turn): string {
  switch (order.state) {
    case 'cancelled':
      return howCancelled(order, t);
    case 'placed':
    case 'submitting':
    case 'unknown':
      return t.errors.orderOnItsWay;
    case 'submitted':
    case 'refused':
    case 'needs_attention':
      return t.errors.orderTooLate;
  }
}

function howCancelled({ toldFacts }: Order, t: Turn['t']): string {
  return toldFacts.deleted ? t.orders.deletedByShop : t.orders.cancelled;
}
