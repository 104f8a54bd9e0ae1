import { Row, rowsOf } from '../row';
import type { RegosObject } from './regos-body';

/** One method of a batch (docs/regos.md 5). */
export interface BatchStep {
  /** Unique in the batch. */
  readonly key: string;
  /** Method name, such as `RetailCustomer/Get`. */
  readonly path: string;
  readonly payload: RegosObject;
}

/** The envelopes of a batch's steps by key. The documents contradict each other on both shapes read here. */
export function batchAnswers(result: unknown): ReadonlyMap<string, unknown> {
  const steps = Array.isArray(result) ? rowsOf(result) : new Row(result).rows('responses');
  return new Map(
    steps.flatMap((step) => {
      const key = step.text('key') ?? step.text('Key');
      const response = step.raw('response');
      return key === undefined || response === undefined ? [] : [[key, response] as const];
    }),
  );
}
