import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import { Quantity, UserError } from '@rto/kernel';
import { OrderService, type Order } from '@rto/orders';
import { cartScreen, ordersScreen, orderScreen } from '@rto/screens';
import { moveTo, type Reply, type Turn } from './turn';

const ORDERS_PER_PAGE = 5;

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

  /** Puts what can still be bought of an order into the cart, and names the rest. */
  async repeat(turn: Turn, number: number): Promise<Reply> {
    const order = await this.orders.get(turn.tenant.id, turn.chatId, number);
    const snapshot = await this.catalog.snapshot(turn.tenant);
    const missing: string[] = [];
    for (const [index, line] of order.lines.entries()) {
      const item = snapshot.item(line.itemId);
      if (!item?.sellable) {
        missing.push(line.name);
        continue;
      }
      const wanted = item.allowed.lessThan(line.quantity) ? item.allowed : line.quantity;
      const quantity = wanted.floorFor(item.unit.kind);
      await this.carts.change(turn.tenant.id, turn.chatId, `${turn.changeId}-${index}`, {
        type: 'set',
        item,
        quantity: quantity.isZero() ? Quantity.step(item.unit.kind) : quantity,
      });
    }
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    moveTo(turn, { type: 'openCart', page: 0 });
    const screen = cartScreen(cart, 0, turn.t, turn.f);
    if (missing.length === 0) return { screen, toast: turn.t.orders.repeated };
    const remark = turn.t.orders.notAvailable(missing.join(', '));
    return { screen: { ...screen, text: [remark, '\n\n', ...screen.text] } };
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
