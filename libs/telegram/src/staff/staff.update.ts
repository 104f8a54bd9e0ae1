import { StaffCardRepository, type Order, type StaffMember } from '@rto/orders';
import { texts, type StaffAction, type Texts } from '@rto/screens';
import { isClosed, staffChatOf, type Tenant } from '@rto/settings';
import { Ctx, Next, On, Update } from 'nestjs-telegraf';
import type { Context } from 'telegraf';
import type { Chat, Message, User } from 'telegraf/types';
import { CALLBACK_CODEC, isOfStaff } from '../conversation/flows';
import type { UpdateState } from '../inbox/update-router';
import { CallbackAnswer } from '../sending/callback-answer';
import { StaffTalks } from '../talks/staff-talks';
import { placeOf, type Destination, type SentMessage } from '../sending/destination';
import { ScreenSender } from '../sending/screen-sender';
import { staffPlace, StaffCards } from './staff-cards';
import { StaffChatMoves } from '../sending/staff-chat-moves';
import { isCancellable, StaffDesk, type StaffWords } from './staff-desk';
import { staffMember } from './staff-member';

/** What the buyer reads as the reason of a cancellation. */
const MAX_REASON_LENGTH = 200;

/** A tap or an answer of the staff. */
interface Act {
  readonly tenant: Tenant;
  readonly chat: Chat;
  readonly from: User;
  readonly to: Destination;
  readonly t: Texts;
  /** The same when its update is worked on again. */
  readonly id: string;
}

/** A button of an order's card. */
type OrderAction = Exclude<StaffAction, { type: 'staffStopTalk' | 'staffResumeTalk' }>;

/** The handlers of the staff chats, before those of the conversation: a chat of the staff may be a private one. */
@Update()
export class StaffUpdate {
  constructor(
    private readonly desk: StaffDesk,
    private readonly cards: StaffCardRepository,
    private readonly shown: StaffCards,
    private readonly sender: ScreenSender,
    private readonly moves: StaffChatMoves,
    private readonly talks: StaffTalks,
  ) {}

  @On('callback_query')
  async onTap(@Ctx() context: Context, @Next() next: () => Promise<void>): Promise<void> {
    const query = context.callbackQuery;
    const action = query && 'data' in query ? CALLBACK_CODEC.decode(query.data) : undefined;
    if (!query || !action || !isOfStaff(action)) return next();
    const { tenant, telegram } = context.state as UpdateState;
    const answer = new CallbackAnswer(telegram, query.id);
    const t = textsOf(tenant);
    try {
      const chat = query.message?.chat;
      // the data of a button is a client's word, and so is the message it comes with
      if (!chat || chat.id !== staffChatOf(tenant)) {
        await answer.answer({ text: t.staff.onlyHere, isAlert: true });
        return;
      }
      const to = staffPlace(tenant, telegram, chat.id);
      const act = { tenant, chat, from: query.from, to, t, id: idOf(context) };
      const words = await this.wordsFor(act, action, query.message?.message_id);
      if (!words || (await answer.answer(words)) || !words.isAlert) return;
      await this.sender.send({ ...to, repliesTo: query.message?.message_id }, plain(words));
    } finally {
      await answer.answer();
    }
  }

  @On('message')
  async onMessage(@Ctx() context: Context, @Next() next: () => Promise<void>): Promise<void> {
    const { message } = context;
    const { tenant, telegram } = context.state as UpdateState;
    const staffChat = staffChatOf(tenant);
    if (!message || staffChat === undefined) return next();
    if ('migrate_to_chat_id' in message && message.chat.id === staffChat) {
      return this.moves.moved(tenant.id, staffChat, message.migrate_to_chat_id);
    }
    if ('migrate_from_chat_id' in message && message.migrate_from_chat_id === staffChat) {
      return this.moves.moved(tenant.id, staffChat, message.chat.id);
    }
    const questionId = 'reply_to_message' in message ? message.reply_to_message?.message_id : undefined;
    if (message.chat.id !== staffChat || questionId === undefined || !message.from) return next();
    const order = await this.cards.askedBy(tenant.id, questionId);
    const to = staffPlace(tenant, telegram, staffChat);
    const act = {
      ...{ tenant, chat: message.chat, from: message.from, to },
      ...{ t: textsOf(tenant), id: idOf(context) },
    };
    if (order) return this.tell(act, message, await this.answered(act, order, message));
    const addressee = await this.talks.addressee(tenant, message, context.botInfo.id);
    if (!addressee) return next();
    const why = (await this.whyNotHere(act)) ?? (await this.talks.passOn(act, message, addressee));
    if (why) await this.tell(act, message, why);
  }

  @On('edited_message')
  async onEdit(@Ctx() context: Context, @Next() next: () => Promise<void>): Promise<void> {
    const message = context.editedMessage;
    const { tenant, telegram } = context.state as UpdateState;
    const staffChat = staffChatOf(tenant);
    if (!message || staffChat === undefined || message.chat.id !== staffChat || isClosed(tenant))
      return next();
    const place = { tenant, to: staffPlace(tenant, telegram, staffChat), t: textsOf(tenant) };
    if (await this.talks.correct(place, message, idOf(context))) return;
    return next();
  }

  private async tell({ to }: Act, { message_id: repliesTo }: Message, words: StaffWords): Promise<void> {
    await this.sender.send({ ...to, repliesTo }, plain(words));
  }

  private async whyNotHere({ tenant, to, t }: Act): Promise<StaffWords | undefined> {
    if (isClosed(tenant)) return { text: t.common.shopClosedForNow, isAlert: true };
    return (await this.shown.isPublic(to)) ? { text: t.talk.isPublic, isAlert: true } : undefined;
  }

  /** @returns what is to be said; undefined: the message shows it */
  private async wordsFor(act: Act, action: StaffAction, messageId = 0): Promise<StaffWords | undefined> {
    const { tenant, to, t } = act;
    if (isClosed(tenant)) return { text: t.common.shopClosedForNow, isAlert: true };
    if (await this.shown.isPublic(to)) return { text: t.staff.onlyHere, isAlert: true };
    if (action.type === 'staffStopTalk' || action.type === 'staffResumeTalk') {
      return this.talks.serve(act, action, messageId);
    }
    const order = await this.cards.orderOf(tenant.id, action.number);
    return order ? this.serve(act, action, order) : { text: t.staff.noOrder, isAlert: true };
  }

  private async serve(act: Act, action: OrderAction, order: Order): Promise<StaffWords | undefined> {
    const { tenant, to, t } = act;
    switch (action.type) {
      case 'staffApprove':
        return this.desk.approve(tenant, order, await this.member(act), t);
      case 'staffCancel':
        return this.desk.cancel(tenant, order, await this.member(act), { key: action.reason }, t);
      case 'staffAskCancel':
        if (!isCancellable(order)) return this.desk.already(order, t);
        await this.shown.show(tenant, to, order, true);
        return undefined;
      case 'staffTypeReason':
        return isCancellable(order) ? this.askReason(act, order) : this.desk.already(order, t);
      case 'staffBack':
        await this.shown.show(tenant, to, order);
        return undefined;
      case 'staffCall':
        return { text: phoneText(tenant, order, t), isAlert: true };
      case 'staffWrite':
        await this.talks.ask(act, order);
        return undefined;
    }
  }

  private async member({ to, chat, from, id }: Act): Promise<StaffMember> {
    return { ...(await staffMember(to.telegram, chat, from)), act: id };
  }

  /** The question is what a typed reason answers: a bot in a group hears such answers only. */
  private async askReason({ tenant, to, t }: Act, order: Order): Promise<undefined> {
    const card = await this.cards.find(order);
    const question = await to.telegram.call<SentMessage>('sendMessage', {
      ...placeOf({ ...to, repliesTo: card?.messageId }),
      text: t.staff.typeReason(order.number),
      reply_markup: { force_reply: true, selective: false },
    });
    await this.cards.asks(order, question.message_id);
    await this.shown.show(tenant, to, order);
    return undefined;
  }

  private async answered(act: Act, order: Order, message: Message): Promise<StaffWords> {
    const { tenant, t } = act;
    const words = 'text' in message ? message.text.trim() : '';
    if (words === '') return { text: t.staff.typeReason(order.number), isAlert: true };
    if (words.length > MAX_REASON_LENGTH) {
      return { text: t.staff.reasonTooLong(String(MAX_REASON_LENGTH)), isAlert: true };
    }
    const said = await this.desk.cancel(tenant, order, await this.member(act), { words }, t);
    if (!said.isAlert) await this.cards.asks(order, undefined);
    return said;
  }
}

function idOf({ botInfo, update }: Context): string {
  return `${botInfo.id}/${update.update_id}`;
}

function textsOf({ settings }: Tenant): Texts {
  return texts(settings.defaultLanguage);
}

function phoneText({ settings }: Tenant, { phone }: Order, { staff }: Texts): string {
  if (!settings.staffSeesPhone) return staff.phoneHidden;
  return phone === undefined ? staff.noPhone : `+${phone}`;
}

function plain({ text }: StaffWords) {
  return { text: [text], keyboard: [] };
}
