import { photoSize, type Photo } from './file-store';
import { renderEntities } from './render-entities';
import {
  isObject,
  type Contact,
  type Entity,
  type FormattedText,
  type GeoPoint,
  type InlineKeyboard,
  type JsonObject,
  type WireUser,
} from './wire';

export type MessageBody =
  | { readonly kind: 'text'; readonly content: FormattedText }
  | {
      readonly kind: 'photo';
      readonly photo: Photo;
      readonly caption: FormattedText;
      readonly mediaGroupId?: string;
    }
  | { readonly kind: 'contact'; readonly contact: Contact; readonly forwarded: boolean }
  | {
      readonly kind: 'location';
      readonly location: GeoPoint;
      /** It moves: each step comes as an edit of the message. */
      readonly livePeriodSec?: number;
      readonly venue?: { readonly title: string; readonly address: string };
    }
  | { readonly kind: 'sticker'; readonly emoji: string }
  /** Whatever the fake only passes on: a voice, a poll, a dice, a service message. */
  | { readonly kind: 'other'; readonly content: JsonObject; readonly caption?: string };

export const NO_TEXT: FormattedText = { text: '', entities: [] };

/** One message of a chat as a person sees it now; edits change it in place. */
export class Message {
  editedTimes = 0;
  editedAt: Date | undefined;
  deleted = false;
  inlineKeyboard: InlineKeyboard = [];
  /** What stands beside the content on the wire: `forward_origin`, `via_bot`. */
  origin: JsonObject = {};
  threadId: number | undefined;
  repliesTo: Message | undefined;
  /** Telegram refuses to change it, whatever the reason. */
  isFixed = false;

  constructor(
    readonly id: number,
    readonly from: 'bot' | 'person',
    readonly sentAt: Date,
    public body: MessageBody,
    /** It brought or took a reply keyboard, so Telegram refuses to edit it. */
    readonly hasReplyKeyboard = false,
  ) {}

  get text(): string | undefined {
    return this.body.kind === 'text' ? this.body.content.text : undefined;
  }

  get caption(): string | undefined {
    return this.body.kind === 'photo' && this.body.caption.text !== '' ? this.body.caption.text : undefined;
  }

  /** Text or caption, whichever there is; empty for neither. */
  get words(): string {
    return this.content.text;
  }

  get entities(): readonly Entity[] {
    return this.content.entities;
  }

  /** Text or caption as HTML that is safe on a page. */
  get html(): string {
    return renderEntities(this.content);
  }

  get photo(): Photo | undefined {
    return this.body.kind === 'photo' ? this.body.photo : undefined;
  }

  get contact(): Contact | undefined {
    return this.body.kind === 'contact' ? this.body.contact : undefined;
  }

  get location(): GeoPoint | undefined {
    return this.body.kind === 'location' ? this.body.location : undefined;
  }

  get sticker(): string | undefined {
    return this.body.kind === 'sticker' ? this.body.emoji : undefined;
  }

  /** Telegram's name of the voice that it is; undefined for anything else. */
  get voiceId(): string | undefined {
    if (this.body.kind !== 'other') return undefined;
    const voice = this.body.content['voice'];
    return isObject(voice) && typeof voice['file_id'] === 'string' ? voice['file_id'] : undefined;
  }

  edit(body: MessageBody, keyboard: InlineKeyboard, at: Date): void {
    this.body = body;
    this.inlineKeyboard = keyboard;
    this.editedAt = at;
    this.editedTimes += 1;
  }

  private get content(): FormattedText {
    if (this.body.kind === 'text') return this.body.content;
    if (this.body.kind === 'other') return { text: this.body.caption ?? '', entities: [] };
    return this.body.kind === 'photo' ? this.body.caption : NO_TEXT;
  }
}

/** The `Message` object of the Bot API. */
export function messageToWire(message: Message, author: WireUser, chat: JsonObject): JsonObject {
  return {
    message_id: message.id,
    from: author,
    chat,
    date: epochSeconds(message.sentAt),
    ...(message.editedAt && { edit_date: epochSeconds(message.editedAt) }),
    ...bodyToWire(message.body, author, message.sentAt),
    ...message.origin,
    ...(message.threadId !== undefined && { message_thread_id: message.threadId, is_topic_message: true }),
    ...(message.inlineKeyboard.length > 0 && { reply_markup: { inline_keyboard: message.inlineKeyboard } }),
  };
}

export function epochSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

function bodyToWire(body: MessageBody, author: WireUser, sentAt: Date): JsonObject {
  switch (body.kind) {
    case 'text':
      return {
        text: body.content.text,
        ...(body.content.entities.length > 0 && { entities: body.content.entities }),
      };
    case 'photo':
      return {
        photo: [photoSize(body.photo)],
        ...(body.caption.text !== '' && { caption: body.caption.text }),
        ...(body.caption.entities.length > 0 && { caption_entities: body.caption.entities }),
        ...(body.mediaGroupId !== undefined && { media_group_id: body.mediaGroupId }),
      };
    case 'contact':
      return {
        contact: contactToWire(body.contact),
        ...(body.forwarded && {
          forward_origin: { type: 'user', date: epochSeconds(sentAt), sender_user: author },
          forward_from: author,
          forward_date: epochSeconds(sentAt),
        }),
      };
    case 'location':
      return locationToWire(body);
    case 'sticker':
      return { sticker: stickerToWire(body.emoji) };
    case 'other':
      return { ...body.content, ...(body.caption !== undefined && { caption: body.caption }) };
  }
}

function locationToWire({
  location,
  livePeriodSec,
  venue,
}: Extract<MessageBody, { kind: 'location' }>): JsonObject {
  const live = livePeriodSec !== undefined && { live_period: livePeriodSec, horizontal_accuracy: 20 };
  return { location: { ...location, ...live }, ...(venue && { venue: { location, ...venue } }) };
}

function contactToWire(contact: Contact): JsonObject {
  return {
    phone_number: contact.phone,
    first_name: contact.firstName,
    ...(contact.lastName !== undefined && { last_name: contact.lastName }),
    ...(contact.userId !== undefined && { user_id: contact.userId }),
  };
}

function stickerToWire(emoji: string): JsonObject {
  return {
    file_id: 'CAACAgIAAxkBAAEsticker',
    file_unique_id: 'sticker',
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
    emoji,
  };
}
