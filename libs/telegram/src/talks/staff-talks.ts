import { Injectable } from '@nestjs/common';
import type { ChatId } from '@rto/kernel';
import { BuyerTalks, StaffCardRepository, TalkRepository, type Order } from '@rto/orders';
import { staffTalkButtons, type StaffAction, type Texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import type { Message } from 'telegraf/types';
import { CALLBACK_CODEC } from '../conversation/flows';
import { placeOf, type Destination, type SentMessage } from '../sending/destination';
import { ScreenSender } from '../sending/screen-sender';
import type { StaffWords } from '../staff/staff-desk';
import { MAX_TALK_LENGTH, sourceOf, talkContent } from './talk-content';

/** Where in the staff's chat something is said or tapped. */
interface Place {
  readonly tenant: Tenant;
  readonly to: Destination;
  readonly t: Texts;
}

/** Whom the staff writes to. */
export interface Addressee {
  readonly chatId: ChatId;
  readonly orderNumber: number | undefined;
  readonly opens: boolean;
}

/** What the staff does in its chat about what buyers write. */
@Injectable()
export class StaffTalks {
  constructor(
    private readonly talks: BuyerTalks,
    private readonly rows: TalkRepository,
    private readonly cards: StaffCardRepository,
    private readonly sender: ScreenSender,
  ) {}

  /**
   * Whom this message is for: it answers a message of a buyer's, or the question what to write.
   * @returns undefined for any other message
   */
  async addressee(tenant: Tenant, message: Message, botId: number): Promise<Addressee | undefined> {
    const answered = 'reply_to_message' in message ? message.reply_to_message : undefined;
    if (!answered) return undefined;
    const known = await this.rows.answerable(tenant.id, {
      chatId: answered.chat.id,
      messageId: answered.message_id,
    });
    if (known) {
      return { chatId: known.chatId, orderNumber: known.orderNumber, opens: known.kind === 'question' };
    }
    // a message whose place was lost with its process names the conversation by its button
    const number = answered.from?.id === botId ? talkOf(answered) : undefined;
    const talk = number === undefined ? undefined : await this.rows.byNumber(tenant.id, number);
    return talk && { chatId: talk.chatId, orderNumber: talk.orderNumber, opens: false };
  }

  /** @returns why it does not go there, in words */
  async passOn(
    { tenant, to, t }: Place,
    message: Message,
    { chatId, orderNumber, opens }: Addressee,
  ): Promise<StaffWords | undefined> {
    const content = talkContent(message);
    if (!content) return { text: t.talk.staffOnly, isAlert: true };
    if (content.text.length > MAX_TALK_LENGTH) {
      return { text: t.talk.tooLong(String(MAX_TALK_LENGTH)), isAlert: true };
    }
    const isSent = await this.talks.answer(tenant.id, chatId, {
      source: sourceOf(message),
      content,
      orderNumber,
      opens,
      at: { chatId: to.chatId, messageId: message.message_id },
    });
    return isSent ? undefined : { text: t.talk.buyerEnded, isAlert: true };
  }

  /** What was passed on and is put right goes as well. @returns whether it was passed on */
  async correct({ tenant, to }: Place, message: Message, changeId: string): Promise<boolean> {
    const before = await this.rows.bySource(tenant.id, sourceOf(message));
    const content = talkContent(message);
    if (before?.by !== 'shop' || !content) return false;
    const { chatId, orderNumber } = before;
    await this.talks.answer(tenant.id, chatId, {
      source: sourceOf(message, changeId),
      content: { text: content.text, isCorrection: true },
      orderNumber,
      at: { chatId: to.chatId, messageId: message.message_id },
    });
    return true;
  }

  /** @returns what is to be said over the chat */
  async serve(
    { tenant, to, t }: Place,
    { type, number }: Extract<StaffAction, { type: 'staffStopTalk' | 'staffResumeTalk' }>,
    messageId: number,
  ): Promise<StaffWords> {
    const isStopped = type === 'staffStopTalk';
    const talk = await this.talks.stop(tenant.id, number, isStopped);
    if (!talk) return { text: t.talk.gone, isAlert: true };
    await this.sender.setButtons(to, messageId, staffTalkButtons({ ...talk, isStopped }, t));
    return { text: isStopped ? t.talk.wasStopped : t.talk.wasResumed, isAlert: false };
  }

  /** Asks what the buyer of an order is to read: the answer to the question goes there. */
  async ask({ tenant, to, t }: Place, order: Order): Promise<void> {
    const card = await this.cards.find(order);
    const question = await to.telegram.call<SentMessage>('sendMessage', {
      ...placeOf({ ...to, repliesTo: card?.messageId }),
      text: t.talk.writeTo(order.number),
      reply_markup: { force_reply: true, selective: false },
    });
    const at = { chatId: to.chatId, messageId: question.message_id };
    await this.rows.asked(tenant.id, order.chatId, order.number, at);
  }
}

function talkOf(message: Message): number | undefined {
  const keyboard = 'reply_markup' in message ? message.reply_markup?.inline_keyboard : undefined;
  for (const button of keyboard?.flat() ?? []) {
    const action = 'callback_data' in button ? CALLBACK_CODEC.decode(button.callback_data) : undefined;
    if (action?.type === 'staffStopTalk' || action?.type === 'staffResumeTalk') return action.number;
  }
  return undefined;
}
