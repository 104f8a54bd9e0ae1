import { ManualClock } from '@rto/kernel';
import { Telegram } from 'telegraf';
import type { Chat } from './chat';
import { FakeTelegram } from './fake-telegram';

export const TOKEN = '100:AAA';
export const OTHER_TOKEN = '200:BBB';
/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, number>>;
}

export const button = (text: string, data = text): { text: string; callback_data: string } => ({
  text,
  callback_data: data,
});

/** A fake with two bots and Alice, who is called by hand or by a real client. */
export class Harness {
  readonly clock = new ManualClock();
  readonly telegram = new FakeTelegram({ clock: this.clock, webhookRetryUnitMs: 5 });

  async start(): Promise<this> {
    await this.telegram.listen();
    this.telegram.addBot({ token: TOKEN, username: 'tea_bot' });
    this.telegram.addBot({ token: OTHER_TOKEN });
    return this;
  }

  get client(): Telegram {
    return new Telegram(TOKEN, { apiRoot: this.telegram.url });
  }

  get alice(): Chat {
    return this.aliceWith(TOKEN);
  }

  aliceWith(token: string): Chat {
    return this.telegram.person({ id: 7, firstName: 'Алиса', languageCode: 'ru' }).chatWith(token);
  }

  async call(method: string, body: object = {}, token = TOKEN): Promise<Answer> {
    const response = await fetch(`${this.telegram.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  }

  say(text: string, extra: object = {}): Promise<Answer> {
    return this.call('sendMessage', { chat_id: 7, text, ...extra });
  }

  async updates(body: object = {}): Promise<Record<string, unknown>[]> {
    return (await this.call('getUpdates', body)).result as Record<string, unknown>[];
  }

  /** Until the server has seen this many calls in all. */
  async seen(calls: number): Promise<void> {
    while (this.telegram.calls.length < calls) await new Promise((done) => setImmediate(done));
  }
}
