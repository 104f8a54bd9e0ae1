import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type UpdateOutcome = 'done' | 'failed' | 'duplicate' | 'shed';
export type CountByState = () => Promise<ReadonlyMap<string, number>>;

/** Seconds; a tap is to be answered within one (PRODUCT section 1). */
const HANDLING_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds; up to the limit of one call. */
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];

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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param kind the update's only member besides its id, such as `callback_query` */
  updateHandled(kind: string, outcome: UpdateOutcome, durationMs: number): void {
    this.updates.inc({ kind, outcome });
    this.handling.observe({ kind }, durationMs / 1000);
  }

  regosCalled(method: string, outcome: string, durationMs: number): void {
    this.regosCalls.inc({ method, outcome });
    this.regosTime.observe({ method }, durationMs / 1000);
  }

  /** Counts orders whenever the figures are asked for. */
  watchOrders(countByState: CountByState): void {
    // without its database the process still has figures to tell, and health names the database
    const counts: CountByState = () => countByState().catch(() => new Map<string, number>());
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
}
