import { badRequest, forbidden, ApiError } from './api-error';
import type { Bot } from './bot';
import { takeSnapshot, type ChatSnapshot } from './chat-snapshot';
import { Conversation } from './conversation';
import { typed } from './hand';
import { epochSeconds, type Message } from './message';
import type { JsonObject, WireUser } from './wire';

export interface GroupProfile {
  /** Below zero; a supergroup's begins with -100. */
  readonly id: number;
  readonly title?: string;
  readonly isSupergroup?: boolean;
  /** Of a supergroup that everybody can find and read. */
  readonly username?: string;
}

/** What a member sees a message of an anonymous administrator come from. */
const ANONYMOUS: WireUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** What Telegram tells of a member. */
export interface Member {
  /** An administrator whose messages come from the group. Taps still come from the person. */
  readonly isAnonymous?: boolean;
}

/** A group as the bot knows it: its members are not people of private chats. */
export class GroupConversation extends Conversation {
  override started = true;
  /** Topics by their thread ids, and whether they are closed; undefined: the group has none. */
  topics: Map<number, boolean> | undefined;
  readonly members = new Map<number, Member>();

  constructor(
    readonly profile: GroupProfile,
    bot: WireUser,
    onChange: () => void,
  ) {
    super(ANONYMOUS, bot, onChange);
  }

  override get chatId(): number {
    return this.profile.id;
  }

  override get wireChat(): JsonObject {
    const { id, title = 'Staff', isSupergroup, username } = this.profile;
    const type = isSupergroup ? 'supergroup' : 'group';
    return {
      id,
      title,
      type,
      ...(username !== undefined && { username }),
      ...(this.topics && { is_forum: true }),
    };
  }

  /** @throws ApiError for a thread that is not there, or is closed */
  override assertThread(threadId: number | undefined): void {
    if (threadId === undefined) return;
    const isClosed = this.topics?.get(threadId);
    if (isClosed === undefined) throw badRequest('message thread not found');
    if (isClosed) throw badRequest('TOPIC_CLOSED');
  }
}

/** A group chat that one bot is in, and what its members do to the bot. */
export class Group {
  readonly conversation: GroupConversation;

  constructor(
    private readonly bot: Bot,
    readonly profile: GroupProfile,
    changed: (chatId: number) => void,
  ) {
    this.conversation = new GroupConversation(profile, bot.user, () => changed(profile.id));
  }

  get id(): number {
    return this.profile.id;
  }

  get token(): string {
    return this.bot.token;
  }

  get messages(): readonly Message[] {
    return this.conversation.messages;
  }

  /** What the bot has written here, oldest first. */
  get words(): string[] {
    return this.messages.map((message) => message.words);
  }

  /** The bot is thrown out, and told so if it asks for such updates. */
  kick(): void {
    this.refuse(forbidden(`bot was kicked from the ${this.kind} chat`));
    this.bot.tellMembership(this.conversation, false);
  }

  letIn(): void {
    this.conversation.refusal = undefined;
    this.bot.tellMembership(this.conversation, true);
  }

  /** Forbids members to write; when they may again is not told. */
  silence(): void {
    this.refuse(badRequest('have no rights to send a message'));
  }

  closeTopic(): void {
    this.refuse(badRequest('TOPIC_CLOSED'));
  }

  /** The group has topics from now on. */
  openTopic(threadId: number): void {
    (this.conversation.topics ??= new Map()).set(threadId, false);
  }

  /** An administrator who stays anonymous. */
  hide(member: WireUser): void {
    this.conversation.members.set(member.id, { isAnonymous: true });
  }

  /** The newest message that holds these words. */
  find(words: string | RegExp): Message | undefined {
    const holds = (message: Message): boolean =>
      typeof words === 'string' ? message.words.includes(words) : words.test(message.words);
    return this.conversation.visible.reverse().find(holds);
  }

  /**
   * A member presses a button of a message.
   * @throws Error when it has no such button
   */
  tap(label: string, message: Message, member: WireUser): number {
    const buttons = message.inlineKeyboard.flat();
    const button = buttons.find(({ text }) => text.includes(label));
    if (button?.callback_data === undefined) {
      throw new Error(
        `no button "${label}"; there: ${buttons.map(({ text }) => text).join(' | ') || 'none'}`,
      );
    }
    return this.tapData(button.callback_data, message, member);
  }

  /** A member presses what no button offers (any more). */
  tapData(data: string, message: Message, member: WireUser): number {
    this.bot.conversationWith(member).met = true;
    return this.bot.receiveTap(this.conversation, message, data, member);
  }

  /** What a member's app shows. */
  snapshot(): ChatSnapshot {
    return takeSnapshot(this.conversation);
  }

  /** A member presses the button at this place. @throws Error when there is none any more */
  tapButton(messageId: number, row: number, column: number, member: WireUser): number {
    const message = this.conversation.find(messageId);
    const data = message?.inlineKeyboard[row]?.[column]?.callback_data;
    if (!message || data === undefined) throw new Error(`message ${messageId} has no such button any more`);
    return this.tapData(data, message, member);
  }

  /** A member writes what all see; see `say`. @param repliesTo id of the message that is answered */
  write(text: string, member: WireUser, repliesTo?: number): number {
    this.bot.conversationWith(member).met = true;
    const answered = repliesTo === undefined ? undefined : this.conversation.find(repliesTo);
    const body = { kind: 'text', content: typed(text) } as const;
    return this.bot.receive(this.conversation, body, {
      from: member,
      ...(answered && { reply_to_message: this.conversation.wire(answered) }),
    });
  }

  allow(): void {
    this.conversation.refusal = undefined;
  }

  /** Members may write, and send no pictures. */
  forbidPhotos(): void {
    const refusal = badRequest('not enough rights to send photos to the chat');
    this.conversation.refusal = (method) => (method === 'sendPhoto' ? refusal : undefined);
  }

  /** A member writes, or an administrator who stays anonymous. From then on the bot has met the member. */
  say(text: string, member?: WireUser, repliesTo?: Message): number {
    return this.send({ text }, member, repliesTo);
  }

  /** The same with anything that a message can be made of: `{ voice: … }`, `{ sticker: … }`. */
  send(content: JsonObject, member?: WireUser, repliesTo?: Message): number {
    if (member) this.bot.conversationWith(member).met = true;
    const payload = {
      ...this.head(),
      from: member ?? ANONYMOUS,
      ...(!member && { sender_chat: this.conversation.wireChat }),
      ...(repliesTo && { reply_to_message: this.conversation.wire(repliesTo) }),
      ...content,
    };
    return this.bot.updates.push('message', payload, this.id);
  }

  /** What was said by `say` or `send` is changed; it is named by the number of its message. */
  edit(messageId: number, text: string, member: WireUser): number {
    const payload = { ...this.head(), message_id: messageId, from: member, edit_date: 1, text };
    return this.bot.updates.push('edited_message', payload, this.id);
  }

  /** Both chats are told, and the former one refuses whatever is sent to it. */
  moveTo(supergroup: Group): void {
    this.refuse(
      new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: supergroup.id,
      }),
    );
    const told = { ...this.head(), from: ANONYMOUS, migrate_to_chat_id: supergroup.id };
    this.bot.updates.push('message', told, this.id);
    const there = { ...supergroup.head(), from: ANONYMOUS, migrate_from_chat_id: this.id };
    this.bot.updates.push('message', there, supergroup.id);
  }

  private head(): JsonObject {
    const { id, sentAt } = this.bot.newMessage('person', { kind: 'sticker', emoji: '' });
    return { message_id: id, date: epochSeconds(sentAt), chat: this.conversation.wireChat };
  }

  private get kind(): 'supergroup' | 'group' {
    return this.profile.isSupergroup ? 'supergroup' : 'group';
  }

  private refuse(refusal: ApiError): void {
    this.conversation.refusal = () => refusal;
  }
}
