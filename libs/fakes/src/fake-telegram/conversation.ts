import { badRequest, type ApiError } from './api-error';
import type { CallbackQuery } from './callback-query';
import { messageToWire, type Message } from './message';
import type { JsonObject, ReplyKeyboard, WireUser } from './wire';

/** What answerCallbackQuery showed. */
export interface Toast {
  readonly text: string;
  readonly isAlert: boolean;
}

/** All that one person and one bot share: the state behind both the bot's calls and the person's hand. */
export class Conversation {
  readonly messages: Message[] = [];
  readonly toasts: Toast[] = [];
  readonly callbacks: CallbackQuery[] = [];
  replyKeyboard: ReplyKeyboard | undefined;
  /** The last sendChatAction, until the next message. */
  chatAction: string | undefined;
  /** The person wrote first; before that the bot has no such chat. */
  started = false;
  blocked = false;
  /** The bot has seen the person somewhere else: it knows the chat, and may not be the first to write. */
  met = false;
  /** Why a call about this chat is refused, for as long as it is. */
  refusal: ((method: string) => ApiError | undefined) | undefined;
  /** When the bot last called or the person last acted; `performance.now()` milliseconds. */
  activeAtMs = performance.now();
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly person: WireUser,
    readonly bot: WireUser,
    private readonly onChange: () => void,
  ) {}

  get chatId(): number {
    return this.person.id;
  }

  /** The `Chat` object of the Bot API. */
  get wireChat(): JsonObject {
    const { id, first_name, last_name, username } = this.person;
    return {
      id,
      type: 'private',
      first_name,
      ...(last_name !== undefined && { last_name }),
      ...(username !== undefined && { username }),
    };
  }

  /** @throws ApiError: only groups have threads */
  assertThread(threadId: number | undefined): void {
    if (threadId !== undefined) throw badRequest('message thread not found');
  }

  wire(message: Message): JsonObject {
    return messageToWire(message, message.from === 'bot' ? this.bot : this.person, this.wireChat);
  }

  add(message: Message): void {
    this.messages.push(message);
    this.chatAction = undefined;
    this.changed();
  }

  find(messageId: number): Message | undefined {
    return this.messages.find((message) => message.id === messageId && !message.deleted);
  }

  get visible(): Message[] {
    return this.messages.filter((message) => !message.deleted);
  }

  get unanswered(): CallbackQuery[] {
    return this.callbacks.filter((query) => query.state === 'open');
  }

  active(): void {
    this.activeAtMs = performance.now();
  }

  changed(): void {
    this.active();
    for (const wake of this.watchers) wake();
    this.onChange();
  }

  /** Resolves at the next change, or after `ms`. */
  async nextChange(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.watchers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.watchers.add(done);
    });
  }
}
