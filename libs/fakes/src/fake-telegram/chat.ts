import { forbidden } from './api-error';
import type { Bot } from './bot';
import { takeSnapshot, type ChatSnapshot } from './chat-snapshot';
import type { Conversation, Toast } from './conversation';
import type { UploadedFile } from './params';
import { Hand, typed } from './hand';
import { NO_TEXT, type Message } from './message';
import type { Sender } from './person-profile';
import type { Contact, InlineButton, JsonObject, ReplyButton, ReplyKeyboard } from './wire';
import type { FileStore } from './file-store';

/** A label (the whole of it, else a part: an emoji may stand before it), a pattern, or a test of the button. */
export type ButtonMatch = string | RegExp | ((button: InlineButton) => boolean);
/** A part of the text or caption, a pattern, or a test of the message. */
export type MessageMatch = string | RegExp | ((message: Message) => boolean);

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_QUIET_MS = 100;

/**
 * The person's side of a chat. Acting is immediate and waits for nothing: follow it with `waitFor` or `settled`.
 * Every action returns the id of the update it caused.
 */
export class Chat {
  /** Messages the bot sent or edited before the person's last action are old news for `waitFor`. */
  private seen = new Map<Message, number>();
  private seenToasts = 0;
  /** Desktop and Web know no place: the one sends nothing, the other the label of the button (docs/hosts.md 9). */
  app: 'phone' | 'desktop' | 'web' = 'phone';
  /** All that is behind the paper clip, and what is done to messages that were sent. */
  readonly hand: Hand;

  constructor(
    readonly person: Sender,
    private readonly bot: Bot,
    private readonly conversation: Conversation,
    private readonly files: FileStore,
  ) {
    this.hand = new Hand(bot, conversation, files, () => this.acted());
  }

  /** All messages, oldest first, deleted ones too; the list and its members change as the bot works. */
  get messages(): readonly Message[] {
    return this.conversation.messages;
  }

  /** The newest message that is not deleted. */
  get lastMessage(): Message | undefined {
    return this.conversation.visible.at(-1);
  }

  /** The keyboard as the person's app shows it now. */
  get replyKeyboard(): ReplyKeyboard | undefined {
    return this.conversation.replyKeyboard;
  }

  /** What answered taps have shown, oldest first; silent answers leave none. */
  get toasts(): readonly Toast[] {
    return this.conversation.toasts;
  }

  send(text: string): number {
    this.acted();
    return this.bot.receive(this.conversation, { kind: 'text', content: typed(text) });
  }

  /**
   * Presses an inline button: on the given message, else on the newest message that has it.
   * @throws Error that lists the visible buttons when there is none, or when the button only opens a link
   */
  tap(button: ButtonMatch, message?: Message): number {
    const candidates = message ? [message] : this.conversation.visible.reverse();
    for (const candidate of candidates) {
      const found = findButton(candidate, button);
      if (!found) continue;
      if (found.callback_data === undefined)
        throw new Error(`button "${found.text}" calls nobody: it opens a link or copies a text`);
      this.acted();
      return this.bot.receiveTap(this.conversation, candidate, found.callback_data);
    }
    const labels = candidates.flatMap((candidate) => candidate.inlineKeyboard.flat().map(({ text }) => text));
    throw new Error(`no inline button ${describe(button)}; visible: ${labels.join(' | ') || 'none'}`);
  }

  /**
   * Presses the button at a place of a message, as a page does; both count from 0.
   * @throws Error when no such button is there (any more)
   */
  tapButton(messageId: number, row: number, column: number): number {
    const message = this.conversation.find(messageId);
    const button = message?.inlineKeyboard[row]?.[column];
    if (!message || !button) throw new Error(`message ${String(messageId)} has no such button any more`);
    return this.tap((candidate) => candidate === button, message);
  }

  /** Presses a button with data that no message offers (any more): an old client, or a forger. */
  tapData(data: string, message: Message): number {
    this.acted();
    return this.bot.receiveTap(this.conversation, message, data);
  }

  /** Presses a button of the reply keyboard; contact and location buttons send the person's own. */
  tapReplyKeyboard(label: string | RegExp): number {
    const buttons = this.replyKeyboard?.rows.flat() ?? [];
    const button = findByLabel(buttons, label);
    if (!button) {
      const labels = buttons.map(({ text }) => text).join(' | ') || 'none';
      throw new Error(`no reply keyboard button ${describe(label)}; visible: ${labels}`);
    }
    if (this.replyKeyboard?.oneTime) this.conversation.replyKeyboard = undefined;
    return this.press(button);
  }

  /** Sends a contact card: the person's own unless told otherwise. */
  shareContact(contact: Partial<Contact> = {}, origin: JsonObject = {}): number {
    this.acted();
    const own = {
      phone: this.person.phone,
      firstName: this.person.profile.firstName,
      userId: this.person.id,
    };
    const isOwnCard = contact.phone === undefined || contact.userId !== undefined;
    const card = isOwnCard ? { ...own, ...contact } : { ...own, userId: undefined, ...contact };
    const { userId, ...rest } = card;
    const body = { ...rest, ...(userId !== undefined && { userId }) };
    return this.bot.receive(this.conversation, { kind: 'contact', contact: body, forwarded: false }, origin);
  }

  /** Forwards somebody's contact card; its `userId` may even be the person's own. */
  forwardContact(contact: Contact): number {
    this.acted();
    return this.bot.receive(this.conversation, { kind: 'contact', contact, forwarded: true });
  }

  sendLocation(latitude: number, longitude: number): number {
    this.acted();
    return this.bot.receive(this.conversation, { kind: 'location', location: { latitude, longitude } });
  }

  sendPhoto(bytes: Buffer, caption = ''): number {
    this.acted();
    const file: UploadedFile = { name: 'photo.png', contentType: 'image/png', bytes };
    const photo = this.files.addUpload(this.bot.token, file);
    return this.bot.receive(this.conversation, {
      kind: 'photo',
      photo,
      caption: { ...NO_TEXT, text: caption },
    });
  }

  sendSticker(emoji = '👍'): number {
    this.acted();
    return this.bot.receive(this.conversation, { kind: 'sticker', emoji });
  }

  /** Delivers an update a second time, under the same id. */
  resend(updateId: number): void {
    this.bot.updates.repeat(updateId);
  }

  block(): void {
    this.bot.setBlocked(this.conversation, true);
  }

  unblock(): void {
    this.bot.setBlocked(this.conversation, false);
  }

  /** Deletes the account; the bot is not told. */
  deactivate(): void {
    this.conversation.refusal = () => forbidden('user is deactivated');
  }

  /**
   * Waits for a message of the bot, sent or edited since the person last acted.
   * @throws Error with the visible chat after `timeoutMs`
   */
  async waitFor(wanted: MessageMatch, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Message> {
    return this.until(
      () => this.conversation.visible.reverse().find((m) => this.isNews(m) && matchesMessage(m, wanted)),
      `no message ${describe(wanted)}`,
      timeoutMs,
    );
  }

  /** Waits for words over the chat or in it: an answer that takes long comes as a message. */
  async waitForWords(wanted: string | RegExp, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<string> {
    const heard = (): string | undefined =>
      this.toasts.slice(this.seenToasts).find(({ text }) => matchesText(text, wanted))?.text ??
      this.conversation.visible.reverse().find((m) => this.isNews(m) && matchesMessage(m, wanted))?.words;
    return this.until(heard, `no words ${describe(wanted)}`, timeoutMs);
  }

  /**
   * Waits until the bot has received all, answered every tap, and called nothing for `quietMs`.
   * @throws Error after `timeoutMs` that says what is open
   */
  async settled({ quietMs = DEFAULT_QUIET_MS, timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<void> {
    const isSettled = (): true | undefined => {
      const { unanswered, activeAtMs, chatId } = this.conversation;
      const isQuiet = performance.now() - activeAtMs >= quietMs;
      const isOpen = unanswered.length > 0 || this.bot.updates.hasUndelivered(chatId);
      return isQuiet && !isOpen ? true : undefined;
    };
    const problem = (): string => {
      const taps = this.conversation.unanswered.map(({ data }) => data).join(', ') || 'none';
      return `the chat did not settle (unanswered taps: ${taps})`;
    };
    await this.until(isSettled, problem, timeoutMs, quietMs / 4);
  }

  /**
   * Waits until the bot has shown something since the person last acted, and is done with it. For acts that change
   * the screen: of those that need not, only `settled` knows an end, and it may come before a late answer.
   */
  async answered(): Promise<void> {
    const news = (): true | undefined =>
      this.conversation.visible.some((message) => this.isNews(message)) || undefined;
    await this.until(news, 'no answer', DEFAULT_TIMEOUT_MS);
    await this.settled();
  }

  /** The chat as JSON for a page. */
  snapshot(): ChatSnapshot {
    return takeSnapshot(this.conversation);
  }

  /** The visible chat as plain lines, for an error message. */
  transcript(): string {
    const lines = this.conversation.visible.slice(-8).map((message) => {
      const buttons = message.inlineKeyboard.map((row) => `[${row.map(({ text }) => text).join(' | ')}]`);
      return [`${message.from}: ${message.words || message.body.kind}`, ...buttons].join('\n    ');
    });
    return lines.join('\n') || '(empty chat)';
  }

  private press(button: ReplyButton): number {
    if (button.request_contact) return this.shareContact();
    if (!button.request_location || this.app === 'web') return this.send(button.text);
    if (this.app === 'desktop') throw new Error('Telegram Desktop says itself that it sends no place');
    const { latitude, longitude } = this.person.location;
    return this.sendLocation(latitude, longitude);
  }

  private acted(): void {
    this.conversation.active();
    this.seen = new Map(this.messages.map((message) => [message, message.editedTimes]));
    this.seenToasts = this.toasts.length;
  }

  private isNews(message: Message): boolean {
    return message.from === 'bot' && this.seen.get(message) !== message.editedTimes;
  }

  private async until<T>(
    look: () => T | undefined,
    problem: string | (() => string),
    timeoutMs: number,
    checkEveryMs = timeoutMs,
  ): Promise<T> {
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) {
        const what = typeof problem === 'string' ? problem : problem();
        throw new Error(`${what} within ${String(timeoutMs)} ms; the chat shows:\n${this.transcript()}`);
      }
      await this.conversation.nextChange(Math.min(leftMs, Math.max(checkEveryMs, 5)));
    }
  }
}

function findButton(message: Message, wanted: ButtonMatch): InlineButton | undefined {
  const buttons = message.inlineKeyboard.flat();
  return typeof wanted === 'function' ? buttons.find(wanted) : findByLabel(buttons, wanted);
}

function findByLabel<T extends { readonly text: string }>(
  buttons: readonly T[],
  label: string | RegExp,
): T | undefined {
  return buttons.find(({ text }) => text === label) ?? buttons.find(({ text }) => matchesText(text, label));
}

function matchesMessage(message: Message, wanted: MessageMatch): boolean {
  return typeof wanted === 'function' ? wanted(message) : matchesText(message.words, wanted);
}

function matchesText(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function describe(wanted: unknown): string {
  return typeof wanted === 'function' ? 'that passes the test' : `"${String(wanted)}"`;
}
