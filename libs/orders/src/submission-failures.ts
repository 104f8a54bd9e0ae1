import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import {
  Clock,
  errorMessage,
  later,
  OutcomeUnknownError,
  RateLimitedError,
  RetryableError,
  UserError,
} from '@rto/kernel';
import { RegosRefusal } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Bell } from './bell';
import type { RefusalReason } from './notice';
import type { ClaimedOrder } from './order';
import { OrderRepository, type NewNotice, type OrderChange } from './order.repository';
import { refusalReason } from './refusal-reason';
import { backoffMs, GIVE_UP_AFTER_MS, MAX_UNKNOWN_ATTEMPTS, nextProbeMs } from './retry-policy';

/** What the queue does next with the job. */
export type SubmitOutcome = { readonly done: true } | { readonly done: false; readonly againAt: Date };

/** An unusable connection is tried again this rarely. */
const STOPPED_RETRY_MS = 5 * 60_000;
const RATE_LIMIT_WAIT_MS = 2_000;

/** Writes down what became of a failed attempt; what a failure means depends on the phase it came in. */
@Injectable()
export class SubmissionFailures {
  constructor(
    private readonly orders: OrderRepository,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The look-up failed: a document may exist, so nothing is refused and the settling time goes on. */
  async lookingUp(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (this.isTooOld(order)) return this.giveUp(tenant, order, error);
    return this.retry(order, error, 'unknown');
  }

  /** The customer could not be found or made; no document exists. */
  async preparing(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (error instanceof UserError) return this.refuse(tenant, order, 'phoneInvalid', error);
    if (isDefinite(error)) return this.refuseAs(tenant, order, error);
    if (this.isTooOld(order)) return this.giveUp(tenant, order, error);
    return this.retry(order, error, 'placed');
  }

  /** AddFull failed: refused, certainly not done, or unknown. Anything nobody foresaw is unknown. */
  async creating(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (isDefinite(error)) return this.refuseAs(tenant, order, error);
    const notDone =
      (error instanceof RetryableError && !(error instanceof OutcomeUnknownError)) ||
      (error instanceof RegosRefusal && error.kind === 'stop');
    if (notDone) {
      return this.isTooOld(order)
        ? this.giveUp(tenant, order, error)
        : this.retry(order, error, 'placed', false);
    }
    const attempts = order.attempts + 1;
    if (attempts >= MAX_UNKNOWN_ATTEMPTS || this.isTooOld(order)) return this.giveUp(tenant, order, error);
    return this.postpone(order, nextProbeMs(0, this.config.regos.settleMs), {
      set: { state: 'unknown', lastError: errorMessage(error), attempts },
      unknown: true,
      event: 'outcome unknown',
      detail: errorMessage(error),
    });
  }

  async postpone(order: ClaimedOrder, waitMs: number, change: OrderChange): Promise<SubmitOutcome> {
    await this.orders.finishAttempt(order, { ...change, dueInMs: waitMs });
    return { done: false, againAt: later(this.clock.now(), waitMs) };
  }

  private async retry(
    order: ClaimedOrder,
    error: unknown,
    state: 'placed' | 'unknown',
    unknown?: false,
  ): Promise<SubmitOutcome> {
    const limited = error instanceof RateLimitedError;
    const attempts = limited ? order.attempts : order.attempts + 1; // a rate limit spends no attempt (rule 6)
    return this.postpone(order, waitMs(error, attempts), {
      set: { state, lastError: errorMessage(error), attempts },
      ...(unknown === undefined ? {} : { unknown }),
      event: limited ? 'rate limited' : 'failed',
      detail: errorMessage(error),
    });
  }

  private async refuseAs(tenant: Tenant, order: ClaimedOrder, error: RegosRefusal): Promise<SubmitOutcome> {
    if (error.kind === 'config') await this.tenants.reportRefusal(tenant.id, error.code);
    return this.refuse(tenant, order, refusalReason(error.code, error.kind), error);
  }

  private async refuse(
    tenant: Tenant,
    order: ClaimedOrder,
    reason: RefusalReason,
    error: unknown,
  ): Promise<SubmitOutcome> {
    await this.orders.finishAttempt(order, {
      set: { state: 'refused', lastError: errorMessage(error) },
      dueInMs: null,
      unknown: false,
      event: 'refused',
      detail: errorMessage(error),
      notices: [
        { chatId: order.chatId, content: { type: 'orderRefused', number: order.number, reason } },
        ...staffNotices(tenant, order.number, 'staffAttention'),
      ],
    });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return { done: true };
  }

  private async giveUp(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    await this.orders.finishAttempt(order, {
      set: { state: 'needs_attention', lastError: errorMessage(error) },
      dueInMs: null,
      event: 'given up',
      detail: errorMessage(error),
      notices: [
        { chatId: order.chatId, content: { type: 'orderNeedsAttention', number: order.number } },
        ...staffNotices(tenant, order.number, 'staffAttention'),
      ],
    });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return { done: true };
  }

  private isTooOld(order: ClaimedOrder): boolean {
    return this.clock.now().getTime() - order.placedAt.getTime() > GIVE_UP_AFTER_MS;
  }
}

/** The staff chat hears of it when the shop has one (ORDERS_CHAT_ID). */
export function staffNotices(
  tenant: Tenant,
  number: number,
  type: 'staffNewOrder' | 'staffAttention',
): NewNotice[] {
  const chatId = tenant.settings.ordersChatId;
  return chatId === undefined ? [] : [{ chatId, content: { type, number } }];
}

/** A definite no: neither "the connection is unusable" (waits) nor "exists already" (is looked up). */
function isDefinite(error: unknown): error is RegosRefusal {
  return error instanceof RegosRefusal && error.kind !== 'stop' && error.kind !== 'done';
}

function waitMs(error: unknown, attempts: number): number {
  if (error instanceof RateLimitedError) return error.retryAfterMs ?? RATE_LIMIT_WAIT_MS;
  if (error instanceof RegosRefusal && error.kind === 'stop') return STOPPED_RETRY_MS;
  return backoffMs(attempts, Math.random());
}
