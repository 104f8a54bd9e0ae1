import { RateLimitedError } from '@rto/kernel';
import {
  RegosAuthorizationError,
  RegosOutcomeUnknownError,
  RegosPageError,
  RegosRefusal,
  RegosTimeoutError,
  RegosUnavailableError,
} from '../errors';
import type { RefusalKind } from '../model';
import { Row } from '../row';
import { verdictOf } from './error-table';
import type { HttpAnswer } from './http-exchange';

export type CallKind = 'read' | 'write';

/** What a message may say of a call: nothing secret. */
export interface CallLabel {
  /** `Item/GetExt`, or `batch`. */
  readonly method: string;
  readonly kind: CallKind;
  /** Our `X-Request-Id`, to be found in logs on both sides. */
  readonly requestId: string;
  /** Fields that the request filters by; none unless given. */
  readonly filterFields?: readonly string[];
}

/** Least wait after 8213 and 1018, which name none (docs/regos.md 8). */
const LIMIT_WAIT_MS = 1_000;

/** What the gateway says of a request that it cannot read (docs/regos.md 8, last part). */
const UNREADABLE: readonly number[] = [400, 415];
/**
 * Statuses of a proxy without REGOS behind it, or that lets nothing through (docs/regos.md 21.9). A refusal of REGOS
 * has a code.
 */
const PAGES: readonly number[] = [403, 404, 410];
/**
 * A feature of a higher tariff, and what a low tariff says of a filter that REGOS does not know (docs/regos.md 21.4).
 */
const NOT_IN_TARIFF = 7501;
/** What additional fields are named after: of the fields, the tariff decides about these alone. */
const ADDITIONAL = /^field_/i;
/** A method that is itself not in every tariff, whatever it is asked (docs/regos.md 21.5). */
const EVENTS = 'Event/Get';

/** HTTP answers of a gateway that did not wait for what was behind it. */
const HTTP_TIMEOUTS: readonly number[] = [408, 504];

/** What a method answered. */
export interface Answer {
  readonly result: unknown;
  /** How many rows the server says there are; not to be trusted (docs/regos.md 6.3). */
  readonly total: number | undefined;
}

/**
 * The answer in its envelope.
 * @throws RateLimitedError on HTTP 429, codes 8213 and 1018
 * @throws RegosAuthorizationError on HTTP 401: not carried out
 * @throws RegosRefusal on a definite "no"
 * @throws RegosUnavailableError when the call may work later and nothing was written; RegosPageError among them
 * @throws RegosOutcomeUnknownError when a write may have been carried out
 */
export function answerOf(call: CallLabel, answer: HttpAnswer): Answer {
  if (answer.status !== 200) throw httpError(call, answer);
  const envelope = parseJson(call, answer.text);
  return { result: unwrap(call, envelope), total: new Row(envelope).integer('total') };
}

/** The `result` of an envelope that is parsed already, such as a step of a batch. Throws as `answerOf`. */
export function unwrap(call: CallLabel, envelope: unknown): unknown {
  if (!isObject(envelope)) throw broken(call, 'an answer that is no object');
  const { ok, result } = envelope;
  const failure = errorOf(result);
  if (ok === true && !failure) return result;
  if (ok === false && failure) throw businessError(call, failure.code, failure.description);
  throw broken(call, `a contradictory envelope, ok: ${String(ok)}`);
}

/** No answer in time: a read may be repeated with less to do, a write has an unknown outcome. */
export function late(call: CallLabel, what: string): Error {
  return call.kind === 'read' ? new RegosTimeoutError(describe(call, what)) : broken(call, what);
}

/** No usable answer: a read may be repeated, a write has an unknown outcome. */
export function broken(call: CallLabel, what: string, code?: number): Error {
  const message = describe(call, what);
  return call.kind === 'write'
    ? new RegosOutcomeUnknownError(message, code)
    : new RegosUnavailableError(message, code);
}

export function describe(call: CallLabel, what: string): string {
  return `REGOS ${call.method}: ${what} (request ${call.requestId})`;
}

function httpError(call: CallLabel, answer: HttpAnswer): Error {
  const what = `HTTP ${answer.status}`;
  if (answer.status === 401) return new RegosAuthorizationError(describe(call, what));
  if (answer.status === 429) {
    return new RateLimitedError(describe(call, what), { retryAfterMs: answer.retryAfterMs });
  }
  if (HTTP_TIMEOUTS.includes(answer.status)) return late(call, what);
  // 4xx: whoever answered did not pass it on
  if (PAGES.includes(answer.status)) return new RegosPageError(describe(call, what), answer.status);
  if (UNREADABLE.includes(answer.status)) return new RegosRefusal(describe(call, what), answer.status, 'bug');
  return broken(call, what);
}

function businessError(call: CallLabel, code: number, description: string): Error {
  const verdict = verdictOf(code);
  const what = `error ${code}${description ? `, ${description}` : ''}`;
  switch (verdict.class) {
    case 'rate':
      return new RateLimitedError(describe(call, what), { retryAfterMs: LIMIT_WAIT_MS });
    case 'retry':
      return verdict.written === 'unknown'
        ? broken(call, what, code)
        : new RegosUnavailableError(describe(call, what), code);
    default:
      return new RegosRefusal(describe(call, what), code, kindOf(call, code, verdict.class));
  }
}

/** The tariff knows additional fields only: that it refuses another one says that we misspelt it. */
function kindOf({ method, filterFields = [] }: CallLabel, code: number, kind: RefusalKind): RefusalKind {
  const isPlain = filterFields.length > 0 && !filterFields.some((field) => ADDITIONAL.test(field));
  const isMisspelt = isPlain && method !== EVENTS;
  return code === NOT_IN_TARIFF && isMisspelt ? 'bug' : kind;
}

function parseJson(call: CallLabel, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(call, text === '' ? 'an empty body' : 'a body that is no JSON'); // the body is not for logs
  }
}

function errorOf(result: unknown): { code: number; description: string } | undefined {
  if (!isObject(result)) return undefined;
  const code = Number(result['error'] ?? NaN);
  return Number.isInteger(code) ? { code, description: maskNumbers(result['description']) } : undefined;
}

/**
 * The description without long numbers: it names the wrong field, which operators need, and phones and ids in it stay
 * out of the log.
 */
function maskNumbers(description: unknown): string {
  if (typeof description !== 'string') return '';
  return description
    .replace(/[0-9a-f]{32}|\+?\d[\d ()-]{5,}\d/gi, '***')
    .slice(0, 200)
    .trim();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
