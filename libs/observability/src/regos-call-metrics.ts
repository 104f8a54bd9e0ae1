import { Injectable } from '@nestjs/common';
import { RegosCallObserver, type CallPriority, type ObservedCall } from '@rto/regos';
import { AppLogger } from './app-logger';
import { Metrics } from './metrics';

/** Counts calls to REGOS, and logs the ones that brought nothing. */
@Injectable()
export class RegosCallMetrics extends RegosCallObserver {
  constructor(
    private readonly metrics: Metrics,
    private readonly logger: AppLogger,
  ) {
    super();
  }

  observe(call: ObservedCall): void {
    this.metrics.regosCalled(call.method, call.outcome, call.durationMs);
    if (call.outcome !== 'ok') this.logger.warn('REGOS call failed', { ...call });
  }

  override waited(priority: CallPriority, durationMs: number): void {
    this.metrics.regosTurnTaken(priority, durationMs);
  }
}
