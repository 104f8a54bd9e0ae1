import type { Bot } from './bot';
import type { Conversation } from './conversation';
import type { FileStore, Photo } from './file-store';
import { epochSeconds, NO_TEXT, type Message, type MessageBody } from './message';
import type { Entity, FormattedText, GeoPoint, JsonObject } from './wire';

const LIVE_PERIOD_SEC = 900;
const FILE = { file_id: 'AwACAgIAAxkBAAEfile', file_unique_id: 'file' };

/** Kinds of messages that a bot gets without having asked for them. */
const ATTACHMENTS = {
  voice: { voice: { ...FILE, duration: 3, mime_type: 'audio/ogg' } },
  videoNote: { video_note: { ...FILE, duration: 3, length: 240 } },
  document: { document: { ...FILE, file_name: 'price.pdf' } },
  poll: {
    poll: {
      id: '1',
      question: '?',
      options: [{ text: 'да', voter_count: 0 }],
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    },
  },
  dice: { dice: { emoji: '🎲', value: 4 } },
} satisfies Record<string, JsonObject>;

/** What people do beside typing and tapping: albums, edits, places that move, all that hangs on a paper clip. */
export class Hand {
  constructor(
    private readonly bot: Bot,
    private readonly conversation: Conversation,
    private readonly files: FileStore,
    private readonly acted: () => void,
  ) {}

  /** The reply keyboard that the bot before us left in the chat; its buttons send their labels. */
  inheritKeyboard(...rows: readonly (readonly string[])[]): void {
    const buttons = rows.map((row) => row.map((text) => ({ text })));
    this.conversation.replyKeyboard = { rows: buttons, oneTime: false };
    this.conversation.changed();
  }

  attach(kind: keyof typeof ATTACHMENTS, caption?: string): number {
    return this.receive({
      kind: 'other',
      content: ATTACHMENTS[kind],
      ...(caption !== undefined && { caption }),
    });
  }

  /** Answers a message of the chat. */
  reply(to: Message, text: string): number {
    this.acted();
    const answered = { reply_to_message: this.conversation.wire(to) };
    return this.bot.receive(this.conversation, { kind: 'text', content: typed(text) }, answered);
  }

  /** A message that Telegram itself writes into the chat: `{ pinned_message: … }`, `{ web_app_data: … }`. */
  cause(service: JsonObject): number {
    return this.receive({ kind: 'other', content: service });
  }

  /** Several pictures at once: one message and one update each, all in the same moment. @returns their updates */
  sendAlbum(pictures: readonly { readonly bytes: Buffer; readonly caption?: string }[]): number[] {
    const mediaGroupId = `1${this.bot.user.id}${this.conversation.messages.length}`;
    this.acted();
    return pictures.map(({ bytes, caption = '' }) =>
      this.bot.receive(this.conversation, {
        kind: 'photo',
        photo: this.upload(bytes),
        caption: { ...NO_TEXT, text: caption },
        mediaGroupId,
      }),
    );
  }

  /** Several messages of another chat at once. */
  forward(...texts: readonly string[]): number[] {
    this.acted();
    const date = epochSeconds(new Date());
    const origin = {
      forward_origin: { type: 'hidden_user', sender_user_name: 'Ева', date },
      forward_date: date,
    };
    return texts.map((text) =>
      this.bot.receive(this.conversation, { kind: 'text', content: typed(text) }, origin),
    );
  }

  sendVenue(location: GeoPoint, title: string, address: string): number {
    return this.receive({ kind: 'location', location, venue: { title, address } });
  }

  /** A place that moves with the person: see `moveTo`. */
  sendLiveLocation(location: GeoPoint): number {
    return this.receive({ kind: 'location', location, livePeriodSec: LIVE_PERIOD_SEC });
  }

  /** The person has moved while the last live location is shared. */
  moveTo(location: GeoPoint): number {
    const message = this.own((body) => body.kind === 'location' && body.livePeriodSec !== undefined);
    return this.change(message, { kind: 'location', location, livePeriodSec: LIVE_PERIOD_SEC });
  }

  /** Edits a text of the person's, or the caption of a picture: the newest that is `was`. */
  edit(was: string, text: string): number {
    const message = this.own((body) =>
      body.kind === 'text' ? body.content.text === was : body.kind === 'photo' && body.caption.text === was,
    );
    const { body } = message;
    return this.change(
      message,
      body.kind === 'photo' ? { ...body, caption: typed(text) } : { kind: 'text', content: typed(text) },
    );
  }

  private own(isWanted: (body: MessageBody) => boolean): Message {
    const found = this.conversation.visible.findLast(({ from, body }) => from === 'person' && isWanted(body));
    if (!found) throw new Error('the person has sent no such message');
    return found;
  }

  private receive(body: MessageBody): number {
    this.acted();
    return this.bot.receive(this.conversation, body);
  }

  private change(message: Message, body: MessageBody): number {
    this.acted();
    return this.bot.receiveEdit(this.conversation, message, body);
  }

  private upload(bytes: Buffer): Photo {
    return this.files.addUpload(this.bot.token, { name: 'photo.png', contentType: 'image/png', bytes });
  }
}

/** A text as Telegram marks it up: a command at its beginning is one. */
export function typed(text: string): FormattedText {
  const command = /^\/\w{1,32}(?:@\w+)?/.exec(text)?.[0];
  const entities: Entity[] = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : [];
  return { text, entities };
}
