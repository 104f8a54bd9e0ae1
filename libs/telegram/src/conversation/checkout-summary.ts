import { Injectable } from '@nestjs/common';
import { CartService, recheck, type Cart, type CartDifference } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import {
  assertCartSuffices,
  assertShopTakesOrders,
  isSameAsShown,
  OrderService,
  shownLines,
  type CheckoutDraft,
  type Order,
} from '@rto/orders';
import { Clock, UserError } from '@rto/kernel';
import {
  blockedScreen,
  contactsOf,
  differenceRows,
  orderScreen,
  progressScreen,
  summaryScreen,
} from '@rto/screens';
import { cameBy } from './start-links';
import { moveTo, type Reply, type Turn } from './turn';
import { errorText } from './trouble';
import { answerInTime } from './answer-in-time';

/** The end of a checkout: what is ordered is checked again, shown, checked again and placed. */
@Injectable()
export class CheckoutSummary {
  constructor(
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
    private readonly orders: OrderService,
    private readonly clock: Clock,
  ) {}

  async show(turn: Turn, draft: CheckoutDraft, remark?: string): Promise<Reply> {
    const { cart, differences } = await this.recheckCart(turn, 'summary');
    return this.present(turn, draft, cart, differences, remark);
  }

  /** @param version of the summary whose «Подтвердить» was tapped */
  async confirm(turn: Turn, draft: CheckoutDraft, version: number): Promise<Reply> {
    const { cart, differences } = await this.recheckCart(turn, 'confirm');
    const isAsShown = version === draft.version && isSameAsShown(cart.lines, draft.shown);
    if (differences.length > 0 || !isAsShown) {
      const remark = differences.length === 0 ? turn.t.checkout.confirmAgain : undefined;
      return this.present(turn, draft, cart, differences, remark);
    }
    const tap = { id: turn.tapId, endUpdate: turn.endUpdate };
    const order = await this.orders.place(turn.tenant, turn.chatId, draft, cart, {
      ...tap,
      cameBy: cameBy(turn),
    });
    return this.close(turn, order);
  }

  /** The answer to a repeated «Подтвердить»: the first order, whatever was changed since. */
  async placed(turn: Turn, checkoutId: string): Promise<Reply | undefined> {
    const order = await this.orders.findByCheckout(turn.tenant.id, checkoutId);
    if (!order || order.chatId !== turn.chatId) return undefined;
    // still open: the process died between the order and what follows it
    if (turn.dialog.draft?.id === checkoutId) return this.close(turn, order);
    moveTo(turn, { type: 'openOrder', number: order.number });
    const { tenant, t, f } = turn;
    const remark = t.checkout.alreadyPlaced(order.number);
    return { screen: orderScreen(order, t, f, { contacts: contactsOf(tenant.settings), remark }) };
  }

  /** Whether this checkout has become an order although its process died before it could close it. */
  async isOver(turn: Turn, checkoutId: string): Promise<boolean> {
    return (await this.orders.findByCheckout(turn.tenant.id, checkoutId)) !== undefined;
  }

  private async close(turn: Turn, order: Order): Promise<Reply> {
    await this.orders.clearCart(order);
    const { draft: _closed, answers = [], ...rest } = turn.dialog;
    const messageIds = answers.filter(({ as }) => as.type !== 'search' && as.type !== 'location');
    turn.dialog = {
      ...rest,
      sent: { order: order.number, messageIds: messageIds.map(({ messageId }) => messageId) },
    };
    moveTo(turn, { type: 'openOrder', number: order.number });
    return { screen: progressScreen(order, turn.t, turn.f), acknowledges: order };
  }

  private present(
    turn: Turn,
    draft: CheckoutDraft,
    cart: Cart,
    differences: readonly CartDifference[],
    remark: string | undefined,
  ): Reply {
    try {
      assertShopTakesOrders(turn.tenant, this.clock.now());
      assertCartSuffices(turn.tenant, cart);
    } catch (error) {
      // the goods that are gone would else leave without a word
      if (!(error instanceof UserError) || differences.length === 0) throw error;
      const changes = differenceRows(differences, cart, turn.t, turn.f);
      return { screen: blockedScreen(errorText(error as UserError, turn), turn.t, changes) };
    }
    // the same content keeps its version: a summary that is shown twice can be confirmed on either message
    const isNew = differences.length > 0 || !isSameAsShown(cart.lines, draft.shown);
    const shown = { ...draft, version: draft.version + (isNew ? 1 : 0), shown: shownLines(cart.lines) };
    turn.dialog = { ...turn.dialog, draft: shown };
    return {
      screen: summaryScreen(
        { cart, draft: shown, differences, ...(remark === undefined ? {} : { remark }) },
        turn.t,
        turn.f,
      ),
    };
  }

  /**
   * Compares the cart with REGOS as it is now and makes it agree. While REGOS is away, or will not be read, the
   * cart is taken as it is: an order is accepted and passed on later (docs/reliability.md rule 9).
   */
  private async recheckCart(
    turn: Turn,
    moment: string,
  ): Promise<{ cart: Cart; differences: readonly CartDifference[] }> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    if (cart.lines.length === 0) return { cart, differences: [] };
    const ids = cart.lines.map((line) => line.itemId);
    const current = await answerInTime(this.catalog.current(turn.tenant, ids));
    const differences = current ? recheck(cart, current) : [];
    if (!current || differences.length === 0) return { cart, differences };
    const repriced = await this.carts.change(turn.tenant.id, turn.chatId, `${turn.changeId}-${moment}`, {
      type: 'reprice',
      current,
    });
    return { cart: repriced.cart, differences };
  }
}
