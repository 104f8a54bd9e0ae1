import { PermanentError, RetryableError } from '@rto/kernel';
import type { TenantTelegram } from '../client/tenant-telegram';

/** A tap is answered after this long at the latest, so that no spinner turns while REGOS thinks. */
const ANSWER_AFTER_MS = 600;
/** Telegram's limit. */
const MAX_TOAST_LENGTH = 200;

/** Answers one callback query exactly once: with words when they come in time, else silently. */
export class CallbackAnswer {
  private answered: Promise<boolean> | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly telegram: TenantTelegram,
    private readonly queryId: string,
  ) {
    this.timer = setTimeout(() => void this.answer(), ANSWER_AFTER_MS);
  }

  /** @returns whether the words were shown; false when they are too long, or the query was answered before or is too old */
  async answer(words?: { readonly text: string; readonly isAlert: boolean }): Promise<boolean> {
    if (this.answered) {
      await this.answered;
      return false;
    }
    clearTimeout(this.timer);
    this.answered = this.send(words);
    return this.answered;
  }

  private async send(words?: { readonly text: string; readonly isAlert: boolean }): Promise<boolean> {
    // a trouble is told whole or as a message; a toast only repeats what the screen shows
    const said = words?.isAlert && words.text.length > MAX_TOAST_LENGTH ? undefined : words;
    try {
      await this.telegram.call('answerCallbackQuery', {
        callback_query_id: this.queryId,
        text: said?.text.slice(0, MAX_TOAST_LENGTH),
        show_alert: said?.isAlert ? true : undefined,
      });
      return said !== undefined;
    } catch (error) {
      // too old, Telegram away, the token dead: the spinner ends by itself, and the work of the tap must not
      if (error instanceof PermanentError || error instanceof RetryableError) return false;
      throw error;
    }
  }
}
