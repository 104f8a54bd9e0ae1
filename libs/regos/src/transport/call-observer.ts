import type { TenantId } from '@rto/kernel';
import type { CallPriority } from '../model';

export type CallOutcome = 'ok' | 'rateLimited' | 'unavailable' | 'unknown' | 'refused' | 'unauthorized';

/** One request to REGOS that ended; holds nothing secret. */
export interface ObservedCall {
  readonly tenantId: TenantId;
  readonly method: string;
  readonly outcome: CallOutcome;
  /** REGOS's code, when it sent one. */
  readonly code: number | undefined;
  /** Without the wait in the limiter. */
  readonly durationMs: number;
}

/** Provide one in a global module to count and log the calls; must not throw. */
export abstract class RegosCallObserver {
  abstract observe(call: ObservedCall): void;

  /** A call has its turn in the limiter. @param durationMs how long it waited */
  abstract waited(priority: CallPriority, durationMs: number): void;
}
