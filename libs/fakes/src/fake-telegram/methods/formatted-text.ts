import { badRequest } from '../api-error';
import { isLink, parseHtml } from '../html-entities';
import { NO_TEXT } from '../message';
import { parseJson } from '../params';
import { isObject, type Entity, type EntityType, type FormattedText } from '../wire';

/** After entity parsing, in UTF-16 units: the strict reading of "characters" (assumed). */
export const MAX_TEXT = 4096;
export const MAX_CAPTION = 1024;

const ENTITY_TYPES: readonly EntityType[] = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'pre',
  'blockquote',
  'text_link',
  'text_mention',
  'custom_emoji',
  'bot_command',
];
/** Types the fake knows but does not draw. */
const DETECTED_TYPES = ['mention', 'hashtag', 'cashtag', 'url', 'email', 'phone_number'];

interface TextSource {
  readonly text: string | undefined;
  readonly parseMode: string | undefined;
  readonly entities: unknown;
}

/**
 * A text or caption with its formatting, trimmed as the server trims it.
 * @throws ApiError 400 for a broken markup or an unknown parse mode
 */
export function readFormatted({ text = '', parseMode, entities }: TextSource): FormattedText {
  if (text === '') return NO_TEXT;
  const clean = text.replaceAll('\r', '');
  switch (parseMode?.toLowerCase() ?? '') {
    case 'html':
      return trim(parseHtml(clean));
    case '':
      return trim({ text: clean, entities: readEntities(entities, clean) });
    case 'markdown':
    case 'markdownv2':
      throw badRequest("can't parse entities: the fake reads parse_mode HTML only");
    default:
      throw badRequest('unsupported parse_mode');
  }
}

function readEntities(value: unknown, text: string): Entity[] {
  const list = typeof value === 'string' ? parseJson(value) : (value ?? []);
  if (!Array.isArray(list)) throw badRequest("can't parse entities JSON object");
  return list.flatMap((item: unknown) => readEntity(item, text) ?? []);
}

function readEntity(value: unknown, text: string): Entity | undefined {
  if (!isObject(value)) throw badRequest("can't parse entities JSON object");
  const { offset, length, url } = value;
  const type = ENTITY_TYPES.find((known) => known === value['type']);
  if (!type && DETECTED_TYPES.includes(String(value['type']))) return undefined;
  if (!type) throw badRequest("can't parse MessageEntity: unsupported type specified");
  if (
    typeof offset !== 'number' ||
    typeof length !== 'number' ||
    offset < 0 ||
    offset + length > text.length
  ) {
    throw badRequest(`entity beginning at UTF-16 offset ${String(offset)} ends after the end of the text`);
  }
  if (type !== 'text_link') return { type, offset, length };
  return typeof url === 'string' && isLink(url) ? { type, offset, length, url } : undefined;
}

function trim({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trim();
  const cut = text.length - text.trimStart().length;
  const clipped = entities.flatMap((entity) => {
    const start = Math.max(entity.offset - cut, 0);
    const end = Math.min(entity.offset + entity.length - cut, trimmed.length);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: trimmed, entities: clipped };
}
