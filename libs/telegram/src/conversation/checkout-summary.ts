import { Injectable } from '@nestjs/common';
import { CartService, recheck, type Cart, type CartDifference } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import {
  assertCartSuffices,
  assertShopTakesOrders,
  checkoutTerms,
  isSameAsShown,
  OrderService,
  pickupStockId,
  shownLines,
  termsKey,
  type CheckoutDraft,
  type CheckoutTerms,
  type Order,
} from '@rto/orders';
import { isSaved, ShopperRepository } from '@rto/customers';
import { Clock, Money, UserError } from '@rto/kernel';
import {
  blockedScreen,
  contactsOf,
  differenceRows,
  orderScreen,
  progressScreen,
  summaryScreen,
} from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { CheckoutCards } from './checkout-cards';
import { answersOf, placeOf } from './checkout-steps';
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
    private readonly shoppers: ShopperRepository,
    private readonly cards: CheckoutCards,
    private readonly clock: Clock,
  ) {}

  async show(turn: Turn, answered: CheckoutDraft, remark?: string): Promise<Reply> {
    const draft = await this.cards.added(turn, answered);
    const { cart, differences } = await this.recheckCart(turn, draft, 'summary');
    return this.present(turn, draft, cart, differences, remark);
  }

  /** @param version of the summary whose «Подтвердить» was tapped */
  async confirm(turn: Turn, draft: CheckoutDraft, version: number): Promise<Reply> {
    const { cart, differences } = await this.recheckCart(turn, draft, 'confirm');
    const terms = checkoutTerms(turn.tenant, draft, cart, this.clock.now());
    const isAsShown = version === draft.version && isSame(turn, draft, cart, terms);
    if (differences.length > 0 || !isAsShown) {
      const remark = differences.length === 0 ? whatChanged(turn, draft, terms) : undefined;
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

  private async present(
    turn: Turn,
    draft: CheckoutDraft,
    cart: Cart,
    differences: readonly CartDifference[],
    remark: string | undefined,
  ): Promise<Reply> {
    const now = this.clock.now();
    try {
      assertShopTakesOrders(turn.tenant, now);
      assertCartSuffices(turn.tenant, cart);
    } catch (error) {
      // the goods that are gone would else leave without a word
      if (!(error instanceof UserError) || differences.length === 0) throw error;
      const changes = differenceRows(differences, cart, turn.t, turn.f);
      return { screen: blockedScreen(errorText(error as UserError, turn), turn.t, changes) };
    }
    const terms = checkoutTerms(turn.tenant, draft, cart, now);
    // the same content keeps its version: a summary that is shown twice can be confirmed on either message
    const isNew = differences.length > 0 || !isSame(turn, draft, cart, terms);
    const shown: CheckoutDraft = {
      ...draft,
      version: draft.version + (isNew ? 1 : 0),
      shown: shownLines(cart.lines),
      shownTerms: termsKey(turn.tenant, draft, terms),
      ...(terms.fee && { shownFee: terms.fee.amount.amount }),
    };
    turn.dialog = { ...turn.dialog, draft: shown };
    const summary = {
      ...answersOf(turn, shown),
      ...{ cart, terms, differences, canSave: await this.canSave(turn, shown) },
      ...(remark === undefined ? {} : { remark }),
    };
    return { screen: summaryScreen(summary, turn.t, turn.f) };
  }

  /** A place that the person has not saved yet. */
  private async canSave({ tenant, chatId }: Turn, draft: CheckoutDraft): Promise<boolean> {
    const place = placeOf(draft);
    if (!place) return false;
    const { addresses = [] } = (await this.shoppers.find(tenant.id, chatId)) ?? {};
    return !isSaved(addresses, place);
  }

  /**
   * Compares the cart with REGOS as it is now and makes it agree. While REGOS is away, or will not be read, the
   * cart is taken as it is: an order is accepted and passed on later (docs/reliability.md rule 9).
   */
  private async recheckCart(
    turn: Turn,
    draft: CheckoutDraft,
    moment: string,
  ): Promise<{ cart: Cart; differences: readonly CartDifference[] }> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    if (cart.lines.length === 0) return { cart, differences: [] };
    const ids = cart.lines.map((line) => line.itemId);
    const current = await answerInTime(this.catalog.current(handedOutBy(turn.tenant, draft), ids));
    const differences = current ? recheck(cart, current) : [];
    if (!current || differences.length === 0) return { cart, differences };
    const repriced = await this.carts.change(turn.tenant.id, turn.chatId, `${turn.changeId}-${moment}`, {
      type: 'reprice',
      current,
    });
    return { cart: repriced.cart, differences };
  }
}

function isSame({ tenant }: Turn, draft: CheckoutDraft, cart: Cart, terms: CheckoutTerms): boolean {
  return isSameAsShown(cart.lines, draft.shown) && termsKey(tenant, draft, terms) === draft.shownTerms;
}

/** Of what was confirmed while goods and prices stayed. */
function whatChanged({ t, f }: Turn, { shownFee }: CheckoutDraft, { fee }: CheckoutTerms): string {
  const { changed, feeChanged, confirmAgain } = t.checkout;
  if (shownFee === undefined || !fee || fee.amount.amount === shownFee) return confirmAgain;
  const was = f.money(Money.of(shownFee, fee.amount.currency));
  return [changed, feeChanged(was, f.money(fee.amount)), confirmAgain].join('\n');
}

/** The shop whose goods are counted: those of another stock where the order is picked up there. */
function handedOutBy(tenant: Tenant, draft: CheckoutDraft): Tenant {
  const stockId = pickupStockId(draft, tenant.settings);
  const { settings } = tenant;
  if (stockId === undefined || stockId === settings.stockId) return tenant;
  return { ...tenant, settings: { ...settings, quantityStockId: stockId } };
}
