import { Injectable } from '@nestjs/common';
import { CartService, type Cart } from '@rto/cart';
import type { AlongInTransaction } from '@rto/database';
import { Clock, failpoint, UserError, type ChatId, type OrderId, type TenantId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { Bell } from '@rto/jobs';
import type { CheckoutDraft } from './checkout';
import { OrderCancellation } from './following/order-cancellation';
import { OrderJournal } from './journal/order-journal';
import { draftOrder } from './order-rules';
import { NoticeRepository } from './notices/notice.repository';
import type { NewNotice } from './ledger/order-change';
import { OrderRepository } from './ledger/order.repository';
import type { LinkKey } from './links/start-link';
import type { Order } from './order';

/** The tap on «Подтвердить». */
interface ConfirmingTap {
  /** Telegram's id of it, to end its spinner. */
  readonly id?: string | undefined;
  /** Ends the update. */
  readonly endUpdate?: AlongInTransaction | undefined;
  /** The link that brought the buyer. */
  readonly cameBy?: LinkKey | undefined;
}

/** The screen that says an order is placed is there by then, or a message says it, while the tap can still be answered. */
const SHOWN_WITHIN_MS = 6_000;

/** What buyers do with orders: place, look at, repeat, cancel. */
@Injectable()
export class OrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly notices: NoticeRepository,
    private readonly carts: CartService,
    private readonly journal: OrderJournal,
    private readonly cancellation: OrderCancellation,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /**
   * Turns the confirmed cart into an order and schedules its submission. Repeating a checkout returns the first
   * order. The message that says so is written along, for the case that the process dies before it shows it.
   * @param tap what asked for it; its update ends in the same transaction (docs/reliability.md rule 2)
   * @throws UserError when hours, minimum, the cart, or the person's other orders do not allow it any more
   */
  async place(
    tenant: Tenant,
    chatId: ChatId,
    checkout: CheckoutDraft,
    cart: Cart,
    tap: ConfirmingTap = {},
  ): Promise<Order> {
    const placed = await this.findByCheckout(tenant.id, checkout.id);
    if (placed) return this.secured(placed);
    const draft = {
      ...draftOrder(tenant, chatId, checkout, cart, this.clock.now()),
      cameBy: tap.cameBy,
    };
    const notices = (number: number): NewNotice[] => [
      {
        chatId,
        content: { type: 'orderPlaced', number, ...(tap.id === undefined ? {} : { tapId: tap.id }) },
        delayMs: SHOWN_WITHIN_MS,
      },
    ];
    const order = await this.orders.insertOnce(draft, {
      notices,
      along: tap.endUpdate,
      limits: tenant.settings,
    });
    await failpoint('order.committed');
    // before a worker may send it: after a power cut nobody would know of an order that REGOS has
    await this.secured(order);
    await this.bell.ring('orders.submit', { tenantId: order.tenantId, orderId: order.id });
    return order;
  }

  /** @returns the order, of which the buyer may be told now. @throws RetryableError */
  async secured(order: Order): Promise<Order> {
    await this.journal.keep(order);
    return order;
  }

  /**
   * The buyer has seen on the screen that the order is placed: no message needs to say so.
   * @param messageId of the screen, which tells from now on how far the order is
   */
  async acknowledged(order: Order, messageId: number): Promise<void> {
    await this.notices.markShown(order.tenantId, order.id, messageId);
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
   * @throws UserError `orderOnItsWay` while it is being passed to REGOS, `orderTooLate` once the shop works on it,
   * `orderUnseen` while REGOS does not show it
   * @throws RetryableError when REGOS does not answer
   */
  async cancel(tenant: Tenant, chatId: ChatId, number: number): Promise<Order> {
    const order = await this.get(tenant.id, chatId, number);
    if (order.state === 'cancelled') return order;
    await this.cancellation.cancel(tenant, order, { name: 'buyer', tellBuyer: false });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return this.get(tenant.id, chatId, number);
  }
}
