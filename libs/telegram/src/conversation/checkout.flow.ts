import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { DeliveryTypes } from '@rto/catalog';
import { CustomerService, ShopperRepository, type CustomerContact, type OwnNumber } from '@rto/customers';
import { Clock, UserError } from '@rto/kernel';
import {
  assertCartSuffices,
  assertShopTakesOrders,
  canSkip,
  currentStep,
  newCheckout,
  type CheckoutDraft,
  type CheckoutStep,
  type DeliveryChoice,
  type GeoPoint,
} from '@rto/orders';
import {
  cartAndMenu,
  checkoutActions,
  correctedTooLateScreen,
  messageScreen,
  questionScreen,
  withRemark,
  type CheckoutAction,
} from '@rto/screens';
import { asksFor, tooLong, typedAction, withoutDraft } from './checkout-steps';
import { CheckoutSummary } from './checkout-summary';
import { remember, type Answer } from './dialog';
import type { Edits, Hears, Said, Taps } from './flow';
import { moveTo, type Reply, type Turn } from './turn';
import { errorText } from './trouble';
import { answerInTime } from './answer-in-time';
import type { Words } from './words';

/** The answer to the checkout's current question. */
type CheckoutExpectation = { readonly type: 'checkout' };
declare module './dialog' {
  interface Expectations {
    checkout: CheckoutExpectation;
  }
}
type CheckoutAnswer = Extract<Answer, { type: 'address' | 'note' | 'location' }>;

/** The questions of the checkout and their answers; the summary and its confirmation are `CheckoutSummary`. */
@Injectable()
export class CheckoutFlow {
  static readonly actions = checkoutActions;
  static readonly words: Words = ({ menu, checkout }) => [
    [menu.checkout, { type: 'startCheckout' }],
    [checkout.skip, (turn) => typedAction('skip', turn)],
    [checkout.confirm, (turn) => typedAction('confirm', turn)],
    [checkout.abort, (turn) => typedAction('abort', turn)],
  ];
  readonly taps: Taps<CheckoutAction> = {
    startCheckout: (turn) => this.start(turn),
    chooseDelivery: (turn, tapped) => this.chooseDelivery(turn, tapped.checkoutId, tapped.deliveryTypeId),
    skipStep: (turn, { checkoutId, step }) => this.skip(turn, checkoutId, step),
    confirm: (turn, { checkoutId, version }) => this.confirm(turn, checkoutId, version),
    abortCheckout: (turn, { checkoutId }) => this.abort(turn, checkoutId),
  };
  readonly hears: Hears<CheckoutExpectation> = {
    checkout: {
      text: (turn, said) => this.type(turn, said),
      wantsCaption: (turn) => asksFor(turn, 'address') || asksFor(turn, 'note'),
      caption: (turn, said) => this.captioned(turn, said),
      phone: (turn, number) => this.sharePhone(turn, number),
      wrongPhone: (turn, why) => this.again(turn, why),
      location: (turn, location, messageId) => this.sendLocation(turn, location, messageId),
      labelAlone: (turn, of) => this.labelAlone(turn, of),
      again: (turn, remark) => this.again(turn, remark),
    },
  };
  readonly edits: Edits<CheckoutAnswer> = {
    address: (turn, answer, { text }) => this.correct(turn, answer.checkoutId, 'address', text),
    note: (turn, answer, { text }) => this.correct(turn, answer.checkoutId, 'note', text),
    location: (turn, answer, { location }) => this.move(turn, answer.checkoutId, location),
  };

  constructor(
    private readonly carts: CartService,
    private readonly deliveryTypes: DeliveryTypes,
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly summary: CheckoutSummary,
    private readonly clock: Clock,
  ) {}

  /** Begins a checkout, or goes on with the one that was left. */
  private async start(turn: Turn): Promise<Reply> {
    assertShopTakesOrders(turn.tenant, this.clock.now());
    assertCartSuffices(turn.tenant, await this.carts.get(turn.tenant.id, turn.chatId));
    const left = turn.dialog.draft;
    const resumed = left && !(await this.summary.isOver(turn, left.id)) ? left : undefined;
    const draft = resumed ?? (await this.newDraft(turn));
    turn.dialog = { ...turn.dialog, draft };
    return this.show(turn, draft, resumed ? turn.t.checkout.resumed : undefined);
  }

  /** The person's own number; the reply says that it came, or that the shop's system does not take it. */
  private async sharePhone(turn: Turn, { phone, isUsual }: OwnNumber): Promise<Reply> {
    const { firstName, lastName } = turn.person;
    const contact = { phone, firstName, lastName };
    const refusal = isUsual ? undefined : await this.refusalOf(turn, contact);
    if (refusal !== undefined) return this.again(turn, refusal);
    await this.shoppers.save(turn.tenant.id, turn.chatId, contact);
    return this.answer(turn, 'phone', { phone }, turn.t.checkout.phoneReceived);
  }

  private async chooseDelivery(turn: Turn, checkoutId: string, deliveryTypeId: number): Promise<Reply> {
    return this.during(turn, checkoutId, 'deliveryType', async (draft) => {
      const choices = await this.deliveryChoices(turn);
      const deliveryType = choices.find((choice) => choice.id === deliveryTypeId);
      if (!deliveryType) return this.outdated(turn, draft);
      return this.answer(turn, 'deliveryType', { deliveryType });
    });
  }

  /**
   * A place that was sent: taken before it is asked for, and once more afterwards, since it is never sent without
   * being meant.
   */
  private async sendLocation(turn: Turn, location: GeoPoint, messageId: number): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.expired(turn);
    const { locationReceived } = turn.t.checkout;
    const isAsked = asksFor(turn, 'location');
    this.take(turn, messageId, 'location', draft);
    const answered = { ...draft, location };
    turn.dialog = { ...turn.dialog, draft: answered };
    const reply = await this.show(turn, answered, isAsked ? undefined : locationReceived);
    return { ...reply, acknowledgement: locationReceived };
  }

  private async skip(turn: Turn, checkoutId: string, step: CheckoutStep): Promise<Reply> {
    return this.during(turn, checkoutId, step, (draft) => {
      if (!canSkip(step, draft, turn.tenant.settings)) {
        return this.show(turn, draft, turn.t.checkout.cannotSkip);
      }
      return this.answer(
        turn,
        step,
        step === 'note' ? { note: null } : { location: null },
        turn.t.checkout.skipped,
      );
    });
  }

  /** A typed message: the address or the note; anything else has a button. */
  private async type(turn: Turn, { text, messageId }: Said): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.expired(turn);
    const { t } = turn;
    const answer = text.trim();
    const step = currentStep(draft, turn.tenant.settings);
    switch (step) {
      case 'address':
      case 'note': {
        this.take(turn, messageId, step, draft); // also when it is too long: an edit may shorten it
        const refusal = tooLong(turn, step, answer);
        return refusal === undefined
          ? this.answer(turn, step, { [step]: answer })
          : this.show(turn, draft, refusal);
      }
      case 'phone':
        return this.show(turn, draft, t.checkout.ownContactOnly);
      case 'location':
        return this.show(turn, draft, t.checkout.locationNeeded);
      case 'deliveryType':
      case 'summary':
        return this.show(turn, draft, t.checkout.useButtons);
    }
  }

  /** The caption of a picture or file, whose place is nowhere in an order. */
  private async captioned(turn: Turn, said: Said): Promise<Reply> {
    const { screen, ...reply } = await this.type(turn, said);
    return { ...reply, ...(screen && { screen: withRemark(screen, turn.t.checkout.captionTaken) }) };
  }

  /** The message that answered `step` was edited; until «Подтвердить» that counts. */
  private async correct(
    turn: Turn,
    checkoutId: string,
    step: 'address' | 'note',
    text: string | undefined,
  ): Promise<Reply> {
    if (text === undefined) return {};
    const { draft } = turn.dialog;
    const answer = text.trim();
    // Telegram also calls it an edit when only a link's preview has come
    if (draft?.id !== checkoutId || draft[step] === answer) return {};
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) {
      const { acknowledges: order } = placed;
      return { ...placed, ...(order && { more: [correctedTooLateScreen(order.number, turn.t)] }) };
    }
    const refusal = tooLong(turn, step, answer);
    if (draft[step] === undefined) {
      // what it said before was refused
      return refusal === undefined && asksFor(turn, step) ? this.answer(turn, step, { [step]: answer }) : {};
    }
    const { addressCorrected, noteCorrected } = turn.t.checkout;
    const words = refusal ?? (step === 'address' ? addressCorrected : noteCorrected);
    // a «Подтвердить» that shows the words of before confirms nothing
    const corrected =
      refusal === undefined ? { ...draft, [step]: answer, version: draft.version + 1 } : draft;
    turn.dialog = { ...turn.dialog, draft: corrected };
    return { alert: words };
  }

  /** A live location has moved; the screen says only that there is one. */
  private move(turn: Turn, checkoutId: string, location: GeoPoint | undefined): Reply {
    const { draft } = turn.dialog;
    if (location && draft?.id === checkoutId && draft.location) {
      turn.dialog = { ...turn.dialog, draft: { ...draft, location } };
    }
    return {};
  }

  /** Web, and people who type, send the words of a button that should have sent a number or a place. */
  private async labelAlone(turn: Turn, of: 'contact' | 'location'): Promise<Reply | undefined> {
    const { phoneNotSent, locationNotSent } = turn.t.checkout;
    if (of === 'contact') return asksFor(turn, 'phone') ? this.again(turn, phoneNotSent) : undefined;
    return asksFor(turn, 'location') ? this.again(turn, locationNotSent) : undefined;
  }

  /** The current question again, after something that was no answer to it. */
  private async again(turn: Turn, remark: string): Promise<Reply> {
    return turn.dialog.draft ? this.show(turn, turn.dialog.draft, remark) : this.expired(turn);
  }

  private async confirm(turn: Turn, checkoutId: string, version: number): Promise<Reply> {
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) return placed;
    return this.during(turn, checkoutId, 'summary', (draft) => this.summary.confirm(turn, draft, version));
  }

  private async abort(turn: Turn, checkoutId: string): Promise<Reply> {
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) return placed;
    const { draft } = turn.dialog;
    if (draft?.id !== checkoutId) return this.outdated(turn, draft);
    turn.dialog = withoutDraft(turn);
    moveTo(turn, { type: 'openMenu' });
    return { screen: messageScreen(turn.t, turn.t.checkout.aborted, cartAndMenu(turn.t)) };
  }

  /** A button of this checkout and this step; any other says where the person is. */
  private async during(
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
  private async outdated(turn: Turn, draft: CheckoutDraft | undefined): Promise<Reply> {
    return draft ? this.show(turn, draft, turn.t.checkout.outdated) : this.expired(turn);
  }

  private async answer(
    turn: Turn,
    step: CheckoutStep,
    change: Partial<CheckoutDraft>,
    acknowledgement?: string,
  ): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.expired(turn);
    if (currentStep(draft, turn.tenant.settings) !== step) return this.show(turn, draft);
    const answered = { ...draft, ...change };
    turn.dialog = { ...turn.dialog, draft: answered };
    const reply = await this.show(turn, answered);
    return acknowledgement === undefined ? reply : { ...reply, acknowledgement };
  }

  private async show(turn: Turn, draft: CheckoutDraft, remark?: string): Promise<Reply> {
    const { settings } = turn.tenant;
    const step = currentStep(draft, settings);
    moveTo(turn, { type: 'startCheckout' }, { expects: { type: 'checkout' } });
    if (step === 'summary') return this.summary.show(turn, draft, remark);
    const choices = step === 'deliveryType' ? await this.deliveryChoices(turn) : [];
    if (step === 'deliveryType' && choices.length === 0) {
      // a shop may have no delivery types: then there is nothing to choose
      return this.answer(turn, step, { deliveryType: null });
    }
    const skippable = canSkip(step, draft, settings);
    const question = {
      step,
      checkoutId: draft.id,
      skippable,
      choices,
      ...(remark === undefined ? {} : { remark }),
    };
    const screen = questionScreen(question, turn.t);
    if (step === 'phone') return { screen, request: 'contact' };
    return step === 'location' ? { screen, request: 'location' } : { screen };
  }

  private take(
    turn: Turn,
    messageId: number,
    type: 'address' | 'note' | 'location',
    draft: CheckoutDraft,
  ): void {
    turn.dialog = remember(turn.dialog, messageId, { type, checkoutId: draft.id });
  }

  /** Asked now of a number that is of no country, not when the order is made; while REGOS is away it is believed. */
  private async refusalOf(turn: Turn, contact: CustomerContact): Promise<string | undefined> {
    try {
      await answerInTime(this.customers.resolve(turn.tenant, turn.chatId, contact, 'person'));
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return errorText(error as UserError, turn);
      throw error;
    }
  }

  private async newDraft(turn: Turn): Promise<CheckoutDraft> {
    const known = await answerInTime(this.customers.find(turn.tenant, turn.chatId));
    const shopper = await this.shoppers.find(turn.tenant.id, turn.chatId); // with the phone of who was found just now
    return newCheckout((known ?? shopper?.regosCustomerId) !== undefined, shopper?.phone);
  }

  private async deliveryChoices(turn: Turn): Promise<readonly DeliveryChoice[]> {
    const types = await this.deliveryTypes.of(turn.tenant);
    return types.map(({ id, name }) => ({ id, name }));
  }

  private async expired(turn: Turn): Promise<Reply> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    if (cart.lines.length === 0) throw new UserError('cartEmpty');
    moveTo(turn, { type: 'openCart', page: 0 });
    return { screen: messageScreen(turn.t, turn.t.checkout.expired, cartAndMenu(turn.t)) };
  }
}
