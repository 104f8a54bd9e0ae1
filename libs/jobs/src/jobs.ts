import type { OrderId, TenantId } from '@rto/kernel';

/** One queue per kind of work, the tenant in the data (docs/hosts.md 4). */
export const QUEUES = {
  orders: 'orders',
  tracking: 'tracking',
  notices: 'notices',
  campaigns: 'campaigns',
  lifecycle: 'lifecycle',
  inbound: 'inbound',
  catalog: 'catalog',
  bots: 'bots',
} as const;
export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];

/** Every job and its payload: ids only, no phone, token or text. */
interface JobPayloads {
  /** One submission of an order to REGOS. */
  'orders.submit': { tenantId: TenantId; orderId: OrderId };
  /** Re-read of the open documents of one tenant. */
  'orders.track': { tenantId: TenantId };
  /** Sending of a tenant's due messages about orders. */
  'notices.send': { tenantId: TenantId };
  /** Sending of a tenant's campaigns, at their own pace. */
  'campaigns.send': { tenantId: TenantId };
  /** Settings re-read from REGOS, validated and applied. */
  'tenants.refresh': { tenantId: TenantId };
  /** Telegram told what it is to know about a tenant's bot: webhook, profile, menu. */
  'bots.setup': { tenantId: TenantId };
  /** The work that a call of REGOS's handler asks for; the call is a row. */
  'inbound.handle': { callId: string };
  /** Goods that REGOS's events speak of read again, those of one slot of time (epoch milliseconds) together. */
  'catalog.patch': { tenantId: TenantId; slot: number };
}
export type JobName = keyof JobPayloads;
export type JobPayload<Name extends JobName> = JobPayloads[Name];

export interface AddOptions {
  /** Not before this many milliseconds from now. */
  readonly delayMs?: number;
}

/**
 * The bell that wakes workers (docs/reliability.md rule 3): the work itself is a row in the database and a sweep finds
 * it without the queue. The job id is made from name and payload, so a job already waiting is not added twice.
 * Neither is one that is running: a processor looks for work until it finds none, and the sweep finds the rest.
 */
export abstract class Jobs {
  /** @throws RetryableError within two seconds when the queue cannot be reached */
  abstract add<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options?: AddOptions,
  ): Promise<void>;
}
