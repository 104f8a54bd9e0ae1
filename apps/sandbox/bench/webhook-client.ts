import { Agent, request } from 'node:http';

/** Telegram opens no more to one bot (`max_connections`). */
const agent = new Agent({ keepAlive: true, maxSockets: 100 });

export interface PostAnswer {
  readonly status: number;
  /** Of the header `Retry-After`. */
  readonly retryAfterSec: number | undefined;
}

/** Posts an update as Telegram does, on a connection that is kept. */
export function postUpdate(url: string, secret: string, update: object): Promise<PostAnswer> {
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
  const person = { id: chatId, is_bot: false, first_name: 'Aziz', language_code: 'ru' };
  const chat = { id: chatId, type: 'private', first_name: 'Aziz' };
  lastUpdateId += 1;
  return {
    update_id: lastUpdateId,
    message: { message_id: lastUpdateId, date: 1_700_000_000, from: person, chat, text },
  };
}
