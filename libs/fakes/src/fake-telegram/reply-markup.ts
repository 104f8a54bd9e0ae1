import { badRequest } from './api-error';
import { isLink } from './html-entities';
import {
  isObject,
  type InlineButton,
  type InlineKeyboard,
  type JsonObject,
  type ReplyKeyboard,
} from './wire';

export type ReplyMarkup =
  | { readonly kind: 'inline'; readonly keyboard: InlineKeyboard }
  | { readonly kind: 'reply'; readonly keyboard: ReplyKeyboard }
  | { readonly kind: 'remove' }
  | { readonly kind: 'forceReply' };

const MAX_INLINE_BUTTONS = 100;
/** Bytes, not characters (docs/hosts.md 2). */
const MAX_CALLBACK_DATA_BYTES = 64;
const MAX_COPY_TEXT = 256;
const MAX_INLINE_QUERY = 256;
const STYLES = ['primary', 'success', 'danger'];

/**
 * Checks a `reply_markup` as the server does.
 * @param value the parameter's JSON, already parsed
 * @throws ApiError 400
 */
export function parseReplyMarkup(value: unknown): ReplyMarkup {
  if (!isObject(value)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in value) return { kind: 'inline', keyboard: parseInlineKeyboard(value) };
  if ('keyboard' in value) return { kind: 'reply', keyboard: parseReplyKeyboard(value) };
  if (value['remove_keyboard'] === true) return { kind: 'remove' };
  if (value['force_reply'] === true) return { kind: 'forceReply' };
  throw badRequest('object expected as reply markup'); // the real server drops it: a bot that sends it is broken
}

function parseInlineKeyboard(markup: JsonObject): InlineKeyboard {
  const rows = rowsOf(markup, 'inline_keyboard', 'InlineKeyboardMarkup');
  const keyboard = rows.map((row) => row.map(parseInlineButton)).filter((row) => row.length > 0);
  if (keyboard.flat().length > MAX_INLINE_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return keyboard;
}

function parseInlineButton(value: unknown): InlineButton {
  const wrong = (problem: string): Error => badRequest(`can't parse inline keyboard button: ${problem}`);
  if (!isObject(value)) throw wrong('Button must be an Object');
  const text = buttonText(value, wrong);
  if (text === '') throw badRequest('inline keyboard button text must be non-empty');
  const style = optionalText(value, 'style');
  if (style !== undefined && !STYLES.includes(style)) throw wrong('Unsupported button style specified');
  const action = inlineAction(value);
  if (!action) throw wrong('Text buttons are unallowed in the inline keyboard');
  return { text, ...action, ...(style !== undefined && { style }) };
}

function inlineAction(button: JsonObject): Omit<InlineButton, 'text'> | undefined {
  const data = optionalText(button, 'callback_data');
  if (data !== undefined) {
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > MAX_CALLBACK_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
    return { callback_data: data };
  }
  const url = optionalText(button, 'url');
  if (url !== undefined) {
    if (!isLink(url)) throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    return { url };
  }
  const shared = optionalText(button, 'switch_inline_query');
  if (shared !== undefined) {
    if (shared.length > MAX_INLINE_QUERY) throw badRequest('BUTTON_DATA_INVALID');
    return { switch_inline_query: shared };
  }
  const copy = button['copy_text'];
  if (!isObject(copy)) return undefined;
  const text = optionalText(copy, 'text') ?? '';
  if (text === '' || text.length > MAX_COPY_TEXT) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  return { copy_text: { text } };
}

function parseReplyKeyboard(markup: JsonObject): ReplyKeyboard {
  const rows = rowsOf(markup, 'keyboard', 'ReplyKeyboardMarkup').map((row) =>
    row.map((value) => {
      const wrong = (problem: string): Error => badRequest(`can't parse keyboard button: ${problem}`);
      if (typeof value !== 'string' && !isObject(value)) throw wrong('Button must be an Object');
      const text = typeof value === 'string' ? value : buttonText(value, wrong);
      if (text === '') throw badRequest('keyboard button text must be non-empty');
      const requests = typeof value === 'string' ? {} : value;
      return {
        text,
        ...(requests['request_contact'] === true && { request_contact: true }),
        ...(requests['request_location'] === true && { request_location: true }),
      };
    }),
  );
  if (rows.flat().length === 0) throw badRequest('reply keyboard must be non-empty');
  const placeholder = optionalText(markup, 'input_field_placeholder');
  if (placeholder !== undefined && placeholder.length > 64)
    throw badRequest('input field placeholder is too long');
  return {
    rows,
    oneTime: markup['one_time_keyboard'] === true,
    ...(placeholder !== undefined && { placeholder }),
  };
}

function rowsOf(markup: JsonObject, field: string, owner: string): unknown[][] {
  const rows = markup[field];
  if (!Array.isArray(rows)) throw badRequest(`field "${field}" must be of type Array`);
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(`field "${field}" of the ${owner} must be an Array of Arrays`);
    const cells: unknown[] = row;
    return cells;
  });
}

function buttonText(button: JsonObject, wrong: (problem: string) => Error): string {
  const text = button['text'];
  if (text === undefined) throw wrong('Can\'t find field "text"');
  if (typeof text !== 'string') throw wrong('Field "text" must be of type String');
  return text.trim();
}

function optionalText(object: JsonObject, field: string): string | undefined {
  const value = object[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`field "${field}" must be of type String`);
  return value;
}
