import { PermanentError, RetryableError } from '@rto/kernel';
import type { TenantTelegram } from '../client/tenant-telegram';

/** A person who waits longer than this is shown that somebody is at work. */
const TYPING_AFTER_MS = 1_000;
/** Telegram shows it for five seconds, or until a message comes. @source Bot API, sendChatAction */
const TYPING_AGAIN_MS = 4_500;

/** Shows «печатает…» in a chat while the answer takes long. */
export class TypingSign {
  private timer: NodeJS.Timeout;

  constructor(
    private readonly telegram: TenantTelegram,
    private readonly chatId: number,
  ) {
    this.timer = this.in(TYPING_AFTER_MS);
  }

  /** The answer is here. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private in(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.show(), ms).unref();
  }

  private async show(): Promise<void> {
    this.timer = this.in(TYPING_AGAIN_MS);
    try {
      await this.telegram.call('sendChatAction', { chat_id: this.chatId, action: 'typing' }, { attempts: 1 });
    } catch (error) {
      // the answer itself will meet it
      if (!(error instanceof PermanentError) && !(error instanceof RetryableError)) throw error;
    }
  }
}
