import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from '../src/listening';

/**
 * Says yes to every call of the Bot API and forgets it: unlike the fake Telegram it costs next to nothing, so that
 * what is measured is who calls.
 */
export class TelegramSink {
  private readonly server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const result = await this.resultOf(request);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, result }));
    };
    take().catch(() => response.destroy());
  });
  private readonly waiting = new Map<number, () => void>();
  private lastMessageId = 0;
  url = '';

  /** @param botToken whose getMe is answered */
  constructor(private readonly botId: number) {}

  async open(): Promise<void> {
    this.url = `http://127.0.0.1:${await listen(this.server, 0)}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  /** Resolves with the next message to this chat. */
  messageTo(chatId: number): Promise<void> {
    return new Promise((resolve) => this.waiting.set(chatId, resolve));
  }

  private async resultOf(request: IncomingMessage): Promise<unknown> {
    if (request.url?.endsWith('/getMe')) {
      return { id: this.botId, is_bot: true, first_name: 'Shop', username: 'shop_bot' };
    }
    const { chat_id: chatId, text } = (await json(request)) as { chat_id?: number; text?: string };
    if (chatId === undefined || text === undefined) return true;
    this.waiting.get(chatId)?.();
    this.waiting.delete(chatId);
    this.lastMessageId += 1;
    return { message_id: this.lastMessageId, date: 0, chat: { id: chatId, type: 'private' }, text };
  }
}
