import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { errorMessage, failpoint, OutcomeUnknownError, RetryableError, type Language } from '@rto/kernel';
import { regosCode, RegosDeliveryOrders, RegosRefusal, type NewDeliveryOrder } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { Bell } from '@rto/jobs';
import { attempt } from '../attempt';
import { documentLines, STAGES, type ClaimedOrder } from '../order';
import type { NewNotice } from '../ledger/order-change';
import { progressNotice } from '../notices/notice';
import type { OrderBuyer } from './order-customer';
import { OrderJournal } from '../journal/order-journal';
import { OrderRepository } from '../ledger/order.repository';
import { mayConcernExtras } from './refusal-reason';
import { DUPLICATE_CHECKS_MS } from './retry-policy';
import { staffNotices, SubmissionFailures, type SubmitOutcome } from './submission-failures';

/** A call that has not left by then, its turn or its token being late, does not leave any more. */
const SEND_WITHIN_MS = 30_000;
/** On top of what a call may take: the database, and a busy machine. */
const LEASE_MARGIN_MS = 10_000;
/** The message that the order is accepted waits this long for REGOS's number, to name it. */
const WAIT_FOR_CODE_MS = 4_000;

/** For the staff, in the shop's language. */
const FEE_WORDS: Readonly<Record<Language, (amount: string) => string>> = {
  ru: (amount) => `Доставка: ${amount}`,
  uz: (amount) => `Yetkazish: ${amount}`,
  'uz-Cyrl': (amount) => `Етказиш: ${amount}`,
  en: (amount) => `Delivery: ${amount}`,
};

/** Of an order that may do without. */
type OrderExtras = Partial<Pick<OrderBuyer, 'cardId' | 'paymentTypeId'>>;

/** An order that may be created now: its document, and what follows from it. */
@Injectable()
export class OrderCreation {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly failures: SubmissionFailures,
    private readonly journal: OrderJournal,
    private readonly bell: Bell,
    private readonly config: Config,
  ) {}

  /** @param extras what the till likes to see, and the order does without where REGOS does not take it */
  async create(
    tenant: Tenant,
    order: ClaimedOrder & { customerId: number },
    extras: OrderExtras = {},
  ): Promise<SubmitOutcome> {
    // it may have failed when the order was placed: after a power cut nobody would know of what REGOS has
    const kept = await attempt(() => this.journal.keep(order));
    if ('error' in kept)
      return this.failures.retry(order, kept.error, order.firstSentAt ? 'unknown' : 'placed');
    // the lease counts from the mark, so the time to leave does too: whoever was stopped in between is too late
    const leaveByMs = performance.now() + SEND_WITHIN_MS;
    // committed before the call leaves: from here on a crash means "outcome unknown"
    const ours = await this.orders.markSent(order, this.leaseMs);
    if (!ours) return { done: true };
    await failpoint('order.beforeCall');
    const send = (more: OrderExtras) =>
      attempt(() =>
        this.regos.addFull(
          tenant.connection,
          newDocument(order, more, tenant.settings.defaultLanguage),
          leaveByMs - performance.now(),
        ),
      );
    const first = await send(extras);
    const isForExtras = hasAny(extras) && 'error' in first && isRefusedForExtras(first.error);
    const created = isForExtras ? await send({}) : first;
    await failpoint('order.answered');
    if ('error' in created) return this.failures.creating(tenant, order, created.error);
    return this.complete(tenant, order, created.value);
  }

  /** The document exists: that is kept first, and approved then if the shop wishes so. */
  async complete(tenant: Tenant, order: ClaimedOrder, documentId: number): Promise<SubmitOutcome> {
    const { autoApprove } = tenant.settings;
    const isNew = order.regosDocumentId === undefined;
    await failpoint('order.beforeSave');
    const ours = await this.orders.finishAttempt(order, {
      set: {
        state: autoApprove ? 'submitting' : 'submitted',
        regosDocumentId: documentId,
        regosStatus: 'New',
        toldStage: STAGES.New,
        lastError: null,
      },
      ...(autoApprove ? { leaseMs: this.leaseMs } : { dueInMs: null, pollInMs: 0 }),
      unknown: false,
      step: isNew ? 'New' : undefined,
      // an earlier create may still come to light
      duplicateCheckInMs: order.firstSentAt ? DUPLICATE_CHECKS_MS[0] : null,
      event: autoApprove ? 'created' : 'submitted',
      detail: `document ${documentId}`,
      notices: isNew ? acceptedNotices(tenant, order) : [],
    });
    if (!ours) {
      // another process took over while this one was stopped, and may be making a document of its own
      await this.orders.checkDuplicatesIn(order, DUPLICATE_CHECKS_MS[0]);
      return { done: true };
    }
    if (autoApprove) return this.approve(tenant, { ...order, regosDocumentId: documentId });
    await this.track(tenant);
    return { done: true };
  }

  /** The buyer knows by now that the order is accepted: approval is between us and the shop. */
  private async approve(
    tenant: Tenant,
    order: ClaimedOrder & { regosDocumentId: number },
  ): Promise<SubmitOutcome> {
    const approved = await attempt(() =>
      this.regos.setStatus(tenant.connection, order.regosDocumentId, 'Approved'),
    );
    const error = 'error' in approved ? approved.error : undefined;
    if (error instanceof RetryableError && !this.failures.isTooOld(order)) {
      return this.failures.retry(order, error, 'placed');
    }
    const isApproved = error === undefined || isFurther(error);
    const status = isApproved ? 'Approved' : 'New';
    await this.orders.finishAttempt(order, {
      set: {
        state: 'submitted',
        regosStatus: status,
        toldStage: STAGES[status],
        lastError: isApproved ? null : `not approved: ${errorMessage(error)}`,
      },
      dueInMs: null,
      pollInMs: 0,
      step: isApproved ? 'Approved' : undefined,
      event: isApproved ? 'approved' : 'not approved',
      ...(isApproved ? {} : { detail: errorMessage(error) }),
      notices: isApproved ? [progressNotice(order)] : staffNotices(tenant, order.number, 'staffAttention'),
    });
    await this.track(tenant);
    return { done: true };
  }

  /** REGOS's number is read with those of all orders submitted meanwhile, in one call (docs/regos.md 10.4). */
  private async track(tenant: Tenant): Promise<void> {
    await this.bell.ring('orders.track', { tenantId: tenant.id });
  }

  /** Until a call that may leave has ended, whatever becomes of it. */
  private get leaseMs(): number {
    return SEND_WITHIN_MS + this.config.regos.timeoutMs + LEASE_MARGIN_MS;
  }
}

function hasAny({ cardId, paymentTypeId }: OrderExtras): boolean {
  return cardId !== undefined || paymentTypeId !== undefined;
}

function newDocument(
  order: ClaimedOrder & { customerId: number },
  { cardId, paymentTypeId }: OrderExtras,
  language: Language,
): NewDeliveryOrder {
  return {
    date: order.placedAt,
    sourceId: order.sourceId,
    priceTypeId: order.priceTypeId,
    stockId: order.stockId,
    customerId: order.customerId,
    externalCode: order.externalCode,
    phone: order.phone,
    address: order.address,
    description: description(order, language),
    deliveryTypeId: order.deliveryType?.id,
    paymentTypeId: order.paymentTypeId ?? paymentTypeId,
    cardId,
    deliveryAt: order.deliveryAt,
    location: order.location,
    lines: documentLines(order),
  };
}

/** A fee that is no line of the document is read by the staff here. */
function description({ note, fee }: ClaimedOrder, language: Language): string | undefined {
  const feeWords = fee && fee.itemId === undefined ? FEE_WORDS[language](fee.amount.toString()) : undefined;
  return [note, feeWords].filter((words) => words !== undefined).join('\n') || undefined;
}

/** Certainly nothing was written, so it may be sent once more. */
function isRefusedForExtras(error: unknown): boolean {
  return !(error instanceof OutcomeUnknownError) && mayConcernExtras(regosCode(error));
}

function alarmOf({ settings: { alarmMinutes } }: Tenant): { alarmInMs?: number } {
  return alarmMinutes === 0 ? {} : { alarmInMs: alarmMinutes * 60_000 };
}

function acceptedNotices(tenant: Tenant, order: ClaimedOrder): NewNotice[] {
  const { chatId, number, location } = order;
  return [
    { chatId, content: { type: 'orderAccepted', number }, delayMs: WAIT_FOR_CODE_MS },
    progressNotice(order),
    ...staffNotices(tenant, number, 'staffNewOrder').map((notice) => ({ ...notice, ...alarmOf(tenant) })),
    ...(location ? staffNotices(tenant, number, 'staffPlace') : []),
  ];
}

/** The document is there already or further (docs/regos.md 8: 1063); tracking finds out where. */
function isFurther(error: unknown): boolean {
  return error instanceof RegosRefusal && error.kind === 'state';
}
