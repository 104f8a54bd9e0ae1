import { Logger } from '@nestjs/common';
import { errorMessage, firstLanguage, RetryableError, UserError, type ChatId } from '@rto/kernel';
import { OrderService } from '@rto/orders';
import { blockedScreen, contactsOf, messageScreen, texts, writeRow } from '@rto/screens';
import { isClosed } from '@rto/settings';
import { Ctx, On, Update } from 'nestjs-telegraf';
import type { Context } from 'telegraf';
import type { CallbackQuery, Message, User } from 'telegraf/types';
import { ChatUnreachableError } from '../client/telegram-errors';
import type { UpdateState } from '../inbox/update-router';
import { isWakeUp } from '../inbox/wake-up';
import { CallbackAnswer } from '../sending/callback-answer';
import { ReplyPresenter } from './reply-presenter';
import type { Destination } from '../sending/destination';
import { TypingSign } from '../sending/typing-sign';
import type { Replaced } from '../sending/screen-sender';
import { CatalogBeingReadError } from './catalog-being-read';
import { Conversation } from './conversation';
import { Corrections } from './corrections';
import { CALLBACK_CODEC } from './flows';
import { ScreenWaits } from './screen-waits';
import { isHeardAlready, isSpoken } from './spoken';
import type { Reply, Turn } from './turn';
import { Conversations } from './conversations';
import { errorText, isTrouble, trouble } from './trouble';

/** The handlers of every bot, registered once (docs/hosts.md 3). Private chats only. */
@Update()
export class ConversationUpdate {
  private readonly logger = new Logger(ConversationUpdate.name);

  constructor(
    private readonly conversations: Conversations,
    private readonly conversation: Conversation,
    private readonly corrections: Corrections,
    private readonly presenter: ReplyPresenter,
    private readonly orders: OrderService,
    private readonly waits: ScreenWaits,
  ) {}

  @On('callback_query')
  async onTap(@Ctx() context: Context): Promise<void> {
    const query = context.callbackQuery;
    if (!query) return;
    if (isWakeUp(query)) return this.onWakeUp(context, query.from);
    const { tenant, telegram } = context.state as UpdateState;
    const answer = new CallbackAnswer(telegram, query.id);
    try {
      if (query.message?.chat.type !== 'private') return;
      const turn = await this.begin(context, query.message.chat.id, query.from, query.id);
      const action = 'data' in query ? CALLBACK_CODEC.decode(query.data) : undefined;
      // prices and stock are asked for once more: until then the person sees that the tap was heard
      if (action?.type === 'confirm' && !isClosed(tenant))
        void answer.answer({ text: turn.t.checkout.confirming, isAlert: false });
      const reply = isClosed(tenant)
        ? { alert: trouble(turn.t.common.shopClosedForNow, turn) }
        : await this.replyTo(turn, telegram, () => this.conversation.tap(turn, action));
      await this.finish(turn, destination(turn, telegram), reply, tappedMessage(query, turn), answer);
      await this.remember(turn, context);
    } finally {
      await answer.answer();
    }
  }

  /** The screen that waits for goods may be filled, or show how far they are; a person who went on sees nothing. */
  private async onWakeUp(context: Context, from: User): Promise<void> {
    const { tenant, telegram } = context.state as UpdateState;
    const awaits = await this.conversations.awaited(tenant.id, from.id);
    if (!awaits || isClosed(tenant)) return this.waits.remove(tenant.id, from.id);
    // a change of the cart is the one that was tapped, however often it is tried
    const turn = { ...(await this.begin(context, from.id, from)), changeId: awaits.changeId };
    const reply = await this.replyTo(turn, telegram, () => this.conversation.tap(turn, awaits.action));
    const { messageId } = awaits;
    await this.finish(
      turn,
      destination(turn, telegram),
      asScreen(turn, reply),
      { messageId, hasPhoto: false, photoUrl: undefined },
      undefined,
    );
    if (!turn.dialog.awaits) await this.waits.remove(tenant.id, from.id);
  }

  @On('message')
  async onMessage(@Ctx() context: Context): Promise<void> {
    const { message } = context;
    if (!message || message.chat.type !== 'private' || !message.from || !isSpoken(message)) return;
    const { tenant, telegram } = context.state as UpdateState;
    const turn = await this.begin(context, message.chat.id, message.from);
    const reply = isClosed(tenant)
      ? closedReply(turn, message)
      : await this.replyTo(turn, telegram, () => this.conversation.message(turn, message));
    const replaced = reply.inPlace ? currentMessage(turn) : undefined;
    await this.finish(turn, destination(turn, telegram), reply, replaced, undefined);
    await this.remember(turn, context);
  }

  @On('edited_message')
  async onEdit(@Ctx() context: Context): Promise<void> {
    const message = context.editedMessage;
    const { tenant, telegram } = context.state as UpdateState;
    if (message?.chat.type !== 'private' || isClosed(tenant)) return;
    const turn = await this.begin(context, message.chat.id, message.from);
    const reply = await this.replyTo(turn, telegram, () => this.corrections.take(turn, message));
    await this.finish(turn, destination(turn, telegram), reply, currentMessage(turn), undefined);
    await this.remember(turn, context);
  }

  /** Who the person is may not be known yet, and when that cannot be found out, they are told as of other failures. */
  private async begin(context: Context, chatId: ChatId, from: User, tapId?: string): Promise<Turn> {
    const { tenant, telegram, endUpdate, isLastTry } = context.state as UpdateState;
    const update = { id: context.update.update_id, endUpdate, ...(tapId !== undefined && { tapId }) };
    try {
      return await this.conversations.begin(tenant, chatId, from, update);
    } catch (error) {
      if (isLastTry(error)) {
        const t = texts(firstLanguage(from.language_code, tenant.settings.defaultLanguage));
        const words = isClosed(tenant) ? t.common.shopClosedForNow : t.common.failed;
        await this.presenter.sayWithoutTurn({ tenantId: tenant.id, telegram, chatId }, t, words);
      }
      throw error;
    }
  }

  private async remember({ tenant, chatId, dialog }: Turn, { botInfo }: Context): Promise<void> {
    if (dialog.awaits) await this.waits.add(tenant.id, botInfo.id, chatId);
  }

  /** What the person is told when something goes wrong; what is wrong with us is thrown on. */
  private async replyTo(
    turn: Turn,
    telegram: UpdateState['telegram'],
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    const typing = new TypingSign(telegram, turn.chatId);
    try {
      return await work();
    } catch (error) {
      if (error instanceof CatalogBeingReadError) return error.reply(turn);
      if (error instanceof UserError) return failure(turn, error as UserError);
      if (!(error instanceof RetryableError)) {
        const tenantId = turn.tenant.id;
        this.logger.error({
          tenantId,
          message: `a tap failed: ${errorMessage(error)}`,
          stack: stackOf(error),
        });
        return { alert: trouble(turn.t.common.failed, turn) };
      }
      this.logger.warn({ tenantId: turn.tenant.id, message: `REGOS: ${errorMessage(error)}` });
      return { alert: trouble(turn.t.errors.regosUnavailable, turn) };
    } finally {
      typing.stop();
    }
  }

  /** Shows the reply and keeps the dialog, also when showing failed: what was answered is never asked again. */
  private async finish(
    turn: Turn,
    to: Destination,
    reply: Reply,
    tapped: Replaced | undefined,
    answer: CallbackAnswer | undefined,
  ): Promise<void> {
    try {
      const words = reply.alert ?? reply.toast;
      // answered first: the person sees that the tap arrived while the screen is on its way
      const isHeard =
        words !== undefined && (await answer?.answer({ text: words, isAlert: reply.alert !== undefined }));
      if (reply.alert !== undefined && !isHeard) await this.presenter.say(turn, to, reply.alert);
      await this.presenter.present(turn, to, reply, tapped);
      // before the message is taken back: whoever dies in between leaves one message too many, and no waiting tap
      await answer?.answer();
      if (reply.tellsOfData) await this.conversations.toldOfData(turn);
      const { shown } = turn.dialog;
      if (reply.acknowledges && shown) await this.orders.acknowledged(reply.acknowledges, shown.messageId);
    } catch (error) {
      if (!(error instanceof ChatUnreachableError)) throw error; // blocked: nobody is there to be told
    } finally {
      await this.conversations.end(turn);
    }
  }
}

/** Mistakes of the checkout get a screen of their own, since they say how to go on; others a word over the chat. */
function failure(turn: Turn, error: UserError): Reply {
  const text = errorText(error, turn);
  const needsScreen = [
    'closed',
    'closedToday',
    'belowMinimum',
    'tooManyOpen',
    'tooManyToday',
    'ordersDisabled',
    'shopNotReady',
    'cartEmpty',
    'catalogUnavailable',
  ];
  if (!needsScreen.includes(error.code)) return { alert: text };
  const screen = blockedScreen(text, turn.t);
  const { canWrite } = contactsOf(turn.tenant.settings);
  const write = writeRow(isTrouble(error) && canWrite, turn.t);
  return { screen: { ...screen, keyboard: [...write, ...screen.keyboard] } };
}

/** Words as a screen in place of the one that waits: over a chat without a tap they would not be seen. */
function asScreen(turn: Turn, reply: Reply): Reply {
  const words = reply.alert ?? reply.toast;
  return reply.screen || words === undefined ? reply : { screen: messageScreen(turn.t, words) };
}

function closedReply(turn: Turn, message: Message): Reply {
  if (isHeardAlready(turn, message, false)) return {};
  return { screen: messageScreen(turn.t, trouble(turn.t.common.shopClosedForNow, turn), []) };
}

function destination(turn: Turn, telegram: UpdateState['telegram']): Destination {
  return { tenantId: turn.tenant.id, telegram, chatId: turn.chatId };
}

function tappedMessage(query: CallbackQuery, turn: Turn): Replaced | undefined {
  const { message } = query;
  const isKept = 'data' in query && CALLBACK_CODEC.isBelow(query.data);
  // a message that Telegram shows no more (date 0) cannot be edited
  if (!message || message.date === 0 || isKept) return undefined;
  const { shown } = turn.dialog;
  return {
    messageId: message.message_id,
    hasPhoto: 'photo' in message,
    photoUrl: shown?.messageId === message.message_id ? shown.photoUrl : undefined,
  };
}

/** The screen that the person looks at, unless it is to stay. */
function currentMessage({ dialog }: Turn): Replaced | undefined {
  const { shown } = dialog;
  if (!shown || shown.stays) return undefined;
  return { messageId: shown.messageId, hasPhoto: shown.photoUrl !== undefined, photoUrl: shown.photoUrl };
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
