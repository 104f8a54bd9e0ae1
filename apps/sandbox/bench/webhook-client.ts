import { Agent, request } from 'node:http';

/** Telegram opens no more to one bot, whatever it is asked for (`max_connections`). */
const MOST = connections(100);

export function connections(maxSockets: number): Agent {
  return new Agent({ keepAlive: true, maxSockets });
}

export interface PostAnswer {
  readonly status: number;
  /** Of the header `Retry-After`. */
  readonly retryAfterSec: number | undefined;
}

/** Posts an update as Telegram does, on a connection that is kept. */
export function postUpdate(url: string, secret: string, update: object, agent = MOST): Promise<PostAnswer> {
  const body = JSON.stringify(update);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-telegram-bot-api-secret-token': secret,
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      const retryAfter = response.headers['retry-after'];
      const retryAfterSec = retryAfter === undefined ? undefined : Number(retryAfter);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfterSec }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

let lastUpdateId = 100_000_000;

/** What a person writes, as Telegram words it. */
export function aMessage(chatId: number, text: string): object {
  lastUpdateId += 1;
  return {
    update_id: lastUpdateId,
    message: { message_id: lastUpdateId, date: 1_700_000_000, ...personOf(chatId), text },
  };
}

/** A tap on a button of a message that was never sent. */
export function aTap(chatId: number): object {
  const { from, chat } = personOf(chatId);
  lastUpdateId += 1;
  const message = { message_id: 1, date: 1_700_000_000, chat, text: 'x' };
  const query = { id: String(lastUpdateId), from, message, chat_instance: '1', data: 'x' };
  return { update_id: lastUpdateId, callback_query: query };
}

function personOf(chatId: number): { readonly from: object; readonly chat: object } {
  return {
    from: { id: chatId, is_bot: false, first_name: 'Aziz', language_code: 'ru' },
    chat: { id: chatId, type: 'private', first_name: 'Aziz' },
  };
}
