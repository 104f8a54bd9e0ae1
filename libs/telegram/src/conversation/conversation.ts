import { Injectable } from '@nestjs/common';
import { ownNumber } from '@rto/customers';
import { plainText, UserError, type Language } from '@rto/kernel';
import {
  messageScreen,
  typedButton,
  withRemark,
  type Action,
  type LabelledStep,
  type TypedButton,
} from '@rto/screens';
import type { Message } from 'telegraf/types';
import { CardsFlow } from './cards.flow';
import { CartFlow } from './cart.flow';
import { CatalogFlow } from './catalog.flow';
import { CheckoutFlow } from './checkout.flow';
import { MenuFlow } from './menu.flow';
import { remember } from './dialog';
import { OrdersFlow } from './orders.flow';
import { captionOf, isCommand, isForeignAnswer, isForwarded, isHeardAlready } from './spoken';
import { actionOf } from './typed-buttons';
import type { Reply, Turn } from './turn';

const DEEP_LINK = /^\/start(?:@\w+)?(?:\s+(item|group)_(\d{1,15}))?/;
/** What a link leads to is not in the shop (any more). */
const GONE = /^(?:item|group)Gone$/;

/** What a tap or a message of a person leads to. */
@Injectable()
export class Conversation {
  constructor(
    private readonly menu: MenuFlow,
    private readonly catalog: CatalogFlow,
    private readonly cart: CartFlow,
    private readonly checkout: CheckoutFlow,
    private readonly cards: CardsFlow,
    private readonly orders: OrdersFlow,
  ) {}

  async tap(turn: Turn, action: Action | undefined): Promise<Reply> {
    if (!action) return { ...this.menu.open(turn), toast: turn.t.common.unknownButton };
    switch (action.type) {
      case 'openMenu':
        return this.menu.open(turn);
      case 'openLanguage':
        return this.menu.openLanguages(turn);
      case 'chooseLanguage':
        return this.menu.chooseLanguage(turn, action.language satisfies Language);
      case 'openCards':
        return this.cards.open(turn);
      case 'nothing':
        return {};
      case 'openCatalog':
      case 'openGroup':
      case 'startSearch':
      case 'openSearch':
      case 'openItem':
      case 'addItem':
      case 'stepItem':
        return this.browse(turn, action);
      case 'openCart':
      case 'stepLine':
      case 'removeLine':
      case 'clearCart':
        return this.fill(turn, action);
      case 'startCheckout':
      case 'chooseDelivery':
      case 'skipStep':
      case 'confirm':
      case 'abortCheckout':
        return this.checkOut(turn, action);
      case 'openOrders':
      case 'openOrder':
      case 'repeatOrder':
      case 'askCancel':
      case 'cancelOrder':
        return this.lookBack(turn, action);
    }
  }

  /** A message, unless another one of the same act was answered: ten photos of an album get one answer. */
  async message(turn: Turn, message: Message): Promise<Reply> {
    const caption = this.wantedCaption(turn, message);
    if (isHeardAlready(turn, message, caption !== undefined)) return {};
    if (caption !== undefined) return this.checkout.captioned(turn, message.message_id, plainText(caption));
    return this.say(turn, message);
  }

  /** The caption that answers the checkout's question. */
  private wantedCaption(turn: Turn, message: Message): string | undefined {
    const caption = captionOf(message);
    if (caption === undefined || isCommand(caption) || typedButton(caption)) return undefined;
    return this.checkout.asksForWords(turn) ? caption : undefined;
  }

  private async say(turn: Turn, message: Message): Promise<Reply> {
    if ('contact' in message) return this.contact(turn, message);
    if ('location' in message) return this.location(turn, message);
    if (isForeignAnswer(message)) return this.unasked(turn);
    if (!('text' in message)) return this.unexpected(turn);
    const start = DEEP_LINK.exec(message.text);
    if (start) return this.start(turn, start[1], Number(start[2]));
    if (isCommand(message.text)) return this.unexpected(turn);
    const text = plainText(message.text);
    const button = typedButton(text);
    return (button && (await this.press(turn, button))) ?? this.text(turn, text, message.message_id);
  }

  /**
   * The words on a button are that button, wherever they are typed, and never an answer to a question: they come
   * from the keyboard of the bot before us, or from people who write what they see.
   * @returns undefined when the words only look like it
   */
  private async press(turn: Turn, button: TypedButton): Promise<Reply | undefined> {
    if (button.type === 'remove') return this.cart.removeNamed(turn, button.of);
    if (turn.dialog.inherited === undefined) turn.dialog = { ...turn.dialog, inherited: true };
    switch (button.type) {
      case 'action':
        return this.tap(turn, button.action);
      case 'step': {
        const action = actionOf(button.step, turn.dialog, turn.tenant.settings);
        if (action) return this.tap(turn, action);
        return (await this.notSent(turn, button.step)) ?? this.unexpected(turn);
      }
    }
  }

  /** Web, and people who type, send the words of a button that should have sent a number or a place. */
  private async notSent(turn: Turn, step: LabelledStep): Promise<Reply | undefined> {
    const { checkout } = turn.t;
    const { expects } = turn.dialog;
    if (expects.type === 'cards' && step === 'sharePhone') {
      return { ...(await this.cards.open(turn)), alert: checkout.phoneNotSent };
    }
    if (this.checkout.asksFor(turn, 'phone') && step === 'sharePhone') {
      return this.checkout.again(turn, checkout.phoneNotSent);
    }
    if (this.checkout.asksFor(turn, 'location') && step === 'sendLocation') {
      return this.checkout.again(turn, checkout.locationNotSent);
    }
    return undefined;
  }

  /** The shop's group or item that a link leads to, or the menu; a link that leads nowhere says so. */
  private async start(turn: Turn, kind: string | undefined, id: number): Promise<Reply> {
    try {
      if (kind === 'item') return await this.catalog.openItem(turn, id, { type: 'none' });
      if (kind === 'group') return await this.catalog.openGroup(turn, id, 0);
    } catch (error) {
      // of a catalogue that is not to be had nobody knows what is gone
      if (!(error instanceof UserError) || !GONE.test((error as UserError).code)) throw error;
      return { ...this.menu.greet(turn), alert: turn.t.errors[kind === 'item' ? 'itemGone' : 'groupGone'] };
    }
    return this.menu.greet(turn);
  }

  private async text(turn: Turn, text: string, messageId: number): Promise<Reply> {
    const { expects } = turn.dialog;
    switch (expects.type) {
      case 'search':
        turn.dialog = remember(turn.dialog, messageId, { type: 'search' });
        return this.catalog.search(turn, text);
      case 'quantity':
        turn.dialog = remember(turn.dialog, messageId, expects);
        return /\d/.test(text)
          ? this.catalog.typeQuantity(turn, expects.itemId, expects.origin, text)
          : this.unexpected(turn);
      case 'checkout':
        return this.checkout.type(turn, text, messageId);
      case 'cards':
        return { ...(await this.cards.open(turn)), alert: turn.t.checkout.ownContactOnly };
      case 'nothing':
        return this.unexpected(turn);
    }
  }

  /** Only the person's own contact from this very chat is believed (docs/reliability.md 3). */
  private async contact(turn: Turn, message: Message.ContactMessage): Promise<Reply> {
    const { contact } = message;
    const { checkout, errors } = turn.t;
    const isPassedOn = isForwarded(message) || 'via_bot' in message;
    const isOwn = contact.user_id === turn.person.id && !isPassedOn;
    const number = isOwn ? ownNumber(contact.phone_number) : undefined;
    const notOwn = isPassedOn ? checkout.contactPassedOn : checkout.contactOfOther;
    const refusal = isOwn ? errors.phoneInvalid : notOwn;
    const { expects } = turn.dialog;
    if (expects.type === 'checkout') {
      return number ? this.checkout.sharePhone(turn, number) : this.checkout.again(turn, refusal);
    }
    if (expects.type === 'cards') {
      return number
        ? this.cards.identify(turn, number.phone)
        : { ...(await this.cards.open(turn)), alert: refusal };
    }
    return this.unasked(turn);
  }

  private async location(turn: Turn, message: Message.LocationMessage): Promise<Reply> {
    if (turn.dialog.expects.type !== 'checkout') return this.unasked(turn);
    const { latitude, longitude } = message.location;
    return this.checkout.sendLocation(turn, { latitude, longitude }, message.message_id);
  }

  /** A contact or location that was not asked for: from a button below the chat that outlived its dialog. */
  private async unasked(turn: Turn): Promise<Reply> {
    turn.dialog = { ...turn.dialog, replyKeyboard: true };
    return this.unexpected(turn);
  }

  /** Leads back to where the person was, politely. */
  private async unexpected(turn: Turn): Promise<Reply> {
    const remark = turn.t.common.notUnderstood;
    if (turn.dialog.expects.type === 'checkout') return this.checkout.again(turn, remark);
    const reply = await this.tap(turn, turn.dialog.place);
    return {
      ...reply,
      screen: reply.screen ? withRemark(reply.screen, remark) : messageScreen(turn.t, remark),
    };
  }

  private async browse(
    turn: Turn,
    action: Extract<
      Action,
      {
        type:
          'openCatalog' | 'openGroup' | 'startSearch' | 'openSearch' | 'openItem' | 'addItem' | 'stepItem';
      }
    >,
  ): Promise<Reply> {
    switch (action.type) {
      case 'openCatalog':
        return this.catalog.openGroup(turn, undefined, action.page);
      case 'openGroup':
        return this.catalog.openGroup(turn, action.groupId, action.page);
      case 'startSearch':
        return this.catalog.startSearch(turn);
      case 'openSearch':
        return this.catalog.openSearch(turn, action.page);
      case 'openItem':
        return this.catalog.openItem(turn, action.itemId, action.origin);
      case 'addItem':
        return this.catalog.addItem(turn, action.itemId, action.origin);
      case 'stepItem':
        return this.catalog.stepItem(turn, action.itemId, action.direction, action.origin);
    }
  }

  private async fill(
    turn: Turn,
    action: Extract<Action, { type: 'openCart' | 'stepLine' | 'removeLine' | 'clearCart' }>,
  ): Promise<Reply> {
    switch (action.type) {
      case 'openCart':
        return this.cart.open(turn, action.page);
      case 'stepLine':
        return this.cart.step(turn, action.itemId, action.direction, action.page);
      case 'removeLine':
        return this.cart.remove(turn, action.itemId, action.page);
      case 'clearCart':
        return this.cart.clear(turn);
    }
  }

  private async checkOut(
    turn: Turn,
    action: Extract<
      Action,
      { type: 'startCheckout' | 'chooseDelivery' | 'skipStep' | 'confirm' | 'abortCheckout' }
    >,
  ): Promise<Reply> {
    switch (action.type) {
      case 'startCheckout':
        return this.checkout.start(turn);
      case 'chooseDelivery':
        return this.checkout.chooseDelivery(turn, action.checkoutId, action.deliveryTypeId);
      case 'skipStep':
        return this.checkout.skip(turn, action.checkoutId, action.step);
      case 'confirm':
        return this.checkout.confirm(turn, action.checkoutId, action.version);
      case 'abortCheckout':
        return this.checkout.abort(turn, action.checkoutId);
    }
  }

  private async lookBack(
    turn: Turn,
    action: Extract<
      Action,
      { type: 'openOrders' | 'openOrder' | 'repeatOrder' | 'askCancel' | 'cancelOrder' }
    >,
  ): Promise<Reply> {
    switch (action.type) {
      case 'openOrders':
        return this.orders.list(turn, action.page);
      case 'openOrder':
        return this.orders.open(turn, action.number);
      case 'repeatOrder':
        return this.orders.repeat(turn, action.number);
      case 'askCancel':
        return this.orders.askCancel(turn, action.number);
      case 'cancelOrder':
        return this.orders.cancel(turn, action.number);
    }
  }
}
