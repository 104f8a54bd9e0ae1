import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { TenantId } from './ids';

/** What one piece of work is told by: a request, an update, a job, a round of a sweep. */
interface Trace {
  readonly traceId: string;
  /** The tenant that the work is for, once it is known. */
  readonly tenantId?: TenantId | undefined;
}

/** The one thing of its kind a process has: it belongs to the call under way, not to any object. */
const traces = new AsyncLocalStorage<Trace>();

/** Runs `work`, and whatever it starts, under a trace. @param trace what is known of it; the id is made if need be */
export function traced<T>(trace: Partial<Trace>, work: () => T): T {
  return traces.run({ ...trace, traceId: trace.traceId ?? randomUUID() }, work);
}

/** Goes on under the trace there is, as work for this tenant. */
export function tracedFor<T>(tenantId: TenantId, work: () => T): T {
  return traced({ ...traces.getStore(), tenantId }, work);
}

export function currentTrace(): Trace | undefined {
  return traces.getStore();
}
