import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { Jobs } from '@rto/jobs';
import { OrderRepository } from '@rto/orders';
import { TenantService } from '@rto/settings';

/** The till has counted, or staff have edited the order. */
const LINES_CHANGED = /^DocOrderDelivery(?:Actualized|Performed|PerformCanceled|Edited)$/i;

/** Goods came, went or were counted (CONTRACT 21.8). */
const STOCK_MOVED = /^Doc(?:Cheque|Purchase|Movement|WholeSale|ReturnsToPartner|InOut|Inventory|Production)/i;

/** Not the mark that comes before it: a marked document can be read. */
const DELETED = /^DocOrderDeliveryDeleted$/i;

/** Events only wake us up: what they are about is read again (CONTRACT sections 14 and 15). */
@Injectable()
export class RegosEvents {
  constructor(
    private readonly tenants: TenantService,
    private readonly orders: OrderRepository,
    private readonly catalog: CatalogService,
    private readonly jobs: Jobs,
  ) {}

  async happened(
    connectedIntegrationId: string,
    event: { readonly name: string; readonly documentId?: number },
  ): Promise<void> {
    const tenant = await this.tenants.findByConnection(connectedIntegrationId);
    if (!tenant) return;
    // that a document was added is only the echo of our own call, and what it is gets read anyway
    if (/^DocOrderDelivery(?!Added)/i.test(event.name) && event.documentId !== undefined) {
      const isOurs = await this.orders.pollSoon(tenant.id, event.documentId, {
        ...(LINES_CHANGED.test(event.name) && { linesDue: true }),
        ...(DELETED.test(event.name) && { deletedDue: true }),
      });
      if (isOurs) await this.jobs.add('orders.track', { tenantId: tenant.id });
    }
    const isStock = STOCK_MOVED.test(event.name);
    if (isStock) await this.catalog.stockTold(tenant.id);
    if (isStock || /^(Item|DocSetPrice|PriceType|Stock)/i.test(event.name)) {
      await this.catalog.refresh(tenant.id);
    }
  }
}
