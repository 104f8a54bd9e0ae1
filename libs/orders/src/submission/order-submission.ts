import { Injectable } from '@nestjs/common';
import { Clock, failpoint, later, type OrderId, type TenantId } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { attempt } from '../attempt';
import { DocumentLookUp } from './document-look-up';
import { OrderCreation } from './order-creation';
import { OrderCustomer } from './order-customer';
import { OrderRepository } from '../ledger/order.repository';
import { PREPARATION_LEASE_MS } from './retry-policy';
import { SubmissionFailures, type SubmitOutcome } from './submission-failures';

/** Until the next look whether the person's older order is through: less than one takes. */
const NEXT_TURN_MS = 500;

/**
 * One attempt to bring an order to REGOS, safe to repeat at any point (docs/reliability.md rules 2 to 6): claim with a
 * fence; look the external code up on any attempt but the first; after an unknown outcome create again only
 * when REGOS's own time-out is certainly over.
 */
@Injectable()
export class OrderSubmission {
  /** Its lease may seem to be over when the clock of the database jumps; the call is on its way all the same. */
  private readonly working = new Set<OrderId>();

  constructor(
    private readonly orders: OrderRepository,
    private readonly lookUp: DocumentLookUp,
    private readonly tenants: TenantService,
    private readonly customer: OrderCustomer,
    private readonly creation: OrderCreation,
    private readonly failures: SubmissionFailures,
    private readonly clock: Clock,
  ) {}

  /**
   * @param holder as of `OrderRepository.claim`
   * @throws only what the database throws; everything REGOS does is written to the ledger
   */
  async submit(tenantId: TenantId, orderId: OrderId, holder?: string): Promise<SubmitOutcome> {
    if (this.working.has(orderId)) return { done: true };
    this.working.add(orderId);
    try {
      return await this.attempt(tenantId, orderId, holder);
    } finally {
      this.working.delete(orderId);
    }
  }

  private async attempt(tenantId: TenantId, orderId: OrderId, holder?: string): Promise<SubmitOutcome> {
    const order = await this.orders.claim(tenantId, orderId, PREPARATION_LEASE_MS, holder);
    if (!order) return this.unclaimed(tenantId, orderId);
    await failpoint('order.leased');
    const tenant = await this.tenants.get(tenantId);
    const known = await attempt(async () => order.regosDocumentId ?? this.lookUp.find(tenant, order));
    if ('error' in known) return this.failures.lookingUp(tenant, order, known.error);
    if (known.value !== undefined) return this.creation.complete(tenant, order, known.value);

    const unfinished = await this.failures.beforeRepeating(tenant, order);
    if (unfinished) return unfinished;
    const customer = await attempt(() => this.customer.of(tenant, order));
    if ('error' in customer) return this.failures.preparing(tenant, order, customer.error);
    const { customerId } = customer.value;
    const outcome = await this.creation.create(tenant, { ...order, customerId }, customer.value);
    await this.customer.afterwards(tenant, order, customer.value);
    return outcome;
  }
  /** Somebody else's, or not due: the sweep knows. The next one of a person who orders much comes back. */
  private async unclaimed(tenantId: TenantId, orderId: OrderId): Promise<SubmitOutcome> {
    if (!(await this.orders.awaitsTurn(tenantId, orderId))) return { done: true };
    return { done: false, againAt: later(this.clock.now(), NEXT_TURN_MS) };
  }
}
