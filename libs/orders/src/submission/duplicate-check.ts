import { Injectable } from '@nestjs/common';
import { isCanceled, RegosDeliveryOrders, RegosRefusal, type DeliveryOrder } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { FOLLOWED_STATES, type Order } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { DUPLICATE_CHECKS_MS } from './retry-policy';
import { staffNotices } from './submission-failures';

const CHECKED = 'checked for duplicates';

/** Looks for documents that a create brought about after it was given up for lost (docs/reliability.md rule 5). */
@Injectable()
export class DuplicateCheck {
  constructor(
    private readonly orders: OrderRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tenants: TenantService,
  ) {}

  /**
   * Of the documents with the order's code the lowest id stays, none of a cancelled or refused order; the others
   * are cancelled if nobody has touched them, and the staff hears of it.
   * @throws RetryableError when REGOS does not answer
   */
  async run(order: Order): Promise<void> {
    const tenant = await this.tenants.get(order.tenantId);
    const found = await this.regos.findByExternalCode(tenant.connection, order.externalCode);
    // read after the documents: one of them may be what the operator's retry has made meanwhile
    const current = await this.orders.findById(order.tenantId, order.id);
    if (current?.state !== order.state) return;
    const live = found
      .filter((document) => !document.deleted && !isCanceled(document.status))
      .sort((a, b) => a.id - b.id);
    const kept = FOLLOWED_STATES.includes(order.state) ? live[0] : undefined;
    const outcomes: string[] = [];
    for (const document of live) if (document !== kept) outcomes.push(await this.cancel(tenant, document));
    const [first, second] = DUPLICATE_CHECKS_MS;
    const isFirst = (await this.orders.countEvents(order, CHECKED)) === 0;
    await this.orders.changeFrom(order, [order.state], {
      set: kept && kept.id !== order.regosDocumentId ? adopted(kept) : {},
      ...(kept && kept.id !== order.regosDocumentId ? { pollInMs: 0 } : {}),
      duplicateCheckInMs: isFirst ? second - first : null,
      event: CHECKED,
      ...(outcomes.length === 0 ? {} : { detail: outcomes.join(', ') }),
      notices: outcomes.length === 0 ? [] : staffNotices(tenant, order.number, 'staffAttention'),
    });
  }

  private async cancel(tenant: Tenant, document: DeliveryOrder): Promise<string> {
    const isUntouched =
      document.status === 'New' || (document.status === 'Approved' && !document.takenByTill);
    if (!isUntouched) return `document ${document.id} left as ${document.status}`;
    try {
      await this.regos.setStatus(tenant.connection, document.id, 'Canceled');
      return `document ${document.id} cancelled`;
    } catch (error) {
      if (!(error instanceof RegosRefusal)) throw error;
      return `document ${document.id} not cancelled: error ${error.code}`;
    }
  }
}

/** Its number and status are read, and told, as those of a new document. */
function adopted(document: DeliveryOrder): { regosDocumentId: number; regosCode: null } {
  return { regosDocumentId: document.id, regosCode: null };
}
