/** Did not happen, may work later: the queue retries. */
export class RetryableError extends Error {
  override readonly name: string = 'RetryableError';
  /** How long the other side asked us to wait, in milliseconds, when it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options?: ErrorOptions & { retryAfterMs?: number }) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/**
 * A rate limit said no (8213, 1018, HTTP 429): certainly not done, and no fault of the request, so the wait
 * spends no attempt (docs/reliability.md rule 6).
 */
export class RateLimitedError extends RetryableError {
  override readonly name: string = 'RateLimitedError';
}

/** A write whose reply was lost: wait, look it up by our external code, then decide (docs/reliability.md rule 5). */
export class OutcomeUnknownError extends RetryableError {
  override readonly name: string = 'OutcomeUnknownError';
}

/** Will fail the same way however often it is repeated. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/** Values that a text for a person may contain; escaped by the sender, never here. */
type UserErrorParams = Readonly<Record<string, string>>;

/** The customer can fix it: `code` picks the text, `params` fill it. */
export class UserError<Code extends string = string> extends Error {
  override readonly name: string = 'UserError';

  constructor(
    readonly code: Code,
    readonly params: UserErrorParams = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** The message of whatever was thrown, for a log line or a column. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
