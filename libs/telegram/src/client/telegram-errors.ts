import { PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';

/** The token is dead (401, or 404 for one that never lived): this tenant's bot stops, nobody else's. */
export class TokenRejectedError extends PermanentError {
  override readonly name = 'TokenRejectedError';
}

/** The person blocked the bot or left (403). */
export class ChatUnreachableError extends PermanentError {
  override readonly name = 'ChatUnreachableError';
}

/** Another getUpdates runs with this token, or a webhook is set (409). */
export class PollingConflictError extends RetryableError {
  override readonly name = 'PollingConflictError';

  constructor(readonly description: string) {
    super(`Telegram: ${description}`);
  }
}

/** Telegram will not do this (400 and the like); `description` is its own text. */
export class TelegramRefusal extends PermanentError {
  override readonly name = 'TelegramRefusal';

  constructor(readonly description: string) {
    super(`Telegram: ${description}`);
  }

  /** The message already looks so: nothing to do. */
  get isNotModified(): boolean {
    return this.description.includes('message is not modified');
  }

  /** The tap is older than Telegram remembers: the spinner is gone by itself. */
  get isQueryTooOld(): boolean {
    return /query is too old|query ID is invalid/i.test(this.description);
  }
}

/** What the Bot API says with `ok: false`. */
export interface FailedAnswer {
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

/** The error class of an answer with `ok: false`. @source Bot API, "Making requests" */
export function telegramError(status: number, answer: FailedAnswer): Error {
  const code = answer.error_code ?? status;
  const description = answer.description ?? `HTTP ${status}`;
  if (code === 429) {
    const retryAfterMs = (answer.parameters?.retry_after ?? 1) * 1000;
    return new RateLimitedError(`Telegram: ${description}`, { retryAfterMs });
  }
  if (code === 401 || code === 404) return new TokenRejectedError(`Telegram: ${description}`);
  if (code === 403) return new ChatUnreachableError(`Telegram: ${description}`);
  if (code === 409) return new PollingConflictError(description);
  if (code >= 500) return new RetryableError(`Telegram: ${description}`);
  return new TelegramRefusal(description);
}
