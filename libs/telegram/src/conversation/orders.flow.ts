import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import { UserError } from '@rto/kernel';
import { OrderService, type Order } from '@rto/orders';
import { buttonName, cartScreen, fitting, ordersScreen, orderScreen, withRemark } from '@rto/screens';
import { moveTo, type Reply, type Turn } from './turn';

const ORDERS_PER_PAGE = 5;
/** Characters for what could not be repeated, above the cart. */
const REMARKS_ROOM = 400;

@Injectable()
export class OrdersFlow {
  constructor(
    private readonly orders: OrderService,
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
  ) {}

  async list(turn: Turn, page: number): Promise<Reply> {
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

  async open(turn: Turn, number: number): Promise<Reply> {
    const order = await this.orders.get(turn.tenant.id, turn.chatId, number);
    moveTo(turn, { type: 'openOrder', number });
    return { screen: orderScreen(order, turn.t, turn.f) };
  }

  /** Puts what can still be bought of an order into the cart, and names what cannot, or not as much of it. */
  async repeat(turn: Turn, number: number): Promise<Reply> {
    const { t, f, tenant, chatId } = turn;
    const order = await this.orders.get(tenant.id, chatId, number);
    const snapshot = await this.catalog.snapshot(tenant);
    const remarks: string[] = [];
    for (const [index, line] of order.lines.entries()) {
      const name = buttonName(line.name);
      const item = snapshot.item(line.itemId);
      if (!item?.sellable) {
        remarks.push(t.orders.notAvailable(name));
        continue;
      }
      const isScarce = item.allowed.lessThan(line.quantity);
      const quantity = isScarce ? item.allowed : line.quantity;
      const change = { type: 'set', item, quantity } as const;
      await this.carts.change(tenant.id, chatId, `${turn.changeId}-${index}`, change);
      if (!isScarce) continue;
      remarks.push(
        t.checkout.lessStock(name, f.quantity(line.quantity, line.unit), f.quantity(quantity, item.unit)),
      );
    }
    const screen = cartScreen(await this.carts.get(tenant.id, chatId), 0, t, f);
    moveTo(turn, { type: 'openCart', page: 0 });
    if (remarks.length === 0) return { screen, toast: t.orders.repeated };
    return { screen: withRemark(screen, ...fitting(remarks, REMARKS_ROOM, t.cart.more)) };
  }

  async cancel(turn: Turn, number: number): Promise<Reply> {
    const order = await this.orders.cancel(turn.tenant, turn.chatId, number);
    moveTo(turn, { type: 'openOrder', number });
    return { screen: orderScreen(order, turn.t, turn.f, cancelRemark(order, turn)) };
  }
}

function cancelRemark(order: Order, turn: Turn): string {
  if (order.state !== 'cancelled') throw new UserError('orderTooLate');
  return turn.t.orders.cancelled;
}
