import { OutcomeUnknownError, PermanentError, RetryableError } from '@rto/kernel';
import type { Refusal, RefusalKind } from './model';

// None of these carries the error of the HTTP client as its cause: that one holds the address of the call,
// and the address holds the connected_integration_id, which works like a password.

/** A definite "no": nothing was written, and the same request will be refused again. */
export class RegosRefusal extends PermanentError implements Refusal {
  override readonly name: string = 'RegosRefusal';

  /** @param code REGOS's own code, or the HTTP status when the gateway refused */
  constructor(
    message: string,
    readonly code: number,
    readonly kind: RefusalKind,
  ) {
    super(message);
  }
}

/** Not done, may work later. */
export class RegosUnavailableError extends RetryableError {
  override readonly name: string = 'RegosUnavailableError';

  /** @param code REGOS's own code; undefined when the call failed below the envelope */
  constructor(
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/** A read that took longer than its time limit: with less to read it may come in time. */
export class RegosTimeoutError extends RegosUnavailableError {
  override readonly name: string = 'RegosTimeoutError';
}

/** The connection's circuit breaker is open: certainly not sent, and worth no try before `retryAfterMs`. */
export class RegosRestingError extends RetryableError {
  override readonly name = 'RegosRestingError';
}

/**
 * HTTP 401, 403, 404 or 410: the page of a proxy, or of a gateway that REGOS no longer has behind it. It says nothing
 * of the connection, since REGOS refuses with a code (docs/regos.md 21.9), and the request did not get through.
 */
export class RegosPageError extends RegosUnavailableError {
  override readonly name = 'RegosPageError';
}

/** A write that REGOS may or may not have carried out. */
export class RegosOutcomeUnknownError extends OutcomeUnknownError {
  override readonly name: string = 'RegosOutcomeUnknownError';

  /** @param code REGOS's own code; undefined when the call failed below the envelope */
  constructor(
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/**
 * REGOS refuses our application's credentials. It concerns the whole installation and no tenant's settings, so
 * the work of tenants waits for the operator as it does while REGOS is down (docs/reliability.md 2, "OAuth").
 */
export class RegosAuthorizationError extends RetryableError {
  override readonly name: string = 'RegosAuthorizationError';
}

/**
 * REGOS answered with rows we did not ask for, so it does not know a selector (docs/regos.md 6.1); none of them may
 * be used. Retryable, though the next try will likely fail too: a look-up that cannot be trusted must not end
 * an order whose document may exist.
 */
export class SelectorIgnoredError extends RetryableError {
  override readonly name: string = 'SelectorIgnoredError';
}

/** A feature, or a filter, of a higher tariff (docs/regos.md 8). */
const NOT_IN_TARIFF = 7501;

/** REGOS does not know a filter of ours, and a low tariff hides that behind its own code (docs/regos.md 21.4). */
export function isOwnMistake(error: unknown): boolean {
  return error instanceof RegosRefusal && error.code === NOT_IN_TARIFF && error.kind === 'bug';
}

/** The REGOS code behind an error of this library, whatever became of the call; undefined when there is none. */
export function regosCode(error: unknown): number | undefined {
  const coded =
    error instanceof RegosRefusal ||
    error instanceof RegosUnavailableError ||
    error instanceof RegosOutcomeUnknownError;
  return coded ? error.code : undefined;
}
