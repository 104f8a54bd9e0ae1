import { Injectable } from '@nestjs/common';
import { CustomerService, ShopperRepository, type CustomerContact, type OwnNumber } from '@rto/customers';
import { UserError } from '@rto/kernel';
import {
  canSkip,
  chosenSlot,
  currentStep,
  stepsOf,
  type CheckoutDraft,
  type CheckoutStep,
  type GeoPoint,
  type QuestionStep,
} from '@rto/orders';
import {
  cartAndMenu,
  checkoutActions,
  editScreen,
  messageScreen,
  withRemark,
  type CheckoutAction,
} from '@rto/screens';
import { CheckoutCorrections } from './checkout-corrections';
import { CheckoutProgress } from './checkout-progress';
import { CheckoutQuestions } from './checkout-questions';
import { CheckoutStart } from './checkout-start';
import {
  answered,
  answersOf,
  asksFor,
  isSlotGone,
  placeInWords,
  take,
  tooLong,
  typedAction,
  withoutDraft,
} from './checkout-steps';
import { CheckoutSummary } from './checkout-summary';
import type { Answer } from './dialog';
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

/** Steps that words answer. */
const WRITTEN = ['address', 'location', 'note'] as const;
const MS_A_MINUTE = 60_000;

/** The answers of a checkout; the summary and its confirmation are `CheckoutSummary`. */
@Injectable()
export class CheckoutFlow {
  static readonly actions = checkoutActions;
  static readonly words: Words = ({ menu, checkout }) => [
    [menu.checkout, { type: 'startCheckout' }],
    [checkout.likeLastTime, { type: 'likeLastTime' }],
    [checkout.skip, (turn) => typedAction('skip', turn)],
    [checkout.edit, (turn) => typedAction('edit', turn)],
    [checkout.keep, (turn) => typedAction('keep', turn)],
    [checkout.confirm, (turn) => typedAction('confirm', turn)],
    [checkout.abort, (turn) => typedAction('abort', turn)],
  ];
  readonly taps: Taps<CheckoutAction> = {
    startCheckout: (turn) => this.beginning.start(turn),
    likeLastTime: (turn) => this.beginning.likeLastTime(turn),
    chooseDelivery: (turn, tapped) => this.chooseDelivery(turn, tapped.checkoutId, tapped.deliveryTypeId),
    choosePickup: (turn, { checkoutId, stockId }) => this.choosePickup(turn, checkoutId, stockId),
    chooseSlot: (turn, { checkoutId, start }) => this.chooseSlot(turn, checkoutId, start),
    chooseCard: (turn, { checkoutId, cardId }) => this.chooseCard(turn, checkoutId, cardId),
    useAddress: (turn, { checkoutId, addressId }) => this.useAddress(turn, checkoutId, addressId),
    skipStep: (turn, { checkoutId, step }) => this.skip(turn, checkoutId, step),
    editCheckout: (turn, { checkoutId }) => this.edit(turn, checkoutId),
    editAnswer: (turn, { checkoutId, step }) => this.editAnswer(turn, checkoutId, step),
    keepAnswers: (turn, { checkoutId }) => this.keep(turn, checkoutId),
    confirm: (turn, { checkoutId, version }) => this.confirm(turn, checkoutId, version),
    abortCheckout: (turn, { checkoutId }) => this.abort(turn, checkoutId),
  };
  readonly hears: Hears<CheckoutExpectation> = {
    checkout: {
      text: (turn, said) => this.type(turn, said),
      wantsCaption: (turn) => WRITTEN.some((step) => asksFor(turn, step)),
      caption: (turn, said) => this.captioned(turn, said),
      phone: (turn, number) => this.sharePhone(turn, number),
      wrongPhone: (turn, why) => this.progress.again(turn, why),
      location: (turn, location, messageId) => this.sendLocation(turn, location, messageId),
      labelAlone: (turn, of) => this.labelAlone(turn, of),
      again: (turn, remark) => this.progress.again(turn, remark),
    },
  };
  readonly edits: Edits<CheckoutAnswer> = {
    address: (turn, answer, { text }) => this.corrections.correct(turn, answer.checkoutId, 'address', text),
    note: (turn, answer, { text }) => this.corrections.correct(turn, answer.checkoutId, 'note', text),
    location: (turn, answer, { location }) => this.corrections.move(turn, answer.checkoutId, location),
  };

  constructor(
    private readonly beginning: CheckoutStart,
    private readonly progress: CheckoutProgress,
    private readonly questions: CheckoutQuestions,
    private readonly summary: CheckoutSummary,
    private readonly corrections: CheckoutCorrections,
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
  ) {}

  /** The person's own number; the reply says that it came, or that the shop's system does not take it. */
  private async sharePhone(turn: Turn, { phone, isUsual }: OwnNumber): Promise<Reply> {
    const { firstName, lastName } = turn.person;
    const contact = { phone, firstName, lastName };
    const refusal = isUsual ? undefined : await this.refusalOf(turn, contact);
    if (refusal !== undefined) return this.progress.again(turn, refusal);
    await this.shoppers.save(turn.tenant.id, turn.chatId, contact);
    return this.progress.answer(turn, 'phone', { phone }, turn.t.checkout.phoneReceived);
  }

  private async chooseDelivery(turn: Turn, checkoutId: string, deliveryTypeId: number): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'deliveryType', async (draft) => {
      const choices = await this.questions.deliveryChoices(turn);
      const deliveryType = choices.find((choice) => choice.id === deliveryTypeId);
      if (!deliveryType) return this.progress.outdated(turn, draft);
      return this.progress.answer(turn, 'deliveryType', { deliveryType });
    });
  }

  private async choosePickup(turn: Turn, checkoutId: string, stockId: number): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'pickupPoint', async (draft) => {
      if (!turn.tenant.settings.pickupStockIds.includes(stockId)) return this.progress.outdated(turn, draft);
      const pickupPoint = await this.questions.pickupPoint(turn, stockId);
      return this.progress.answer(turn, 'pickupPoint', { pickupPoint });
    });
  }

  private async chooseSlot(turn: Turn, checkoutId: string, startMinute: number): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'time', async (draft) => {
      const deliveryAt = new Date(startMinute * MS_A_MINUTE).toISOString();
      if (!chosenSlot(turn.tenant.settings, deliveryAt, turn.now)) {
        return this.progress.show(turn, draft, turn.t.checkout.slotGone);
      }
      return this.progress.answer(turn, 'time', { deliveryAt });
    });
  }

  /** Orders carry it from now on. */
  private async chooseCard(turn: Turn, checkoutId: string, cardId: number): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'card', async (draft) => {
      const card = draft.cards?.find(({ id }) => id === cardId);
      if (!card) return this.progress.outdated(turn, draft);
      await this.shoppers.save(turn.tenant.id, turn.chatId, { regosCardId: cardId });
      return this.progress.answer(turn, 'card', { card });
    });
  }

  /** A saved place answers for words and point at once. */
  private async useAddress(turn: Turn, checkoutId: string, addressId: number): Promise<Reply> {
    const { draft, expects } = turn.dialog;
    const step = draft && currentStep(draft, turn.tenant.settings);
    const isAsked = expects.type === 'checkout' && (step === 'address' || step === 'location');
    if (!isAsked || draft?.id !== checkoutId) return this.progress.outdated(turn, draft);
    const shopper = await this.shoppers.find(turn.tenant.id, turn.chatId);
    const saved = shopper?.addresses.find(({ id }) => id === addressId);
    if (!saved) return this.progress.show(turn, draft, turn.t.addresses.gone);
    const address = saved.address ?? (step === 'location' ? draft.address : undefined);
    return this.progress.answer(turn, step, {
      ...(address !== undefined && { address }),
      location: saved.location ?? null,
    });
  }

  /**
   * A place that was sent: taken before it is asked for, and once more afterwards, since it is never sent without
   * being meant.
   */
  private async sendLocation(turn: Turn, location: GeoPoint, messageId: number): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.progress.expired(turn);
    const { locationReceived } = turn.t.checkout;
    const isAsked = asksFor(turn, 'location');
    take(turn, messageId, 'location', draft);
    if (isAsked) return this.progress.answer(turn, 'location', { location }, locationReceived);
    return this.progress.show(turn, { ...draft, location }, locationReceived);
  }

  private async skip(turn: Turn, checkoutId: string, step: CheckoutStep): Promise<Reply> {
    return this.progress.during(turn, checkoutId, step, (draft) => {
      if (!canSkip(step, draft, turn.tenant.settings)) {
        return this.progress.show(turn, draft, turn.t.checkout.cannotSkip);
      }
      const skipped = step === 'note' ? { note: null } : { location: null };
      return this.progress.answer(turn, step, skipped, turn.t.checkout.skipped);
    });
  }

  /** A typed message: a place, the note, or the words of a choice. */
  private async type(turn: Turn, { text, messageId }: Said): Promise<Reply> {
    const { draft } = turn.dialog;
    if (!draft) return this.progress.expired(turn);
    const step = currentStep(draft, turn.tenant.settings);
    const answer = text.trim();
    switch (step) {
      case 'address':
      case 'location':
        return (
          (await this.typeChoice(turn, draft, step, answer)) ??
          this.typePlace(turn, draft, step, answer, messageId)
        );
      case 'note': {
        take(turn, messageId, step, draft); // also when it is too long: an edit may shorten it
        const refusal = tooLong(turn, step, answer);
        return refusal === undefined
          ? this.progress.answer(turn, step, { note: answer })
          : this.progress.show(turn, draft, refusal);
      }
      case 'phone':
        return this.progress.show(turn, draft, turn.t.checkout.ownContactOnly);
      case 'summary':
        return this.progress.show(turn, draft, turn.t.checkout.useButtons);
      case 'deliveryType':
      case 'pickupPoint':
      case 'time':
      case 'card':
        return (
          (await this.typeChoice(turn, draft, step, answer)) ??
          this.progress.show(turn, draft, turn.t.checkout.useButtons)
        );
    }
  }

  private async typeChoice(
    turn: Turn,
    draft: CheckoutDraft,
    step: QuestionStep,
    text: string,
  ): Promise<Reply | undefined> {
    const chosen = await this.questions.choiceNamed(turn, draft, step, text);
    switch (chosen?.type) {
      case 'chooseDelivery':
        return this.taps.chooseDelivery(turn, chosen);
      case 'choosePickup':
        return this.taps.choosePickup(turn, chosen);
      case 'chooseSlot':
        return this.taps.chooseSlot(turn, chosen);
      case 'chooseCard':
        return this.taps.chooseCard(turn, chosen);
      case 'useAddress':
        return this.taps.useAddress(turn, chosen);
      default:
        return undefined;
    }
  }

  /** The place in words: beside an address that the shop asks for they say more of it, else they are it. */
  private async typePlace(
    turn: Turn,
    draft: CheckoutDraft,
    step: 'address' | 'location',
    words: string,
    messageId: number,
  ): Promise<Reply> {
    const isMore =
      step === 'location' && turn.tenant.settings.addressRequired && typeof draft.address === 'string';
    const address = isMore && draft.editing !== step ? `${draft.address}, ${words}` : words;
    if (address === words) take(turn, messageId, 'address', draft); // also when it is too long: an edit may shorten it
    const refusal = tooLong(turn, 'address', address);
    if (refusal !== undefined) return this.progress.show(turn, draft, refusal);
    return this.progress.answer(turn, step, placeInWords(draft, step, address));
  }

  /** The caption of a picture or file, whose place is nowhere in an order. */
  private async captioned(turn: Turn, said: Said): Promise<Reply> {
    const { screen, ...reply } = await this.type(turn, said);
    return { ...reply, ...(screen && { screen: withRemark(screen, turn.t.checkout.captionTaken) }) };
  }

  /**
   * Web, and people who type, send the words of a button that should have sent a number or a place: Telegram on a
   * computer has no location to send, so the address is asked for in words.
   */
  private async labelAlone(turn: Turn, of: 'contact' | 'location'): Promise<Reply | undefined> {
    const { phoneNotSent, locationNotSent } = turn.t.checkout;
    if (of === 'contact') return asksFor(turn, 'phone') ? this.progress.again(turn, phoneNotSent) : undefined;
    return asksFor(turn, 'location') ? this.progress.again(turn, locationNotSent) : undefined;
  }

  private async edit(turn: Turn, checkoutId: string): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'summary', async (draft) => ({
      screen: editScreen(answersOf(turn, draft), stepsOf(draft, turn.tenant.settings), turn.t, turn.f),
    }));
  }

  private async editAnswer(turn: Turn, checkoutId: string, step: CheckoutStep): Promise<Reply> {
    return this.progress.during(turn, checkoutId, 'summary', (draft) =>
      this.progress.show(turn, step === 'summary' ? draft : { ...draft, editing: step }),
    );
  }

  private async keep(turn: Turn, checkoutId: string): Promise<Reply> {
    const { draft } = turn.dialog;
    if (draft?.id !== checkoutId) return this.progress.outdated(turn, draft);
    return this.progress.show(turn, answered(draft, {}));
  }

  private async confirm(turn: Turn, checkoutId: string, version: number): Promise<Reply> {
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) return placed;
    return this.progress.during(turn, checkoutId, 'summary', (draft) =>
      isSlotGone(turn, draft) ? this.progress.show(turn, draft) : this.summary.confirm(turn, draft, version),
    );
  }

  private async abort(turn: Turn, checkoutId: string): Promise<Reply> {
    const placed = await this.summary.placed(turn, checkoutId);
    if (placed) return placed;
    const { draft } = turn.dialog;
    if (draft?.id !== checkoutId) return this.progress.outdated(turn, draft);
    turn.dialog = withoutDraft(turn);
    moveTo(turn, { type: 'openMenu' });
    return { screen: messageScreen(turn.t, turn.t.checkout.aborted, cartAndMenu(turn.t)) };
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
}
