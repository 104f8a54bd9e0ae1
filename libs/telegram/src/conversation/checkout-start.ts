import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { CustomerService, ShopperRepository } from '@rto/customers';
import {
  assertCartSuffices,
  assertShopTakesOrders,
  isPickup,
  newCheckout,
  type CheckoutDraft,
  type Order,
} from '@rto/orders';
import { CheckoutProgress } from './checkout-progress';
import { CheckoutQuestions } from './checkout-questions';
import { answered } from './checkout-steps';
import { CheckoutSummary } from './checkout-summary';
import type { Reply, Turn } from './turn';
import { answerInTime } from './answer-in-time';

/** The beginning of a checkout: empty, left before, or like the order before. */
@Injectable()
export class CheckoutStart {
  constructor(
    private readonly carts: CartService,
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly questions: CheckoutQuestions,
    private readonly summary: CheckoutSummary,
    private readonly progress: CheckoutProgress,
  ) {}

  /** Begins a checkout, or goes on with the one that was left. */
  async start(turn: Turn): Promise<Reply> {
    const { draft, isResumed } = await this.open(turn);
    return this.progress.show(turn, draft, isResumed ? turn.t.checkout.resumed : undefined);
  }

  /** Delivery type, address and place of the last order in one tap; what of it is not possible now is asked. */
  async likeLastTime(turn: Turn): Promise<Reply> {
    const { draft } = await this.open(turn);
    const last = await this.questions.lastOrder(turn);
    return this.progress.show(turn, last ? await this.filled(turn, draft, last) : draft);
  }

  private async open(turn: Turn): Promise<{ draft: CheckoutDraft; isResumed: boolean }> {
    assertShopTakesOrders(turn.tenant, turn.now);
    assertCartSuffices(turn.tenant, await this.carts.get(turn.tenant.id, turn.chatId));
    const left = turn.dialog.draft;
    const resumed = left && !(await this.summary.isOver(turn, left.id)) ? left : undefined;
    return { draft: resumed ?? (await this.newDraft(turn)), isResumed: resumed !== undefined };
  }

  private async filled(turn: Turn, draft: CheckoutDraft, last: Order): Promise<CheckoutDraft> {
    const { deliveryTypeRequired, locationRequired } = turn.tenant.settings;
    const { deliveryType: _type, pickupPoint: _point, address: _words, location: _pin, ...rest } = draft;
    const types = deliveryTypeRequired && last.deliveryType ? await this.questions.deliveryChoices(turn) : [];
    const deliveryType = types.find(({ id }) => id === last.deliveryType?.id);
    const isPlaceKnown = last.location ?? last.address ?? (locationRequired ? undefined : null);
    const isPickedUp = deliveryType !== undefined && isPickup({ deliveryType });
    return answered(rest, {
      ...(deliveryType && { deliveryType }),
      ...(isPickedUp && { pickupPoint: await this.questions.pickupPoint(turn, last.stockId) }),
      ...(last.address !== undefined && { address: last.address }),
      ...(isPlaceKnown !== undefined && { location: last.location ?? null }),
      note: draft.note ?? null,
    });
  }

  private async newDraft(turn: Turn): Promise<CheckoutDraft> {
    const known = await answerInTime(this.customers.find(turn.tenant, turn.chatId));
    const shopper = await this.shoppers.find(turn.tenant.id, turn.chatId); // with the phone of who was found just now
    return newCheckout((known ?? shopper?.regosCustomerId) !== undefined, shopper?.phone);
  }
}
