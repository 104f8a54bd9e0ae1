import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { RegosBreakers, RegosDeliveryOrders, type CallPriority, type DeliveryOrder } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { Bell } from '@rto/jobs';
import { DeletedDocuments } from './deleted-document';
import { DocumentChanges } from './document-changes';
import type { Order } from '../order';
import { LOOK_AGAIN_MS, TrackingRepository } from './tracking.repository';

/** Documents read in one call (docs/regos.md 10.4: one live shop does exactly this). */
const DOCUMENTS_PER_CALL = 100;

/** Follows the documents of submitted orders. */
@Injectable()
export class OrderTracking {
  constructor(
    private readonly tracked: TrackingRepository,
    private readonly regos: RegosDeliveryOrders,
    private readonly tenants: TenantService,
    private readonly changes: DocumentChanges,
    private readonly deleted: DeletedDocuments,
    private readonly bell: Bell,
    private readonly breakers: RegosBreakers,
  ) {}

  /**
   * Re-reads the due documents of a tenant, up to 100, until none is due.
   * @returns whether more are due, after those of other tenants
   * @throws RetryableError when REGOS does not answer; the orders are due again soon
   */
  async track(tenantId: TenantId): Promise<boolean> {
    const tenant = await this.tenants.get(tenantId);
    for (;;) {
      this.breakers.assertReady(tenant.connection); // a shop that rests costs no claim of its orders
      const due = await this.tracked.claimDue(tenantId, LOOK_AGAIN_MS, DOCUMENTS_PER_CALL);
      if (due.length === 0) return false;
      // somebody waits for the number of an order that has none yet
      const priority = due.some((order) => order.regosCode === undefined) ? 'person' : 'background';
      await this.read(tenant, due, priority);
      await this.bell.ring('notices.send', { tenantId });
      if (due.length === DOCUMENTS_PER_CALL) return true;
    }
  }

  /**
   * Re-reads one document now, while somebody waits for what it says.
   * @throws RetryableError when REGOS does not answer
   */
  async look(tenant: Tenant, order: Order): Promise<void> {
    await this.read(tenant, [order], 'person');
    await this.bell.ring('notices.send', { tenantId: tenant.id });
  }

  private async read(tenant: Tenant, due: readonly Order[], priority: CallPriority): Promise<void> {
    const ids = due.flatMap((order) => order.regosDocumentId ?? []);
    const documents = await this.regos.getByIds(tenant.connection, ids, priority);
    const byId = new Map(documents.map((document) => [document.id, document]));
    for (const order of due) await this.compare(tenant, order, byId.get(order.regosDocumentId ?? 0));
  }

  private async compare(tenant: Tenant, order: Order, read: DeliveryOrder | undefined): Promise<void> {
    const document = read ?? (await this.deleted.missed(tenant, order));
    if (document) await this.changes.compare(tenant, order, document);
  }
}
