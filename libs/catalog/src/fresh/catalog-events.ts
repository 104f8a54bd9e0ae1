import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { CatalogService } from '../catalog.service';
import { DeliveryTypes } from '../delivery-types';
import { catalogEvent, isAboutStock, type RegosHappening } from './catalog-event';
import { CatalogNews } from './catalog-news';

/** What REGOS's events set going in the catalogue. */
@Injectable()
export class CatalogEvents {
  constructor(
    private readonly catalog: CatalogService,
    private readonly deliveryTypes: DeliveryTypes,
    private readonly news: CatalogNews,
  ) {}

  /** Safe to repeat. @throws RetryableError when the queue is away */
  async happened(tenantId: TenantId, happening: RegosHappening): Promise<void> {
    const event = catalogEvent(happening);
    if (event && isAboutStock(event)) await this.catalog.stockTold(tenantId);
    switch (event?.kind) {
      case 'item':
      case 'document':
      case 'stockMoved':
        return this.news.add(tenantId, event);
      case 'everything':
        await this.catalog.refresh(tenantId);
        // which may be ten minutes away: until then what people look at is read again
        return this.news.add(tenantId, { kind: 'stockMoved' });
      case 'deliveryTypes':
        return this.deliveryTypes.forget(tenantId);
      case undefined:
        return;
    }
  }
}
