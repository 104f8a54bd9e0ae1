import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { CustomerService, ShopperRepository } from '@rto/customers';
import { errorMessage, type OrderId, type TenantId } from '@rto/kernel';
import { RegosDeliveryOrders } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Bell } from './bell';
import { STAGES, type ClaimedOrder } from './order';
import { OrderRepository } from './order.repository';
import { DUPLICATE_CHECKS_MS, nextProbeMs } from './retry-policy';
import { staffNotices, SubmissionFailures, type SubmitOutcome } from './submission-failures';

/** On top of what the calls may take: the database, and a busy machine. */
const LEASE_MARGIN_MS = 10_000;
/** The limiter keeps a call of an order waiting at most this long (libs/regos). */
const LIMITER_WAIT_MS = 30_000;
/** The message that the order is accepted waits this long for REGOS's number, to name it. */
const WAIT_FOR_CODE_MS = 4_000;

/**
 * One attempt to bring an order to REGOS, safe to repeat at any point (RELIABILITY rules 2 to 6): claim with a
 * fence; look the external code up on any attempt but the first; after an unknown outcome create again only
 * when REGOS's own time-out is certainly over.
 */
@Injectable()
export class OrderSubmission {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly tenants: TenantService,
    private readonly failures: SubmissionFailures,
    private readonly bell: Bell,
    private readonly config: Config,
  ) {}

  /** @throws only what the database throws; everything REGOS does is written to the ledger */
  async submit(tenantId: TenantId, orderId: OrderId): Promise<SubmitOutcome> {
    const order = await this.orders.claim(
      tenantId,
      orderId,
      this.config.regos.timeoutMs * 2 + LEASE_MARGIN_MS,
    );
    if (!order) return { done: true }; // somebody else's, or not due: the sweep knows
    const tenant = await this.tenants.get(tenantId);
    const known = await attempt(async () => order.regosDocumentId ?? this.findDocument(tenant, order));
    if ('error' in known) return this.failures.lookingUp(tenant, order, known.error);
    if (known.value !== undefined) return this.complete(tenant, order, known.value);

    const settleMs = this.config.regos.settleMs;
    if (order.unknownForMs !== undefined && order.unknownForMs < settleMs) {
      return this.failures.postpone(order, nextProbeMs(order.unknownForMs, settleMs), {
        set: { state: 'unknown' },
        event: 'settling',
      });
    }
    const customer = await attempt(() => this.customerOf(tenant, order));
    if ('error' in customer) return this.failures.preparing(tenant, order, customer.error);
    return this.create(tenant, { ...order, customerId: customer.value });
  }

  private async create(tenant: Tenant, order: ClaimedOrder & { customerId: number }): Promise<SubmitOutcome> {
    // committed before the call leaves: from here on a crash means "outcome unknown"
    const ours = await this.orders.markSent(
      order,
      this.config.regos.timeoutMs + LIMITER_WAIT_MS + LEASE_MARGIN_MS,
    );
    if (!ours) return { done: true };
    const created = await attempt(() =>
      this.regos.addFull(tenant.connection, {
        date: order.placedAt,
        sourceId: order.sourceId,
        priceTypeId: order.priceTypeId,
        stockId: order.stockId,
        customerId: order.customerId,
        externalCode: order.externalCode,
        phone: order.phone,
        address: order.address,
        description: order.note,
        deliveryTypeId: order.deliveryType?.id,
        location: order.location,
        lines: order.lines,
      }),
    );
    if ('error' in created) return this.failures.creating(tenant, order, created.error);
    return this.complete(tenant, order, created.value);
  }

  /** The document of an order that may have been created before: the lowest live id with our code. */
  private async findDocument(tenant: Tenant, order: ClaimedOrder): Promise<number | undefined> {
    if (!order.firstSentAt) return undefined;
    const found = await this.regos.findByExternalCode(tenant.connection, order.externalCode);
    return found[0]?.id;
  }

  private async customerOf(tenant: Tenant, order: ClaimedOrder): Promise<number> {
    if (order.customerId !== undefined) return order.customerId;
    const shopper = await this.shoppers.find(tenant.id, order.chatId);
    const { customerId } = await this.customers.resolve(tenant, order.chatId, {
      phone: order.phone ?? shopper?.phone ?? '',
      firstName: shopper?.firstName ?? '',
      lastName: shopper?.lastName,
    });
    return customerId;
  }

  /** The document exists: its id is kept first, then it is approved if wished. */
  private async complete(tenant: Tenant, order: ClaimedOrder, documentId: number): Promise<SubmitOutcome> {
    const ours = await this.orders.finishAttempt(order, {
      set: { regosDocumentId: documentId },
      keepLease: true,
      event: 'created',
      detail: `document ${documentId}`,
    });
    if (!ours) return { done: true }; // another process took over and will find this document by its code
    const approvalError = tenant.settings.autoApprove ? await this.approve(tenant, documentId) : undefined;
    const status = tenant.settings.autoApprove && approvalError === undefined ? 'Approved' : 'New';
    await this.orders.finishAttempt(order, {
      set: {
        state: 'submitted',
        regosStatus: status,
        toldStage: STAGES[status],
        lastError: approvalError ?? null,
      },
      dueInMs: null,
      unknown: false,
      pollInMs: 0,
      duplicateCheckInMs: order.firstSentAt ? DUPLICATE_CHECKS_MS[0] : null,
      event: 'submitted',
      ...(approvalError === undefined ? {} : { detail: approvalError }),
      notices: [
        {
          chatId: order.chatId,
          content: { type: 'orderAccepted', number: order.number },
          delayMs: WAIT_FOR_CODE_MS,
        },
        ...staffNotices(tenant, order.number, 'staffNewOrder'),
      ],
    });
    // REGOS's number is read with those of all orders submitted meanwhile, in one call (CONTRACT 10.4)
    await this.bell.ring('orders.track', { tenantId: tenant.id });
    return { done: true };
  }

  /** @returns why the order stays New, if it does: the document exists all the same and staff can approve it */
  private async approve(tenant: Tenant, documentId: number): Promise<string | undefined> {
    try {
      await this.regos.setStatus(tenant.connection, documentId, 'Approved');
      return undefined;
    } catch (error) {
      return `not approved: ${errorMessage(error)}`;
    }
  }
}

type Attempted<T> = { readonly value: T } | { readonly error: unknown };

/** Tells apart in which phase a call failed: what a failure means depends on what may have been sent. */
async function attempt<T>(work: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}
