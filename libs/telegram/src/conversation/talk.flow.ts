import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import { UserError } from '@rto/kernel';
import { BuyerTalks, OrderService, type TalkContent } from '@rto/orders';
import {
  contactsOf,
  lettersOf,
  messageScreen,
  reachText,
  talkActions,
  talkScreen,
  type TalkAction,
} from '@rto/screens';
import { staffChatOf } from '@rto/settings';
import type { Message } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { StaffAudience } from '../sending/staff-audience';
import { MAX_TALK_LENGTH, sourceOf, talkContent } from '../talks/talk-content';
import { remember, type Answer } from './dialog';
import type { Edits, Hears, Taps } from './flow';
import { isHeardAlready } from './spoken';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** What the shop is to read. */
interface TalkExpectation {
  readonly type: 'toShop';
  /** Of the order that it is about; 0: of none. */
  readonly number: number;
}
declare module './dialog' {
  interface Expectations {
    toShop: TalkExpectation;
  }
}

/** «Написать в магазин»: what a buyer writes is brought to the staff's chat, until the buyer goes elsewhere. */
@Injectable()
export class TalkFlow {
  static readonly actions = talkActions;
  static readonly words: Words = ({ talk }) => [
    [talk.write, ({ dialog: { place } }) => writeAbout(place.type === 'openOrder' ? place.number : 0)],
    [talk.end, { type: 'endTalk' }],
  ];
  readonly taps: Taps<TalkAction> = {
    writeToShop: (turn, { number }) => this.open(turn, number),
    endTalk: (turn) => this.end(turn),
  };
  readonly hears: Hears<TalkExpectation> = {
    toShop: {
      text: async () => undefined,
      whole: (turn, message, { number }) => this.hear(turn, message, number),
      again: async (turn, remark) => {
        const { expects } = turn.dialog;
        return { screen: talkScreen(turn.t, expects.type === 'toShop' ? expects.number : 0, remark) };
      },
    },
  };
  readonly edits: Edits<Extract<Answer, { type: 'toShop' }>> = {
    toShop: (turn, answer, { text }) => (text === undefined ? {} : this.correct(turn, answer, text)),
  };
  private readonly audience = new StaffAudience();

  constructor(
    private readonly talks: BuyerTalks,
    private readonly orders: OrderService,
    private readonly shoppers: ShopperRepository,
    private readonly clients: TelegramClients,
  ) {}

  /**
   * Asks what the shop is to read.
   * @param number of the order that it is about; 0: of none
   * @param remark said instead of the question
   */
  async open(turn: Turn, number: number, remark?: string): Promise<Reply> {
    const { tenant, chatId, t, person } = turn;
    const why = await this.whyNot(turn);
    if (why !== undefined) return this.refusal(turn, why);
    const about = await this.ownOrder(turn, number);
    const { firstName, lastName } = person;
    await this.shoppers.save(tenant.id, chatId, { firstName, ...(lastName !== undefined && { lastName }) });
    const talk = await this.talks.open(tenant.id, chatId, about || undefined);
    if (talk.isStopped) return this.refusal(turn, t.talk.stopped);
    moveTo(turn, writeAbout(about), { expects: { type: 'toShop', number: about } });
    return { screen: talkScreen(t, about, remark) };
  }

  /** Brings what the person has sent to the shop. */
  async hear(turn: Turn, message: Message, number: number): Promise<Reply> {
    const { t } = turn;
    // of an album each picture goes, and one answer comes
    const isAnswered = isHeardAlready(turn, message, false);
    const content = talkContent(message);
    const refused = content ? tooLong(content, turn) : t.talk.only;
    const about = await this.ownOrder(turn, number);
    const reply =
      !content || refused !== undefined
        ? this.stay(turn, about, refused)
        : await this.say(turn, about, { source: sourceOf(message), content });
    if (content && 'text' in message) {
      const { message_id: messageId } = message;
      turn.dialog = remember(turn.dialog, messageId, { type: 'toShop', number: about, messageId });
    }
    return isAnswered ? {} : reply;
  }

  private async say(
    turn: Turn,
    number: number,
    said: { readonly source: string; readonly content: TalkContent },
  ): Promise<Reply> {
    const { tenant, chatId, t, now } = turn;
    const why = tooLong(said.content, turn) ?? (await this.whyNot(turn));
    if (why !== undefined) return this.refusal(turn, why);
    const outcome = await this.talks.say(tenant, chatId, number || undefined, said);
    switch (outcome.type) {
      case 'said':
        return this.stay(turn, number, t.talk.sent);
      case 'stopped':
        return this.refusal(turn, t.talk.stopped);
      case 'tooMany': {
        const minutes = Math.ceil((outcome.againAt.getTime() - now.getTime()) / 60_000);
        return this.stay(turn, number, withReach(t.talk.tooMany(String(Math.max(minutes, 1))), turn));
      }
    }
  }

  /** The shop reads what was meant; the person stays where they are. */
  private async correct(
    turn: Turn,
    { number, messageId }: Extract<Answer, { type: 'toShop' }>,
    text: string,
  ): Promise<Reply> {
    const { dialog, chatId, changeId } = turn;
    const content = { text, isCorrection: true };
    const reply = await this.say(turn, number, { source: `${chatId}/${messageId}/${changeId}`, content });
    turn.dialog = dialog;
    const isTalking = dialog.expects.type === 'toShop';
    const said = reply.screen && lettersOf(reply.screen.text);
    return said === undefined || (!isTalking && said === turn.t.talk.sent) ? {} : { alert: said };
  }

  private async end(turn: Turn): Promise<Reply> {
    await this.talks.end(turn.tenant.id, turn.chatId);
    moveTo(turn, { type: 'openMenu' });
    return { screen: messageScreen(turn.t, turn.t.talk.ended) };
  }

  /** The next message goes to the shop as well. */
  private stay(turn: Turn, number: number, remark: string | undefined): Reply {
    moveTo(turn, writeAbout(number), { expects: { type: 'toShop', number } });
    return { screen: talkScreen(turn.t, number, remark), movesDown: true };
  }

  private refusal(turn: Turn, why: string): Reply {
    moveTo(turn, { type: 'openMenu' });
    return { screen: messageScreen(turn.t, withReach(why, turn)) };
  }

  /** Nobody but the staff is to read it. @returns undefined where the shop can be written to */
  private async whyNot({ tenant, t }: Turn): Promise<string | undefined> {
    const chatId = staffChatOf(tenant);
    const { botToken } = tenant.settings;
    if (chatId === undefined || botToken === undefined) return t.talk.unavailable;
    const telegram = this.clients.of(tenant.id, botToken);
    return (await this.audience.isPublic(tenant.id, chatId, telegram)) ? t.talk.unavailable : undefined;
  }

  /** The data of a button is a client's word. @returns 0 for an order of somebody else */
  private async ownOrder({ tenant, chatId }: Turn, number: number): Promise<number> {
    if (number === 0) return 0;
    try {
      return (await this.orders.get(tenant.id, chatId, number)).number;
    } catch (error) {
      if (error instanceof UserError) return 0;
      throw error;
    }
  }
}

function writeAbout(number: number): TalkAction {
  return { type: 'writeToShop', number };
}

function tooLong({ text }: TalkContent, { t }: Turn): string | undefined {
  return text.length > MAX_TALK_LENGTH ? t.talk.tooLong(String(MAX_TALK_LENGTH)) : undefined;
}

/** Another way to the shop, where it gave one. */
function withReach(text: string, { tenant, t }: Turn): string {
  const reach = reachText(contactsOf(tenant.settings), t);
  return reach === undefined ? text : `${text}\n${reach}`;
}
