import { Injectable } from '@nestjs/common';
import { CartService, type Cart } from '@rto/cart';
import { Clock, failpoint, UserError, type ChatId, type OrderId, type TenantId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { Bell } from './bell';
import type { CheckoutDraft } from './checkout';
import { OrderCancellation } from './order-cancellation';
import { draftOrder } from './order-rules';
import { OrderRepository } from './order.repository';
import type { Order } from './order';

/** What buyers do with orders: place, look at, repeat, cancel. */
@Injectable()
export class OrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly carts: CartService,
    private readonly cancellation: OrderCancellation,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /**
   * Turns the confirmed cart into an order and schedules its submission. Repeating a checkout returns the first
   * order. @throws UserError when hours, minimum or the cart do not allow it any more
   */
  async place(tenant: Tenant, chatId: ChatId, checkout: CheckoutDraft, cart: Cart): Promise<Order> {
    const placed = await this.findByCheckout(tenant.id, checkout.id);
    if (placed) return placed;
    const order = await this.orders.insertOnce(draftOrder(tenant, chatId, checkout, cart, this.clock.now()));
    await failpoint('order.committed');
    await this.bell.ring('orders.submit', { tenantId: order.tenantId, orderId: order.id });
    return order;
  }

  async findByCheckout(tenantId: TenantId, checkoutId: string): Promise<Order | undefined> {
    return this.orders.findByCheckout(tenantId, checkoutId);
  }

  async findById(tenantId: TenantId, orderId: OrderId): Promise<Order | undefined> {
    return this.orders.findById(tenantId, orderId);
  }

  /** The cart after its order was placed; a repeat (`changeId`) clears nothing that came later. */
  async clearCart(order: Order): Promise<void> {
    await this.carts.change(order.tenantId, order.chatId, `placed-${order.id}`, { type: 'clear' });
  }

  /** Puts the goods of a refused order back, once. */
  async restoreCart(order: Order): Promise<void> {
    await this.carts.change(order.tenantId, order.chatId, `restore-${order.id}`, {
      type: 'restore',
      lines: order.lines.map((line) => ({ ...line })),
    });
  }

  async list(tenantId: TenantId, chatId: ChatId, limit: number, offset: number): Promise<Order[]> {
    return this.orders.listOfShopper(tenantId, chatId, limit, offset);
  }

  /** @throws UserError `orderNotFound`: the number is a client's word and must be this buyer's */
  async get(tenantId: TenantId, chatId: ChatId, number: number): Promise<Order> {
    const order = await this.orders.findByNumber(tenantId, chatId, number);
    if (!order) throw new UserError('orderNotFound');
    return order;
  }

  /**
   * Cancels an order while it is New. @returns the order as it is afterwards
   * @throws UserError `orderOnItsWay` while it is being passed to REGOS, `orderTooLate` once the shop works on it
   * @throws RetryableError when REGOS does not answer
   */
  async cancel(tenant: Tenant, chatId: ChatId, number: number): Promise<Order> {
    const order = await this.get(tenant.id, chatId, number);
    if (order.state === 'cancelled') return order;
    await this.cancellation.cancel(tenant, order, { name: 'buyer', tellBuyer: false });
    return this.get(tenant.id, chatId, number);
  }
}
