import { Injectable } from '@nestjs/common';
import { ownNumber } from '@rto/customers';
import { plainText } from '@rto/kernel';
import { readStartLink } from '@rto/orders';
import { helpScreen, messageScreen, withRemark, type Action } from '@rto/screens';
import type { Message } from 'telegraf/types';
import { CartFlow } from './cart.flow';
import type { Expectation } from './dialog';
import type { Hearing } from './flow';
import { CALLBACK_CODEC, Flows, isOfStaff, TYPED_BUTTONS } from './flows';
import { MenuFlow } from './menu.flow';
import { SearchFlow } from './search.flow';
import { captionOf, isCommand, isForeignAnswer, isForwarded, isHeardAlready } from './spoken';
import { OwnerEntry, ownerCodeIn } from './owner-entry';
import { goneText, StartLinks } from './start-links';
import { TalkFlow } from './talk.flow';
import { trouble } from './trouble';
import type { Reply, Turn } from './turn';
import type { TypedButton } from './words';

const START = /^\/start(?:@\w+)?(?:\s+([\w-]+))?/;
/** With what stands behind it, such as the name of the bot. */
const COMMAND = /^\/(\w+)(?:@\w+)?(?:\s|$)/;
/** For those who type; the menu of commands has `/start` alone. */
const COMMANDS: Readonly<Record<string, Action>> = {
  catalog: { type: 'openCatalog', page: 0 },
  cart: { type: 'openCart', page: 0 },
  orders: { type: 'openOrders', page: 0 },
  cards: { type: 'openCards' },
};

/** What a tap or a message of a person leads to. */
@Injectable()
export class Conversation {
  constructor(
    private readonly flows: Flows,
    private readonly menu: MenuFlow,
    private readonly cart: CartFlow,
    private readonly links: StartLinks,
    private readonly search: SearchFlow,
    private readonly owner: OwnerEntry,
    private readonly talk: TalkFlow,
  ) {}

  async tap(turn: Turn, action: Action | undefined): Promise<Reply> {
    if (!action || isOfStaff(action)) return { ...this.menu.open(turn), toast: turn.t.common.unknownButton };
    return this.flows.tap(turn, action);
  }

  /** A message, unless another one of the same act was answered: ten photos of an album get one answer. */
  async message(turn: Turn, message: Message): Promise<Reply> {
    const hearing = this.flows.hearing(turn);
    const taken = this.takenWhole(turn, message, hearing);
    if (taken) return taken;
    const caption = hearing?.wantsCaption?.(turn) ? wordsUnder(message) : undefined;
    if (isHeardAlready(turn, message, caption !== undefined)) return {};
    if (hearing?.caption && caption !== undefined) {
      return hearing.caption(turn, { text: plainText(caption), messageId: message.message_id });
    }
    return this.say(turn, message);
  }

  /** What goes to the shop as it is: in a conversation with it, or as an answer to what it has written. */
  private takenWhole(
    turn: Turn,
    message: Message,
    hearing: Hearing<Expectation> | undefined,
  ): Promise<Reply> | undefined {
    if (isForeignAnswer(message) || isOrder(message)) return undefined;
    if (hearing?.whole) return hearing.whole(turn, message, turn.dialog.expects);
    const number = answersShop(message);
    return number === undefined ? undefined : this.talk.hear(turn, message, number);
  }

  private async say(turn: Turn, message: Message): Promise<Reply> {
    if ('contact' in message) return this.contact(turn, message);
    if ('location' in message) return this.location(turn, message);
    if (isForeignAnswer(message)) return this.unasked(turn);
    if (!('text' in message)) return this.wordless(turn);
    const code = ownerCodeIn(message.text);
    if (code !== undefined) return this.owner.enter(turn, code);
    const start = START.exec(message.text);
    if (start) return this.start(turn, start[1]);
    if (isCommand(message.text)) return this.command(turn, message.text);
    const text = plainText(message.text);
    const button = TYPED_BUTTONS.find(text);
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
    if (button.type === 'labelAlone') {
      return (await this.flows.hearing(turn)?.labelAlone?.(turn, button.of)) ?? this.unexpected(turn);
    }
    const { meaning } = button;
    const action = typeof meaning === 'function' ? meaning(turn) : meaning;
    return action ? this.tap(turn, action) : this.unexpected(turn);
  }

  /** What a link leads to, or the menu; a link that leads nowhere says so. */
  private async start(turn: Turn, payload: string | undefined): Promise<Reply> {
    const link = payload === undefined ? undefined : readStartLink(payload);
    if (!link) return this.menu.greet(turn);
    try {
      const action = await this.links.follow(turn, link);
      return action ? await this.tap(turn, action) : this.menu.greet(turn);
    } catch (error) {
      const gone = goneText(error, turn.t);
      // of a catalogue that is not to be had nobody knows what is gone
      if (gone === undefined) throw error;
      return { ...this.menu.greet(turn), alert: gone };
    }
  }

  /** What `/help` says leaves the person where they are, and a question open. */
  private async command(turn: Turn, text: string): Promise<Reply> {
    const name = COMMAND.exec(text.toLowerCase())?.[1] ?? '';
    if (name === 'help') return { screen: helpScreen(turn.t), keepsKeyboard: true };
    const action = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    return action ? this.tap(turn, action) : this.unexpected(turn);
  }

  /** The answer to the question that is open, else goods to look for. */
  private async text(turn: Turn, text: string, messageId: number): Promise<Reply> {
    const answer = await this.flows.hearing(turn)?.text(turn, { text, messageId }, turn.dialog.expects);
    return answer ?? (await this.search.find(turn, text, messageId)) ?? this.unexpected(turn);
  }

  /** Only the person's own contact from this very chat is believed (docs/reliability.md 3). */
  private async contact(turn: Turn, message: Message.ContactMessage): Promise<Reply> {
    const hearing = this.flows.hearing(turn);
    if (!hearing?.phone || !hearing.wrongPhone) return this.unasked(turn);
    const { contact } = message;
    const { checkout, errors } = turn.t;
    const isPassedOn = isForwarded(message) || 'via_bot' in message;
    if (isPassedOn) return hearing.wrongPhone(turn, checkout.contactPassedOn);
    if (contact.user_id !== turn.person.id) return hearing.wrongPhone(turn, checkout.contactOfOther);
    const number = ownNumber(contact.phone_number);
    return number
      ? hearing.phone(turn, number)
      : hearing.wrongPhone(turn, trouble(errors.phoneInvalid, turn));
  }

  private async location(turn: Turn, message: Message.LocationMessage): Promise<Reply> {
    const { latitude, longitude } = message.location;
    const reply = this.flows.hearing(turn)?.location?.(turn, { latitude, longitude }, message.message_id);
    return reply ?? this.unasked(turn);
  }

  /** A contact or location that was not asked for: from a button below the chat that outlived its dialog. */
  private async unasked(turn: Turn): Promise<Reply> {
    turn.dialog = { ...turn.dialog, replyKeyboard: true };
    return this.unexpected(turn);
  }

  /** A picture, a voice, a sticker: an open question is asked again, elsewhere words are what helps on. */
  private async wordless(turn: Turn): Promise<Reply> {
    const { wordsOnly, typeOrTap } = turn.t.common;
    const isAsked = this.flows.hearing(turn)?.again !== undefined;
    return this.unexpected(turn, isAsked ? wordsOnly : `${wordsOnly} ${typeOrTap}`);
  }

  /** Leads back to where the person was, politely. */
  private async unexpected(turn: Turn, remark = notUnderstood(turn)): Promise<Reply> {
    const asked = await this.flows.hearing(turn)?.again?.(turn, remark);
    if (asked) return asked;
    const reply = await this.tap(turn, turn.dialog.place);
    return {
      ...reply,
      screen: reply.screen ? withRemark(reply.screen, remark) : messageScreen(turn.t, remark),
    };
  }
}

function notUnderstood({ t }: Turn): string {
  return `${t.common.notUnderstood} ${t.common.typeOrTap}`;
}

/** Words that ask for something else: a command or a button. */
function isOrder(message: Message): boolean {
  if (!('text' in message)) return false;
  return isCommand(message.text) || TYPED_BUTTONS.find(plainText(message.text)) !== undefined;
}

/** The order that the answered message of the shop is about; 0: none. Undefined: it answers nothing of the shop's. */
function answersShop(message: Message): number | undefined {
  const answered = 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!answered || !('reply_markup' in answered)) return undefined;
  for (const button of answered.reply_markup?.inline_keyboard.flat() ?? []) {
    const action = 'callback_data' in button ? CALLBACK_CODEC.decode(button.callback_data) : undefined;
    if (action?.type === 'writeToShop') return action.number;
  }
  return undefined;
}

/** A caption that may answer a question: neither a command nor a button. */
function wordsUnder(message: Message): string | undefined {
  const caption = captionOf(message);
  return caption === undefined || isCommand(caption) || TYPED_BUTTONS.find(caption) ? undefined : caption;
}
