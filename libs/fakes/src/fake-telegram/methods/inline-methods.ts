import { badRequest } from '../api-error';
import { isLink } from '../html-entities';
import { parseReplyMarkup } from '../reply-markup';
import { isObject, type JsonObject } from '../wire';
import { MAX_TEXT, readFormatted } from './formatted-text';
import type { ApiCall, ApiMethods } from './method';

/** Bot API, "answerInlineQuery" and "InlineQueryResult". */
const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_OFFSET_BYTES = 64;
const DEFAULT_CACHE_SEC = 300;
/** The person waits no longer (assumed). */
const ANSWERED_WITHIN_MS = 10_000;
/** Kinds that the fake reads; an article needs what it sends. */
const KINDS = ['article', 'photo'];

export const inlineMethods: ApiMethods = {
  answerInlineQuery: {
    params: ['inline_query_id', 'results', 'cache_time', 'is_personal', 'next_offset', 'button'],
    run: answerInlineQuery,
  },
};

function answerInlineQuery({ bot, params, world }: ApiCall): true {
  const query = bot.inlineQueries.get(params.text('inline_query_id') ?? '');
  const results = params.json('results', "can't parse inline query results JSON object");
  if (!Array.isArray(results)) throw badRequest("can't parse inline query results: must be an Array");
  if (results.length > MAX_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  const read = results.map(readResult);
  if (new Set(read.map(({ id }) => id)).size < read.length) throw badRequest('RESULT_ID_DUPLICATE');
  const nextOffset = params.text('next_offset') ?? '';
  if (Buffer.byteLength(nextOffset) > MAX_OFFSET_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
  const button = readButton(params.json('button'));
  const ageMs = query ? world.clock.now().getTime() - query.askedAt.getTime() : Infinity;
  if (!query || query.answer || ageMs > ANSWERED_WITHIN_MS) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  query.answer = {
    results: read,
    nextOffset,
    cacheTimeSec: params.number('cache_time') ?? DEFAULT_CACHE_SEC,
    isPersonal: params.flag('is_personal'),
    button,
  };
  return true;
}

function readResult(value: unknown): JsonObject {
  if (!isObject(value)) throw badRequest("can't parse inline query result: must be an Object");
  const { id, type, title } = value;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw badRequest('RESULT_ID_INVALID');
  }
  if (!KINDS.includes(String(type))) throw badRequest('RESULT_TYPE_INVALID');
  if (type === 'article') {
    if (typeof title !== 'string' || title.trim() === '') throw badRequest('ARTICLE_TITLE_EMPTY');
    if (!('input_message_content' in value)) throw badRequest('MESSAGE_TEXT_EMPTY');
  }
  for (const address of ['url', 'thumbnail_url', 'photo_url']) {
    const link = value[address];
    if (link !== undefined && !(typeof link === 'string' && isLink(link)))
      throw badRequest('WEBPAGE_URL_INVALID');
  }
  if ('input_message_content' in value) readContent(value['input_message_content']);
  if ('reply_markup' in value) parseReplyMarkup(value['reply_markup']);
  return value;
}

function readContent(value: unknown): void {
  const { message_text: text, parse_mode: parseMode, entities } = isObject(value) ? value : {};
  const read = readFormatted({
    text: typeof text === 'string' ? text : '',
    parseMode: typeof parseMode === 'string' ? parseMode : undefined,
    entities,
  });
  if (read.text === '') throw badRequest('message text is empty');
  if (read.text.length > MAX_TEXT) throw badRequest('MESSAGE_TOO_LONG');
}

function readButton(value: unknown): JsonObject | undefined {
  if (value === undefined) return undefined;
  const { text, start_parameter: parameter } = isObject(value) ? value : {};
  if (typeof text !== 'string' || text === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (typeof parameter !== 'string' || !/^[\w-]{1,64}$/.test(parameter))
    throw badRequest('START_PARAM_INVALID');
  return { text, start_parameter: parameter };
}
