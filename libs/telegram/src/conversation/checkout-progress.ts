import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { UserError } from '@rto/kernel';
import { currentStep, pickupStockId, type CheckoutDraft, type CheckoutStep } from '@rto/orders';
import { cartAndMenu, messageScreen } from '@rto/screens';
import { CheckoutQuestions } from './checkout-questions';
import { answered, isSlotGone } from './checkout-steps';
import { CheckoutSummary } from './checkout-summary';
import { moveTo, type Reply, type Turn } from './turn';

/** Where a checkout is: takes its answers, and shows the question or the summary that comes next. */
@Injectable()
export class CheckoutProgress {
  constructor(
    private readonly carts: CartService,
    private readonly questions: CheckoutQuestions,
    private readonly summary: CheckoutSummary,
  ) {}

  async show(turn: Turn, given: CheckoutDraft, remark?: string): Promise<Reply> {
    const isGone = isSlotGone(turn, given);
    const draft = await this.prepared(turn, given);
    turn.dialog = { ...turn.dialog, draft };
    const step = currentStep(draft, turn.tenant.settings);
    const isBelow = turn.tapId === undefined && turn.dialog.expects.type === 'checkout';
    moveTo(turn, { type: 'startCheckout' }, { expects: { type: 'checkout' } });
    const words = isGone && step === 'time' ? turn.t.checkout.slotGone : remark;
    const reply = await this.ask(turn, draft, step, words);
    return isBelow ? { ...reply, movesDown: true } : reply;
  }

  /** The current question again, after something that was no answer to it. */
  async again(turn: Turn, remark: string): Promise<Reply> {
    return turn.dialog.draft ? this.show(turn, turn.dialog.draft, remark) : this.expired(turn);
  }

  async answer(
    turn: Turn,
    step: CheckoutStep,
    change: Partial<CheckoutDraft>,
    acknowledgement?: string,
  ): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.expired(turn);
    if (currentStep(draft, turn.tenant.settings) !== step) return this.show(turn, draft);
    const reply = await this.show(turn, answered(draft, change));
    return acknowledgement === undefined ? reply : { ...reply, acknowledgement };
  }

  /** A button of this checkout and this step; any other says where the person is. */
  async during(
    turn: Turn,
    checkoutId: string,
    step: CheckoutStep,
    work: (draft: CheckoutDraft) => Promise<Reply>,
  ): Promise<Reply> {
    const { draft } = turn.dialog;
    if (draft?.id !== checkoutId || currentStep(draft, turn.tenant.settings) !== step) {
      return this.outdated(turn, draft);
    }
    return work(draft);
  }

  /** To a button whose time is over: where the person is instead. */
  async outdated(turn: Turn, draft: CheckoutDraft | undefined): Promise<Reply> {
    return draft ? this.show(turn, draft, turn.t.checkout.outdated) : this.expired(turn);
  }

  async expired(turn: Turn): Promise<Reply> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    if (cart.lines.length === 0) throw new UserError('cartEmpty');
    moveTo(turn, { type: 'openCart', page: 0 });
    return { screen: messageScreen(turn.t, turn.t.checkout.expired, cartAndMenu(turn.t)) };
  }

  /** Without a slot that is over; with what there is to say of the point of pickup. */
  private async prepared(turn: Turn, given: CheckoutDraft): Promise<CheckoutDraft> {
    const { deliveryAt, ...rest } = given;
    const draft: CheckoutDraft = isSlotGone(turn, given) ? rest : given;
    const stockId = pickupStockId(draft, turn.tenant.settings);
    if (stockId === undefined || draft.pickupPoint?.id === stockId) return draft;
    return { ...draft, pickupPoint: await this.questions.pickupPoint(turn, stockId) };
  }

  private async ask(
    turn: Turn,
    draft: CheckoutDraft,
    step: CheckoutStep,
    remark: string | undefined,
  ): Promise<Reply> {
    if (step === 'summary') return this.summary.show(turn, draft, remark);
    if (step === 'deliveryType' && (await this.questions.deliveryChoices(turn)).length === 0) {
      // a shop may have no delivery types: then there is nothing to choose
      return this.show(turn, answered(draft, { deliveryType: null }), remark);
    }
    return this.questions.show(turn, draft, step, remark);
  }
}
