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
  MAX_ADDRESS_LENGTH,
  MAX_NOTE_LENGTH,
  newCheckout,
  type CheckoutDraft,
  type CheckoutStep,
  type DeliveryChoice,
  type GeoPoint,
} from '@rto/orders';
import { cartAndMenu, correctedTooLateScreen, messageScreen, questionScreen, withRemark } from '@rto/screens';
import { CheckoutSummary } from './checkout-summary';
import { remember } from './dialog';
import { moveTo, type Reply, type Turn } from './turn';
import { userErrorText } from './user-error-text';
import { within } from './within';

/** The questions of the checkout and their answers; the summary and its confirmation are `CheckoutSummary`. */
@Injectable()
export class CheckoutFlow {
  constructor(
    private readonly carts: CartService,
    private readonly deliveryTypes: DeliveryTypes,
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly summary: CheckoutSummary,
    private readonly clock: Clock,
  ) {}

  /** Begins a checkout, or goes on with the one that was left. */
  async start(turn: Turn): Promise<Reply> {
    assertShopTakesOrders(turn.tenant, this.clock.now());
    assertCartSuffices(turn.tenant, await this.carts.get(turn.tenant.id, turn.chatId));
    const left = turn.dialog.draft;
    const resumed = left && !(await this.summary.isOver(turn, left.id)) ? left : undefined;
    const draft = resumed ?? (await this.newDraft(turn));
    turn.dialog = { ...turn.dialog, draft };
    return this.show(turn, draft, resumed ? turn.t.checkout.resumed : undefined);
  }

  /** Whether the checkout waits for words that are typed. */
  asksForWords(turn: Turn): boolean {
    return this.asksFor(turn, 'address') || this.asksFor(turn, 'note');
  }

  asksFor({ dialog, tenant }: Turn, step: CheckoutStep): boolean {
    const { draft, expects } = dialog;
    return expects.type === 'checkout' && draft !== undefined && currentStep(draft, tenant.settings) === step;
  }

  /** The person's own number; the reply says that it came, or that the shop's system does not take it. */
  async sharePhone(turn: Turn, { phone, isUsual }: OwnNumber): Promise<Reply> {
    const { firstName, lastName } = turn.person;
    const contact = { phone, firstName, lastName };
    const refusal = isUsual ? undefined : await this.refusalOf(turn, contact);
    if (refusal !== undefined) return this.again(turn, refusal);
    await this.shoppers.save(turn.tenant.id, turn.chatId, contact);
    return this.answer(turn, 'phone', { phone }, turn.t.checkout.phoneReceived);
  }

  async chooseDelivery(turn: Turn, checkoutId: string, deliveryTypeId: number): Promise<Reply> {
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
  async sendLocation(turn: Turn, location: GeoPoint, messageId: number): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.expired(turn);
    const { locationReceived } = turn.t.checkout;
    const isAsked = this.asksFor(turn, 'location');
    this.take(turn, messageId, 'location', draft);
    const answered = { ...draft, location };
    turn.dialog = { ...turn.dialog, draft: answered };
    const reply = await this.show(turn, answered, isAsked ? undefined : locationReceived);
    return { ...reply, acknowledgement: locationReceived };
  }

  async skip(turn: Turn, checkoutId: string, step: CheckoutStep): Promise<Reply> {
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
  async type(turn: Turn, text: string, messageId: number): Promise<Reply> {
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
  async captioned(turn: Turn, messageId: number, caption: string): Promise<Reply> {
    const { screen, ...reply } = await this.type(turn, caption, messageId);
    return { ...reply, ...(screen && { screen: withRemark(screen, turn.t.checkout.captionTaken) }) };
  }

  /** The message that answered `step` was edited; until «Подтвердить» that counts. */
  async correct(turn: Turn, checkoutId: string, step: 'address' | 'note', text: string): Promise<Reply> {
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
      return refusal === undefined && this.asksFor(turn, step)
        ? this.answer(turn, step, { [step]: answer })
        : {};
    }
    const { addressCorrected, noteCorrected } = turn.t.checkout;
    const words = refusal ?? (step === 'address' ? addressCorrected : noteCorrected);
    // a «Подтвердить» that shows the words of before confirms nothing
    const corrected =
      refusal === undefined ? { ...draft, [step]: answer, version: draft.version + 1 } : draft;
    turn.dialog = { ...turn.dialog, draft: corrected };
    if (turn.dialog.expects.type !== 'checkout') return { alert: words };
    return { ...(await this.show(turn, corrected, words)), keepsKeyboard: true };
  }

  /** A live location has moved; the screen says only that there is one. */
  move(turn: Turn, checkoutId: string, location: GeoPoint): void {
    const { draft } = turn.dialog;
    if (draft?.id === checkoutId && draft.location) {
      turn.dialog = { ...turn.dialog, draft: { ...draft, location } };
    }
  }

  /** The current question again, after something that was no answer to it. */
  async again(turn: Turn, remark: string): Promise<Reply> {
    return turn.dialog.draft ? this.show(turn, turn.dialog.draft, remark) : this.expired(turn);
  }

  async confirm(turn: Turn, checkoutId: string, version: number): Promise<Reply> {
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) return placed;
    return this.during(turn, checkoutId, 'summary', (draft) => this.summary.confirm(turn, draft, version));
  }

  async abort(turn: Turn, checkoutId: string): Promise<Reply> {
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
      await within(this.customers.resolve(turn.tenant, turn.chatId, contact, 'person'));
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return userErrorText(error as UserError, turn.t, turn.f);
      throw error;
    }
  }

  private async newDraft(turn: Turn): Promise<CheckoutDraft> {
    const known = await within(this.customers.find(turn.tenant, turn.chatId));
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

function withoutDraft(turn: Turn): Turn['dialog'] {
  const { draft: _closed, answers: _given, ...rest } = turn.dialog;
  return rest;
}

function tooLong({ t }: Turn, step: 'address' | 'note', answer: string): string | undefined {
  if (step === 'address') {
    return answer.length > MAX_ADDRESS_LENGTH
      ? t.checkout.addressTooLong(String(MAX_ADDRESS_LENGTH))
      : undefined;
  }
  return answer.length > MAX_NOTE_LENGTH ? t.checkout.noteTooLong(String(MAX_NOTE_LENGTH)) : undefined;
}
