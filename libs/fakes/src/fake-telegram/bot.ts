import { randomBytes, randomInt } from 'node:crypto';
import { ApiError } from './api-error';
import { BotProfile } from './bot-profile';
import type { CallbackQuery } from './callback-query';
import { Conversation } from './conversation';
import type { InlineQuery } from './inline-query';
import { Message, type MessageBody } from './message';
import { UpdateQueue } from './update-queue';
import { WebhookDelivery, type WebhookSettings } from './webhook-delivery';
import type { BotUser, JsonObject, WireUser } from './wire';
import type { World } from './world';

/** One bot on the fake server. */
export class Bot {
  readonly updates: UpdateQueue;
  readonly profile = new BotProfile();
  /** By chat id, which is the person's id in a private chat. */
  readonly conversations = new Map<number, Conversation>();
  readonly callbacks = new Map<string, CallbackQuery>();
  readonly inlineQueries = new Map<string, InlineQuery>();
  revoked = false;
  webhook: WebhookDelivery | undefined;
  private lastMessageId = randomInt(1, 1000);

  constructor(
    readonly token: string,
    readonly user: BotUser,
    private readonly world: World,
  ) {
    this.updates = new UpdateQueue(world.clock);
  }

  conversationWith(person: WireUser): Conversation {
    const known = this.conversations.get(person.id);
    if (known) return known;
    const conversation = new Conversation(person, this.user, () => this.world.changed(this.token, person.id));
    this.conversations.set(person.id, conversation);
    return conversation;
  }

  newMessage(from: Message['from'], body: MessageBody, hasReplyKeyboard = false): Message {
    this.lastMessageId += 1;
    return new Message(this.lastMessageId, from, this.world.clock.now(), body, hasReplyKeyboard);
  }

  /** The person's message: shown in the chat and sent to the bot. @returns the update's id */
  receive(conversation: Conversation, body: MessageBody, origin: JsonObject = {}): number {
    const message = this.newMessage('person', body);
    message.origin = origin;
    conversation.started = true;
    conversation.add(message);
    return this.updates.push('message', conversation.wire(message), conversation.chatId);
  }

  /** The person changes a message of theirs: the bot hears of it when it asked for `edited_message`. */
  receiveEdit(conversation: Conversation, message: Message, body: MessageBody): number {
    message.edit(body, message.inlineKeyboard, this.world.clock.now());
    conversation.changed();
    return this.updates.push('edited_message', conversation.wire(message), conversation.chatId);
  }

  /** A tap, of the chat's person or of a member of the group. @returns the update's id */
  receiveTap(
    conversation: Conversation,
    message: Message,
    data: string,
    from: WireUser = conversation.person,
  ): number {
    const query: CallbackQuery = {
      id: randomBytes(8).readBigUInt64BE().toString(),
      chatId: conversation.chatId,
      messageId: message.id,
      data,
      tappedAt: this.world.clock.now(),
      state: 'open',
    };
    this.callbacks.set(query.id, query);
    conversation.callbacks.push(query);
    conversation.changed();
    const payload = {
      id: query.id,
      from,
      message: conversation.wire(message),
      chat_instance: String(conversation.chatId),
      data,
    };
    return this.updates.push('callback_query', payload, conversation.chatId);
  }

  /** Typed behind the bot's name in any chat: the bot hears of it where @BotFather has its inline mode on. */
  receiveInline(from: WireUser, query: string, offset: string): InlineQuery {
    const id = randomBytes(8).readBigUInt64BE().toString();
    const asked: InlineQuery = { id, query, askedAt: this.world.clock.now(), answer: undefined };
    this.inlineQueries.set(id, asked);
    if (this.user.supports_inline_queries) {
      this.updates.push('inline_query', { id, from, query, offset, chat_type: 'private' }, from.id);
    }
    return asked;
  }

  /** Blocking and unblocking also tells the bot. */
  setBlocked(conversation: Conversation, blocked: boolean): void {
    if (conversation.blocked === blocked) return;
    conversation.blocked = blocked;
    this.tellMembership(conversation, !blocked);
  }

  /** The bot was let in or thrown out; told only to those that ask for it. */
  tellMembership(conversation: Conversation, isMember: boolean): void {
    const member = (isIn: boolean): object => ({
      user: this.user,
      status: isIn ? 'member' : 'kicked',
      ...(!isIn && { until_date: 0 }),
    });
    const payload = {
      chat: conversation.wireChat,
      from: conversation.person,
      date: Math.floor(this.world.clock.now().getTime() / 1000),
      old_chat_member: member(!isMember),
      new_chat_member: member(isMember),
    };
    this.updates.push('my_chat_member', payload, conversation.chatId);
    conversation.changed();
  }

  /** Calls answer 401 from now on, a waiting getUpdates too. */
  revoke(): void {
    this.revoked = true;
    this.updates.interrupt(new ApiError(401, 'Unauthorized'));
  }

  async setWebhook(settings: WebhookSettings | undefined): Promise<void> {
    const previous = this.webhook;
    this.webhook = undefined;
    await previous?.stop();
    if (!settings) return;
    this.updates.interrupt(new ApiError(409, 'Conflict: terminated by setWebhook request'));
    this.webhook = new WebhookDelivery(settings, {
      queue: this.updates,
      retryUnitMs: this.world.options.webhookRetryUnitMs,
      now: () => this.world.clock.now(),
      onViolation: (problem) => this.world.violation('webhook', problem),
    });
    this.webhook.start();
  }
}
