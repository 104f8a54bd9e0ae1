import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { BoundedLabel } from './bounded-label';

/** `ignored`: of a kind that we do not ask for; `refused`: no bot, or a wrong secret. */
export type WebhookOutcome = 'accepted' | 'ignored' | 'refused' | 'junk' | 'shed' | 'failed';
/** What Telegram says of a webhook of ours; `lost`: it is not set any more. */
export type WebhookState = 'well' | 'failing' | 'lost' | 'unknown';
type CountByState = () => Promise<ReadonlyMap<string, number>>;

/** What waits in one queue. */
interface QueueFigures {
  readonly queue: string;
  readonly jobs: Readonly<Record<string, number>>;
  /** Undefined when none waits. */
  readonly oldestAgeSec: number | undefined;
}

/** Seconds; a tap is to be answered within one (docs/product.md 1). */
const HANDLING_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds; up to the limit of one call. */
const ORDERS_COUNTED_MS = 30_000;
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];
/** What Telegram sends, as far as we ask for it; the rest is one kind. */
const UPDATE_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'inline_query'];
/** REGOS's methods that we call are some thirty, and the code names them; see `MAX_METHODS`. */
const METHOD = /^(?:batch|[A-Z][A-Za-z]{1,39}\/[A-Z][A-Za-z]{1,39})$/;
const MAX_METHODS = 60;

/**
 * The service's figures for Prometheus. No label names a tenant: ten thousand of them would make as many series,
 * and log lines carry the tenant anyway.
 */
@Injectable()
export class Metrics {
  /** Its own, so that two applications in one process (tests) do not meet. */
  readonly registry = new Registry();

  private readonly updates = new Counter({
    name: 'rto_updates_total',
    help: 'Telegram updates by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });
  private readonly handling = new Histogram({
    name: 'rto_update_handling_seconds',
    help: 'Time from taking an update up to having handled it',
    labelNames: ['kind'],
    buckets: HANDLING_BUCKETS,
    registers: [this.registry],
  });
  private readonly webhookCalls = new Counter({
    name: 'rto_webhook_calls_total',
    help: 'Calls of the webhook route by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly webhookChecks = new Counter({
    name: 'rto_webhook_checks_total',
    help: 'Looks at webhooks of bots by what Telegram says',
    labelNames: ['state'],
    registers: [this.registry],
  });
  private readonly regosCalls = new Counter({
    name: 'rto_regos_calls_total',
    help: 'Calls to REGOS by method and class of outcome',
    labelNames: ['method', 'outcome'],
    registers: [this.registry],
  });
  private readonly regosTime = new Histogram({
    name: 'rto_regos_call_seconds',
    help: 'Time of one call to REGOS, without the wait for the rate limit',
    labelNames: ['method'],
    buckets: CALL_BUCKETS,
    registers: [this.registry],
  });

  private readonly limiterWaits = new Histogram({
    name: 'rto_regos_limiter_wait_seconds',
    help: 'Time a call to REGOS waited for its turn, by priority',
    labelNames: ['priority'],
    buckets: CALL_BUCKETS,
    registers: [this.registry],
  });
  private readonly kinds = new BoundedLabel(/^[a-z_]{1,40}$/, UPDATE_KINDS.length, UPDATE_KINDS);
  private readonly methods = new BoundedLabel(METHOD, MAX_METHODS);

  private readonly held = new Map<string, () => number>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.watchEventLoop();
    this.watchLeases();
  }

  /** @param kind the update's only member besides its id, such as `callback_query` */
  updateHandled(kind: string, outcome: 'done' | 'failed', durationMs: number): void {
    const known = this.kinds.of(kind);
    this.updates.inc({ kind: known, outcome });
    this.handling.observe({ kind: known }, durationMs / 1000);
  }

  webhookCalled(outcome: WebhookOutcome): void {
    this.webhookCalls.inc({ outcome });
  }

  webhookChecked(state: WebhookState): void {
    this.webhookChecks.inc({ state });
  }

  regosCalled(method: string, outcome: string, durationMs: number): void {
    const known = this.methods.of(method);
    this.regosCalls.inc({ method: known, outcome });
    this.regosTime.observe({ method: known }, durationMs / 1000);
  }

  regosTurnTaken(priority: string, waitedMs: number): void {
    this.limiterWaits.observe({ priority }, waitedMs / 1000);
  }

  /** Looks into the queues whenever the figures are asked for. */
  watchQueues(look: () => Promise<readonly QueueFigures[]>): void {
    // a queue that is away has no figures, and health names it
    const figures = once(() => look().catch((): readonly QueueFigures[] => []));
    new Gauge({
      name: 'rto_queue_jobs',
      help: 'Jobs by queue and state',
      labelNames: ['queue', 'state'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { queue, jobs } of await figures()) {
          for (const [state, count] of Object.entries(jobs)) this.set({ queue, state }, count);
        }
      },
    });
    new Gauge({
      name: 'rto_queue_oldest_job_seconds',
      help: 'Age of the oldest job that waits, by queue',
      labelNames: ['queue'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { queue, oldestAgeSec } of await figures()) this.set({ queue }, oldestAgeSec ?? 0);
      },
    });
  }

  /** What this process holds so that no other works on it: chats (`chats`) or polled bots (`shards`). */
  watchHeld(what: 'chats' | 'shards', count: () => number): void {
    this.held.set(what, count);
  }

  private watchLeases(): void {
    const { held } = this;
    new Gauge({
      name: 'rto_leases',
      help: 'Chats and polling shards held by this process',
      labelNames: ['held'],
      registers: [this.registry],
      collect() {
        for (const [what, count] of held) this.set({ held: what }, count());
      },
    });
  }

  /** Updates that wait or are worked on in this process. */
  watchUpdateBacklog(count: () => number): void {
    new Gauge({
      name: 'rto_update_backlog',
      help: 'Updates that wait or are worked on in this process',
      registers: [this.registry],
      collect() {
        this.set(count());
      },
    });
  }

  /** Counts orders when the figures are asked for, though not each time: the whole ledger is read for it. */
  watchOrders(countByState: CountByState): void {
    // without its database the process still has figures to tell, and health names the database
    const counts = remembered(ORDERS_COUNTED_MS, () => countByState().catch(() => new Map<string, number>()));
    new Gauge({
      name: 'rto_orders',
      help: 'Orders by state',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [state, count] of await counts()) this.set({ state }, count);
      },
    });
  }

  private watchEventLoop(): void {
    let last = performance.eventLoopUtilization();
    new Gauge({
      name: 'rto_event_loop_utilization',
      help: 'Part of the time since the last look that the event loop was busy, 0 to 1',
      registers: [this.registry],
      collect() {
        const now = performance.eventLoopUtilization();
        this.set(performance.eventLoopUtilization(now, last).utilization);
        last = now;
      },
    });
  }
}

/** An answer counts for so long, for callers who ask while it is on its way as well. */
function remembered<T>(forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly untilMs: number } | undefined;
  return () => {
    const nowMs = performance.now();
    if (!last || nowMs >= last.untilMs) last = { answer: ask(), untilMs: nowMs + forMs };
    return last.answer;
  };
}

/** Callers who ask while an answer is on its way share it. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => (pending ??= ask().finally(() => (pending = undefined)));
}
