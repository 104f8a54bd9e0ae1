import { randomBytes } from 'node:crypto';
import { Config } from '@rto/config';
import { currentTrace, errorMessage, RateLimitedError, RetryableError } from '@rto/kernel';
import { Injectable, Logger, Optional } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  RegosAuthorizationError,
  RegosOutcomeUnknownError,
  RegosPageError,
  RegosRefusal,
  RegosRestingError,
  RegosTimeoutError,
  RegosUnavailableError,
  isOwnMistake,
  regosCode,
} from '../errors';
import { isUnhurried, type CallPriority, type RegosConnection } from '../model';
import { Row } from '../row';
import { batchAnswers, type BatchStep } from './batch';
import { RegosBreakers } from './breakers';
import { RegosCallObserver, type CallOutcome, type ObservedCall } from './call-observer';
import {
  answerOf,
  broken,
  describe,
  late,
  unwrap,
  type Answer,
  type CallKind,
  type CallLabel,
} from './envelope';
import { ExchangeError, HttpExchange } from './http-exchange';
import { RegosHealth } from './regos-health';
import { RegosLimiter } from './limiter';
import type { RegosBody } from './regos-body';
import { TokenSource } from './token-source';

/** "Not authorised" in an envelope (docs/regos.md 21.9). */
const NOT_AUTHORIZED = 9006;
/** A shop that is gone costs the token endpoint no more than one call in so long. */
const TURNED_AWAY_MS = 60_000;

/** Longest wait for a read that a buyer or an order waits for (docs/regos.md 1). */
const READ_TIMEOUT_MS = 10_000;
/**
 * Longest wait for a read in the background: a page of goods took up to 5.3 s, REGOS's own clients wait 90 s
 * (docs/regos.md 21.2).
 */
const BACKGROUND_TIMEOUT_MS = 60_000;

interface Call extends CallLabel {
  /** Monotonic milliseconds; undefined: at any time. */
  readonly sendUntilMs?: number;
}

/** The one way to REGOS. Throws what `answerOf` throws; nothing else leaves it. */
@Injectable()
export class RegosTransport {
  private readonly logger = new Logger(RegosTransport.name);
  /** Connections that 9006 is about, and not our token: a new one was refused as well. */
  private readonly turnedAway = new LRUCache<string, true>({ max: 10_000, ttl: TURNED_AWAY_MS });

  constructor(
    private readonly config: Config,
    private readonly exchange: HttpExchange,
    private readonly limiter: RegosLimiter,
    private readonly tokens: TokenSource,
    private readonly breakers: RegosBreakers,
    @Optional() private readonly observer?: RegosCallObserver,
    @Optional() private readonly health?: RegosHealth,
  ) {}

  /** The `result` of a method that changes nothing; repeated once when it fails in a way that may pass. */
  async read(
    connection: RegosConnection,
    method: string,
    body: RegosBody,
    priority: CallPriority,
  ): Promise<unknown> {
    return (await this.readAnswer(connection, method, body, priority)).result;
  }

  /** The same with what stands beside the result. */
  async readAnswer(
    connection: RegosConnection,
    method: string,
    body: RegosBody,
    priority: CallPriority,
  ): Promise<Answer> {
    await this.granted(connection, priority);
    try {
      return await this.send(connection, label(method, 'read', body), body, priority);
    } catch (error) {
      if (!(error instanceof RetryableError) || error instanceof RegosAuthorizationError) throw error;
      // a minute was enough: whoever asked goes on with less, or later
      if (error instanceof RegosTimeoutError && isUnhurried(priority)) throw error;
    }
    await this.granted(connection, priority); // waits out a pause, if short
    return this.send(connection, label(method, 'read', body), body, priority);
  }

  /**
   * The `result` of a method that changes something; never repeated here.
   * @param sendWithinMs a process that was stopped in the middle does not send afterwards what others have taken over
   */
  async write(
    connection: RegosConnection,
    method: string,
    body: RegosBody,
    sendWithinMs = Infinity,
  ): Promise<unknown> {
    const call = { ...label(method, 'write', body), sendUntilMs: performance.now() + sendWithinMs };
    await this.granted(connection, 'order');
    return (await this.send(connection, call, body, 'order')).result;
  }

  /** Reads in one request that have nothing to do with each other: a step that fails, fails alone. By key. */
  async readEach(
    connection: RegosConnection,
    steps: readonly BatchStep[],
    priority: CallPriority,
  ): Promise<Map<string, PromiseSettledResult<unknown>>> {
    const answers = await this.batch(connection, steps, priority);
    const outcomes = await Promise.allSettled(
      // async: what a step throws becomes its own outcome; a missing answer is a contradictory one
      steps.map(async (step) => this.unwrapStep(connection, step, answers.get(step.key))),
    );
    return new Map(outcomes.map((outcome, index) => [steps[index]?.key ?? '', outcome]));
  }

  /** Waits for it, unless it would be of no use. */
  private async granted(connection: RegosConnection, priority: CallPriority): Promise<void> {
    this.breakers.assertReady(connection);
    const askedAtMs = performance.now();
    await this.limiter.acquire(connection.connectedIntegrationId, priority);
    this.observer?.waited(priority, performance.now() - askedAtMs);
  }

  private async batch(
    connection: RegosConnection,
    steps: readonly BatchStep[],
    priority: CallPriority,
  ): Promise<ReadonlyMap<string, unknown>> {
    const requests = steps.map(({ key, path, payload }) => ({ key, path, payload }));
    return batchAnswers(await this.read(connection, 'batch', { stop_on_error: false, requests }, priority));
  }

  private unwrapStep(connection: RegosConnection, { path, payload }: BatchStep, envelope: unknown): unknown {
    try {
      return unwrap(label(path, 'read', payload), envelope);
    } catch (error) {
      this.obeyLimit(connection, error);
      this.confess(connection, error);
      throw error;
    }
  }

  /**
   * One request; a second one when our token was refused, which is never carried out, and another may do better.
   * Without a token a 401 is the page of a proxy and nothing else.
   */
  private async send(
    connection: RegosConnection,
    call: Call,
    body: RegosBody,
    priority: CallPriority,
  ): Promise<Answer> {
    const token = await this.tokens.current();
    try {
      return await this.post(connection, call, body, token, priority);
    } catch (error) {
      const isForbidden = error instanceof RegosAuthorizationError;
      if (token === undefined) throw isForbidden ? new RegosPageError(error.message, 401) : error;
      if (!isForbidden && regosCode(error) !== NOT_AUTHORIZED) throw error;
      if (!isForbidden && this.turnedAway.has(connection.connectedIntegrationId)) throw error;
    }
    this.tokens.invalidate(token);
    const renewed = await this.tokens.current();
    await this.granted(connection, priority);
    try {
      return await this.post(connection, call, body, renewed, priority);
    } catch (error) {
      if (regosCode(error) === NOT_AUTHORIZED) this.turnedAway.set(connection.connectedIntegrationId, true);
      throw error;
    }
  }

  private async post(
    connection: RegosConnection,
    call: Call,
    body: RegosBody,
    token: string | undefined,
    priority: CallPriority,
  ): Promise<Answer> {
    const startedAtMs = performance.now();
    if (call.sendUntilMs !== undefined && startedAtMs > call.sendUntilMs) {
      throw new RegosUnavailableError(describe(call, 'too late to be sent'));
    }
    try {
      const request = this.request(connection, call, body, token, priority);
      const answer = answerOf(call, await this.breakers.send(connection, () => this.exchange.post(request)));
      this.report(connection, call, startedAtMs, undefined);
      return answer;
    } catch (error) {
      if (error instanceof RegosRestingError) throw error; // no call was made
      const failure = error instanceof ExchangeError ? unanswered(call, error) : error;
      this.obeyLimit(connection, failure);
      this.confess(connection, failure);
      this.report(connection, call, startedAtMs, failure);
      throw failure;
    }
  }

  private request(
    connection: RegosConnection,
    call: CallLabel,
    body: RegosBody,
    token: string | undefined,
    priority: CallPriority,
  ): Parameters<HttpExchange['post']>[0] {
    const { apiUrl, timeoutMs } = this.config.regos;
    const readTimeoutMs = isUnhurried(priority)
      ? BACKGROUND_TIMEOUT_MS
      : Math.min(READ_TIMEOUT_MS, timeoutMs);
    return {
      url: `${apiUrl}/gateway/out/${encodeURIComponent(connection.connectedIntegrationId)}/v1/${call.method}`,
      headers: {
        'Content-Type': 'application/json;charset=utf-8',
        'X-Request-Id': call.requestId,
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      timeoutMs: call.kind === 'write' ? timeoutMs : readTimeoutMs,
      freshConnection: call.kind === 'write',
    };
  }

  private obeyLimit(connection: RegosConnection, error: unknown): void {
    if (error instanceof RateLimitedError) {
      this.limiter.pause(connection.connectedIntegrationId, error.retryAfterMs);
    }
  }

  /** Tells the operator of a failure that no shop can mend. */
  private confess({ tenantId }: RegosConnection, error: unknown): void {
    if (!isOwnMistake(error)) return;
    this.logger.error({ tenantId, message: `REGOS does not know a filter of ours: ${errorMessage(error)}` });
  }

  private report(connection: RegosConnection, call: CallLabel, startedAtMs: number, failure: unknown): void {
    const observed: ObservedCall = {
      tenantId: connection.tenantId,
      method: call.method,
      outcome: failure === undefined ? 'ok' : outcomeOf(failure),
      code: regosCode(failure),
      durationMs: performance.now() - startedAtMs,
    };
    this.observer?.observe(observed);
    this.health?.seen(observed);
  }
}

/** The id begins as the trace of the work it is part of, and is its own: one piece of work makes many calls. */
function label(method: string, kind: CallKind, body: RegosBody): CallLabel {
  const own = randomBytes(6).toString('hex');
  const trace = currentTrace()?.traceId;
  const requestId = trace === undefined ? own : `${trace}.${own}`;
  return { method, kind, requestId, filterFields: filterFields(body) };
}

function filterFields(body: RegosBody): string[] {
  return new Row(body).rows('filters').flatMap((filter) => filter.text('Field') ?? []);
}

/** Only a request that never left is certainly not done. */
function unanswered(call: CallLabel, error: ExchangeError): Error {
  if (!error.sent) return new RegosUnavailableError(describe(call, error.message));
  return error.isLate ? late(call, error.message) : broken(call, error.message);
}

function outcomeOf(failure: unknown): CallOutcome {
  if (failure instanceof RateLimitedError) return 'rateLimited';
  if (failure instanceof RegosOutcomeUnknownError) return 'unknown';
  if (failure instanceof RegosRefusal) return 'refused';
  return failure instanceof RegosAuthorizationError ? 'unauthorized' : 'unavailable';
}
