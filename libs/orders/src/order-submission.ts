import { Injectable } from '@nestjs/common';
import { failpoint, type OrderId, type TenantId } from '@rto/kernel';
import { RegosDeliveryOrders } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { attempt } from './attempt';
import type { ClaimedOrder } from './order';
import { OrderCreation } from './order-creation';
import { OrderCustomer } from './order-customer';
import { OrderRepository } from './order.repository';
import { PREPARATION_LEASE_MS } from './retry-policy';
import { SubmissionFailures, type SubmitOutcome } from './submission-failures';

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
    private readonly tenants: TenantService,
    private readonly customer: OrderCustomer,
    private readonly creation: OrderCreation,
    private readonly failures: SubmissionFailures,
  ) {}

  /** @throws only what the database throws; everything REGOS does is written to the ledger */
  async submit(tenantId: TenantId, orderId: OrderId): Promise<SubmitOutcome> {
    const order = await this.orders.claim(tenantId, orderId, PREPARATION_LEASE_MS);
    if (!order) return { done: true }; // somebody else's, or not due: the sweep knows
    await failpoint('order.leased');
    const tenant = await this.tenants.get(tenantId);
    const known = await attempt(async () => order.regosDocumentId ?? this.findDocument(tenant, order));
    if ('error' in known) return this.failures.lookingUp(tenant, order, known.error);
    if (known.value !== undefined) return this.creation.complete(tenant, order, known.value);

    const unfinished = await this.failures.beforeRepeating(tenant, order);
    if (unfinished) return unfinished;
    const customer = await attempt(() => this.customer.of(tenant, order));
    if ('error' in customer) return this.failures.preparing(tenant, order, customer.error);
    return this.creation.create(tenant, { ...order, customerId: customer.value });
  }

  /** The document of an order that may have been created before: the lowest id with our code, a live one first. */
  private async findDocument(tenant: Tenant, order: ClaimedOrder): Promise<number | undefined> {
    if (!order.firstSentAt) return undefined;
    const found = await this.regos.findByExternalCode(tenant.connection, order.externalCode);
    const live = found.find((document) => !document.deleted && document.status !== 'Canceled');
    return (live ?? found[0])?.id;
  }
}
