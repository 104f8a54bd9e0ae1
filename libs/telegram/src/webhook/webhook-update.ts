import type { Update } from 'telegraf/types';
import { HANDLED_UPDATES } from '../client/allowed-updates';

/** `unknown`: an update of a kind we do not ask for; `none`: not an update at all. */
type ReadUpdate = Update | 'unknown' | 'none';

/**
 * Levels of an update that is read. Telegram's deepest has about a dozen; far deeper ones exhaust the stack when they
 * are written down.
 */
const MAX_DEPTH = 100;
/** Shorter texts cannot be deep enough to matter. */
const SHORT = 4_096;

/** Reads what a webhook was called with, as far as its chat and its order depend on it. */
export function readUpdate(text: string): ReadUpdate {
  const body = parse(text);
  if (!isObject(body) || !Number.isSafeInteger(body['update_id'])) return 'none';
  if (text.length > SHORT && isDeeper(body, MAX_DEPTH)) return 'none';
  const kind = HANDLED_UPDATES.find((known) => known in body);
  if (kind === undefined) return 'unknown';
  return isOfChat(kind, body) ? body : 'none';
}

/** Whether it says which chat or person it belongs to; the rest of it is the handlers' business. */
function isOfChat(
  kind: (typeof HANDLED_UPDATES)[number],
  body: Readonly<Record<string, unknown>>,
): body is Readonly<Record<string, unknown>> & Update {
  const content = body[kind];
  if (!isObject(content)) return false;
  switch (kind) {
    case 'message':
    case 'edited_message':
    case 'my_chat_member':
      return hasId(content['chat']);
    case 'inline_query':
      return hasId(content['from']) && typeof content['query'] === 'string';
    case 'callback_query': {
      const { from, message } = content;
      return hasId(from) && (message === undefined || (isObject(message) && hasId(message['chat'])));
    }
  }
}

function hasId(value: unknown): boolean {
  return isObject(value) && Number.isSafeInteger(value['id']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // how JSON.parse says that it is none
  }
}
