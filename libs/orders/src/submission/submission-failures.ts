import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import {
  Clock,
  errorMessage,
  later,
  Money,
  OutcomeUnknownError,
  PermanentError,
  RateLimitedError,
  RetryableError,
  UserError,
} from '@rto/kernel';
import { RegosPageError, RegosRefusal, RegosRestingError } from '@rto/regos';
import { staffChatOf, TenantService, type Tenant } from '@rto/settings';
import { Bell } from '@rto/jobs';
import { attempt } from '../attempt';
import { progressNotice, type RefusalReason } from '../notices/notice';
import type { ClaimedOrder } from '../order';
import type { NewNotice, OrderChange } from '../ledger/order-change';
import { OrderCustomer } from './order-customer';
import { OrderRepository } from '../ledger/order.repository';
import { mayConcernFeeLine, refusalReason } from './refusal-reason';
import {
  backoffMs,
  DUPLICATE_CHECKS_MS,
  GIVE_UP_AFTER_MS,
  jittered,
  MAX_UNKNOWN_ATTEMPTS,
  nextProbeMs,
} from './retry-policy';

/** What the queue does next with the job. */
export type SubmitOutcome = { readonly done: true } | { readonly done: false; readonly againAt: Date };

/** An unusable connection is tried again this rarely. */
const STOPPED_RETRY_MS = 5 * 60_000;
const RATE_LIMIT_WAIT_MS = 2_000;
/** "Record not found" (docs/regos.md 8). */
const RECORD_NOT_FOUND = 1044;
/** The entry in the history for a create whose outcome is unknown. */
const OUTCOME_UNKNOWN = 'outcome unknown';

/** Writes down what became of a failed attempt; what a failure means depends on the phase it came in. */
@Injectable()
export class SubmissionFailures {
  constructor(
    private readonly orders: OrderRepository,
    private readonly tenants: TenantService,
    private readonly customer: OrderCustomer,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Before an order that was sent is created again.
   * @returns what to do instead: wait until no create can come to light any more, or leave it to people
   */
  async beforeRepeating(tenant: Tenant, order: ClaimedOrder): Promise<SubmitOutcome | undefined> {
    if (!order.firstSentAt) return undefined;
    const { settleMs } = this.config.regos;
    if (order.unknownForMs !== undefined && order.unknownForMs < settleMs) {
      return this.postpone(order, nextProbeMs(order.unknownForMs, settleMs), {
        set: { state: 'unknown' },
        event: 'settling',
      });
    }
    const isHopeless =
      this.isTooOld(order) ||
      (await this.orders.countEvents(order, OUTCOME_UNKNOWN, order.retriedAt)) >= MAX_UNKNOWN_ATTEMPTS;
    return isHopeless ? this.giveUp(tenant, order, order.lastError) : undefined;
  }

  /** The look-up failed: a document may exist, so nothing is refused and the settling time goes on. */
  async lookingUp(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (this.isTooOld(order)) return this.giveUp(tenant, order, errorMessage(error));
    return this.retry(order, error, order.firstSentAt ? 'unknown' : 'placed');
  }

  /** The customer could not be found or made; no document exists. */
  async preparing(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (error instanceof UserError) {
      return this.refuse(tenant, order, phoneReason((error as UserError).code), error);
    }
    if (isDefinite(error)) return this.refuseAs(tenant, order, error);
    // the shop's own setup: no group for new customers
    const isSetup = error instanceof PermanentError && !(error instanceof RegosRefusal);
    if (isSetup) return this.refuse(tenant, order, 'shopSettings', error);
    if (this.isTooOld(order)) return this.giveUp(tenant, order, errorMessage(error));
    return this.retry(order, error, 'placed');
  }

  /** What follows a failed AddFull: refused, certainly not done, or unknown. Anything unforeseen is unknown. */
  async creating(tenant: Tenant, order: ClaimedOrder, error: unknown): Promise<SubmitOutcome> {
    if (isOfFeeLine(order, error)) return this.withFeeInWords(order, error);
    if (isRecordGone(error)) return this.withoutRecord(tenant, order, error);
    if (isDefinite(error)) return this.refuseAs(tenant, order, error);
    if (isNotDone(error)) {
      return this.isTooOld(order)
        ? this.giveUp(tenant, order, errorMessage(error))
        : this.retry(order, error, 'placed', { unknown: false });
    }
    // never given up here: only a look-up after the settling time tells what became of it
    return this.postpone(order, nextProbeMs(0, this.config.regos.settleMs), {
      set: { state: 'unknown', lastError: errorMessage(error), attempts: order.attempts + 1 },
      unknown: true,
      event: OUTCOME_UNKNOWN,
      detail: errorMessage(error),
    });
  }

  async postpone(order: ClaimedOrder, waitMs: number, change: OrderChange): Promise<SubmitOutcome> {
    await this.orders.finishAttempt(order, { ...change, dueInMs: waitMs });
    return { done: false, againAt: later(this.clock.now(), waitMs) };
  }

  /** The order waits for its next attempt; a rate limit spends none (rule 6). */
  async retry(
    order: ClaimedOrder,
    error: unknown,
    state: 'placed' | 'unknown',
    change: { readonly unknown?: false } = {},
  ): Promise<SubmitOutcome> {
    // the shop's own connection: whether it is switched off is asked now, not when its turn comes
    if (isInDoubt(error)) await this.bell.ring('tenants.refresh', { tenantId: order.tenantId });
    const limited = error instanceof RateLimitedError;
    const attempts = limited ? order.attempts : order.attempts + 1;
    return this.postpone(order, waitMs(error, attempts), {
      set: { state, lastError: errorMessage(error), attempts },
      ...change,
      event: limited ? 'rate limited' : 'failed',
      detail: errorMessage(error),
    });
  }

  /** After a day the operator and the buyer are told (docs/product.md 8). */
  isTooOld({ openForMs }: ClaimedOrder): boolean {
    return openForMs > GIVE_UP_AFTER_MS;
  }

  /** A record is not there that the order names. If that was the customer, the next attempt names another. */
  private async withoutRecord(
    tenant: Tenant,
    order: ClaimedOrder,
    error: RegosRefusal,
  ): Promise<SubmitOutcome> {
    const found = await attempt(() => this.customer.replacement(tenant, order));
    if ('error' in found) return this.preparing(tenant, { ...order, customerId: undefined }, found.error);
    if (found.value === undefined) return this.refuseAs(tenant, order, error);
    return this.postpone(order, 0, {
      set: { state: 'placed', regosCustomerId: found.value, lastError: errorMessage(error) },
      unknown: false,
      event: 'customer replaced',
      detail: `customer ${found.value}`,
    });
  }

  /**
   * DELIVERY_FEE_ITEM_ID may name what is no line of a document: the order goes on with the fee in its description,
   * and is refused for its goods then, if it was they.
   */
  private async withFeeInWords(order: ClaimedOrder, error: RegosRefusal): Promise<SubmitOutcome> {
    const fee = order.fee?.amount ?? Money.zero(order.total.currency);
    return this.postpone(order, 0, {
      set: {
        state: 'placed',
        deliveryFeeItemId: null,
        total: order.total.minus(fee).amount,
        lastError: errorMessage(error),
      },
      unknown: false,
      event: 'fee in words',
      detail: errorMessage(error),
    });
  }

  private async refuseAs(tenant: Tenant, order: ClaimedOrder, error: RegosRefusal): Promise<SubmitOutcome> {
    // what REGOS calls malformed came from the settings, or is a mistake of ours: people must look at both
    const isSetup = error.kind === 'config' || error.kind === 'bug';
    if (isSetup) await this.tenants.reportRefusal(tenant.id, error);
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
      // an earlier create may still come to light
      duplicateCheckInMs: order.firstSentAt ? DUPLICATE_CHECKS_MS[0] : null,
      event: 'refused',
      detail: errorMessage(error),
      notices: [
        { chatId: order.chatId, content: { type: 'orderRefused', number: order.number, reason } },
        progressNotice(order),
        ...staffNotices(tenant, order.number, 'staffAttention'),
      ],
    });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return { done: true };
  }

  private async giveUp(
    tenant: Tenant,
    order: ClaimedOrder,
    reason: string | undefined,
  ): Promise<SubmitOutcome> {
    await this.orders.finishAttempt(order, {
      set: { state: 'needs_attention', lastError: reason ?? null },
      dueInMs: null,
      event: 'given up',
      ...(reason === undefined ? {} : { detail: reason }),
      notices: [
        { chatId: order.chatId, content: { type: 'orderNeedsAttention', number: order.number } },
        progressNotice(order),
        ...staffNotices(tenant, order.number, 'staffAttention'),
      ],
    });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return { done: true };
  }
}

/** The staff chat hears of it when the shop has one (ORDERS_CHAT_ID). */
export function staffNotices(
  tenant: Tenant,
  number: number,
  type: 'staffNewOrder' | 'staffPlace' | 'staffAttention' | 'staffDeleted' | 'staffCancelled',
): NewNotice[] {
  const chatId = staffChatOf(tenant);
  return chatId === undefined ? [] : [{ chatId, content: { type, number } }];
}

/** A definite no: neither "the connection is unusable" (waits) nor "exists already" (is looked up). */
function isDefinite(error: unknown): error is RegosRefusal {
  return error instanceof RegosRefusal && error.kind !== 'stop' && error.kind !== 'done';
}

/** The connection is unusable: not of this order alone. */
function isStop(error: unknown): boolean {
  return error instanceof RegosRefusal && error.kind === 'stop';
}

/** Whether the connection can still be used must be asked: REGOS says no, or the page of a proxy hides what it says. */
function isInDoubt(error: unknown): boolean {
  return isStop(error) || error instanceof RegosPageError;
}

/** Certainly not carried out, and may be later. */
function isNotDone(error: unknown): boolean {
  if (error instanceof RegosRefusal) return isStop(error);
  return error instanceof RetryableError && !(error instanceof OutcomeUnknownError);
}

function isOfFeeLine({ fee }: ClaimedOrder, error: unknown): error is RegosRefusal {
  return fee?.itemId !== undefined && error instanceof RegosRefusal && mayConcernFeeLine(error.code);
}

function isRecordGone(error: unknown): error is RegosRefusal {
  return error instanceof RegosRefusal && error.code === RECORD_NOT_FOUND;
}

function waitMs(error: unknown, attempts: number): number {
  if (error instanceof RateLimitedError) return jittered(error.retryAfterMs ?? RATE_LIMIT_WAIT_MS);
  if (isStop(error)) return STOPPED_RETRY_MS;
  const restMs = error instanceof RegosRestingError ? jittered(error.retryAfterMs ?? 0) : 0;
  return Math.max(restMs, backoffMs(attempts, Math.random()));
}

/** Of what is wrong with a phone, the customer's part of an order is told apart by these. */
function phoneReason(code: string): RefusalReason {
  return code === 'phoneMissing' || code === 'phoneUnverified' ? code : 'phoneInvalid';
}
