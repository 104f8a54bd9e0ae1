import { Injectable } from '@nestjs/common';
import { CatalogEvents } from '@rto/catalog';
import { CardList } from '@rto/customers';
import { Jobs } from '@rto/jobs';
import { OrderRepository } from '@rto/orders';
import { TenantService } from '@rto/settings';
import type { RegosEvent } from './regos-call';

/** The till has counted, or staff have edited the order. */
const LINES_CHANGED = /^DocOrderDelivery(?:Actualized|Performed|PerformCanceled|Edited)$/i;

/** A card, or the bonuses on one; the event does not say whose. */
const CARDS_CHANGED = /^(?:RetailCard|PromoBonus)/i;

/** Not the mark that comes before it: a marked document can be read. */
const DELETED = /^DocOrderDeliveryDeleted$/i;

/** Events only wake us up: what they are about is read again (docs/regos.md 14 and 15). */
@Injectable()
export class RegosEvents {
  constructor(
    private readonly tenants: TenantService,
    private readonly orders: OrderRepository,
    private readonly catalog: CatalogEvents,
    private readonly cards: CardList,
    private readonly jobs: Jobs,
  ) {}

  async happened(connectedIntegrationId: string, event: RegosEvent): Promise<void> {
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
    if (CARDS_CHANGED.test(event.name)) await this.cards.forgetAll(tenant.id);
    await this.catalog.happened(tenant.id, event);
  }
}
