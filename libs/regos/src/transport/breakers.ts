import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import CircuitBreaker from 'opossum';
import { RegosRestingError } from '../errors';
import type { RegosConnection } from '../model';
import { ExchangeError, type HttpAnswer } from './http-exchange';

/**
 * How long a connection is left alone before one call tries it again: short, for a shopper who taps once more is that
 * call. One call at a time, every two seconds, wakes no sick server and holds one slot at most.
 */
export const REST_MS = 2_000;
/** The calls by which a connection is judged: a quiet shop's order makes five in it although each one hangs for 10 s. */
const WINDOW_MS = 60_000;
const BUCKETS = 6;
/** One lost answer is not a sick shop, nor are two; and of what is asked more than half must have failed. */
const LEAST_CALLS = 5;
const FAILED_PERCENT = 50;
/** Longer than a window with a rest: what is older says nothing. */
const FORGET_MS = 5 * 60_000;
/** Far more than are sick at a time; the healthy ones have none. */
const MAX_BREAKERS = 10_000;
/** Of a gateway that did not wait for what was behind it. */
const REQUEST_TIMEOUT = 408;

type Send = () => Promise<HttpAnswer>;

interface Guard {
  readonly breaker: CircuitBreaker<[Send], HttpAnswer>;
  /** Monotonic milliseconds. */
  openUntilMs: number;
}

/** An answer that says nothing but that the other side is out of order. */
class SickAnswer extends Error {
  constructor(readonly answer: HttpAnswer) {
    super(`HTTP ${answer.status}`);
  }
}

/**
 * Circuit breakers, one a connection (= one shop): a shop whose REGOS answers 5xx, hangs or cannot be reached is left
 * alone for a while, and whoever wants something of it hears so at once. What REGOS refuses, a rate limit among it, is
 * an answer. A connection has a breaker from its first failure on, so thousands of healthy shops cost no timers.
 */
@Injectable()
export class RegosBreakers implements OnModuleDestroy {
  private readonly guards = new LRUCache<string, Guard>({
    max: MAX_BREAKERS,
    ttl: FORGET_MS,
    ttlAutopurge: true, // its timers, as those of a breaker, keep no process alive
    dispose: ({ breaker }) => breaker.shutdown(),
  });

  onModuleDestroy(): void {
    this.forget();
  }

  /** Closes all of them: as good as a new process. */
  forget(): void {
    this.guards.clear();
  }

  /** @throws RegosRestingError while the connection rests, or the call that tries it is on its way: nothing was sent */
  assertReady({ connectedIntegrationId }: RegosConnection): void {
    const guard = this.guards.get(connectedIntegrationId);
    if (guard && !isReady(guard)) throw resting(guard);
  }

  /**
   * Sends, unless the connection rests.
   * @throws RegosRestingError: nothing was sent
   * @throws ExchangeError as `send` does
   */
  async send({ connectedIntegrationId: id }: RegosConnection, send: Send): Promise<HttpAnswer> {
    const known = this.guards.get(id);
    try {
      return await (known ? known.breaker.fire(send) : judged(send));
    } catch (error) {
      if (known && error instanceof Error && CircuitBreaker.isOurError(error)) throw resting(known);
      if (isSick(error)) this.failed(id, known, error);
      if (error instanceof SickAnswer) return error.answer;
      throw error;
    }
  }

  private failed(id: string, known: Guard | undefined, error: Error): void {
    const guard = this.guards.get(id) ?? aGuard();
    this.guards.set(id, guard); // counts from the last failure on
    // calls that left before the first failure are counted when they fail: many may hang together
    if (!known) guard.breaker.fire(() => Promise.reject(error)).catch(() => undefined);
  }
}

function aGuard(): Guard {
  const breaker = new CircuitBreaker<[Send], HttpAnswer>(judged, {
    timeout: false, // the exchange has its own, by what is asked
    resetTimeout: REST_MS,
    rollingCountTimeout: WINDOW_MS,
    rollingCountBuckets: BUCKETS,
    volumeThreshold: LEAST_CALLS,
    errorThresholdPercentage: FAILED_PERCENT,
    errorFilter: (error: unknown) => !isSick(error),
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
  });
  const guard: Guard = { breaker, openUntilMs: 0 };
  breaker.on('open', () => (guard.openUntilMs = performance.now() + REST_MS));
  return guard;
}

async function judged(send: Send): Promise<HttpAnswer> {
  const answer = await send();
  if (answer.status >= 500 || answer.status === REQUEST_TIMEOUT) throw new SickAnswer(answer);
  return answer;
}

function isSick(error: unknown): error is SickAnswer | ExchangeError {
  return error instanceof SickAnswer || (error instanceof ExchangeError && !error.isTooLong);
}

/** Half open, one call is let through, and the others wait for what becomes of it. */
function isReady({ breaker }: Guard): boolean {
  return breaker.closed || breaker.pendingClose;
}

function resting({ openUntilMs }: Guard): RegosRestingError {
  const leftMs = openUntilMs - performance.now();
  return new RegosRestingError('REGOS is left alone for a while, nothing was sent', {
    retryAfterMs: Math.max(1_000, Math.ceil(leftMs)),
  });
}
