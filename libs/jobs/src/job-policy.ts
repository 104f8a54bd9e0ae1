import type { JobsOptions } from 'bullmq';
import { QUEUES, type JobName, type JobPayload, type QueueName } from './jobs';

interface JobPolicy {
  readonly queue: QueueName;
  /** Tries in all, the first one included. What is still undone then waits for the sweep. */
  readonly attempts: number;
  /** Wait after the first failure, in milliseconds; doubles with each further one. */
  readonly backoffMs: number;
}

const POLICIES: Readonly<Record<JobName, JobPolicy>> = {
  // 1 s to 64 s: past two minutes the row's own due time paces the attempts (docs/product.md 8)
  'orders.submit': { queue: QUEUES.orders, attempts: 8, backoffMs: 1_000 },
  'orders.track': { queue: QUEUES.tracking, attempts: 3, backoffMs: 2_000 },
  'notices.send': { queue: QUEUES.notices, attempts: 5, backoffMs: 1_000 },
  'campaigns.send': { queue: QUEUES.campaigns, attempts: 5, backoffMs: 1_000 },
  'tenants.refresh': { queue: QUEUES.lifecycle, attempts: 6, backoffMs: 2_000 },
  // the rows' own due times pace the attempts
  'bots.setup': { queue: QUEUES.bots, attempts: 2, backoffMs: 2_000 },
  'inbound.handle': { queue: QUEUES.inbound, attempts: 3, backoffMs: 1_000 },
  // beyond a quarter of a minute the next event or the full reading is as good
  'catalog.patch': { queue: QUEUES.catalog, attempts: 3, backoffMs: 2_000 },
};

/** Part of a wait that is left to chance, so that what failed together does not come back together. */
const JITTER = 0.3;

export function jobNames(): readonly JobName[] {
  return Object.keys(POLICIES) as JobName[];
}

export function queueOf(name: JobName): QueueName {
  return POLICIES[name].queue;
}

/** `submit-<tenantId>-<orderId>`: the same work has the same id, which holds no colon (docs/hosts.md 4). */
export function jobId<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  const action = name.slice(name.indexOf('.') + 1);
  const { tenantId, orderId, callId, slot } = payload as Partial<
    Record<'tenantId' | 'orderId' | 'callId' | 'slot', string | number>
  >;
  return [action, tenantId, orderId, callId, slot].filter((part) => part !== undefined).join('-');
}

export function retryOptions(name: JobName): Pick<JobsOptions, 'attempts' | 'backoff'> {
  const { attempts, backoffMs } = POLICIES[name];
  return { attempts, backoff: { type: 'exponential', delay: backoffMs, jitter: JITTER } };
}
