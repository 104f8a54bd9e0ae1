/** JSON as the Bot API speaks it. Only what the fake reads or writes is described. */
export type JsonObject = Readonly<Record<string, unknown>>;

export interface WireUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** What getMe says. */
export interface BotUser extends WireUser {
  /** @BotFather changes it at any time. */
  supports_inline_queries: boolean;
}

export type EntityType =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'code'
  | 'pre'
  | 'blockquote'
  | 'text_link'
  | 'text_mention'
  | 'custom_emoji'
  | 'bot_command';

/** Offset and length count UTF-16 code units, as JavaScript strings do. */
export interface Entity {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  /** Puts the bot's name and this text into a chat that the person chooses. */
  readonly switch_inline_query?: string;
  readonly style?: string;
}

export type InlineKeyboard = readonly (readonly InlineButton[])[];

export interface ReplyButton {
  readonly text: string;
  readonly request_contact?: boolean;
  readonly request_location?: boolean;
}

export interface ReplyKeyboard {
  readonly rows: readonly (readonly ReplyButton[])[];
  readonly oneTime: boolean;
  readonly placeholder?: string;
}

export interface Contact {
  readonly phone: string;
  readonly firstName: string;
  readonly lastName?: string;
  /** Absent when the number has no account on Telegram. */
  readonly userId?: number;
}

export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
