import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { Bell, TenantSweep, type DueOfTenant } from '@rto/jobs';
import { TenantService } from '@rto/settings';
import { RestockRepository } from './restock.repository';

const ROUND_MS = 30_000;
const SHOPS_A_ROUND = 50;
/** One to four calls of REGOS for each shop in which somebody waits. */
const LOOK_AGAIN_MS = 10 * 60_000;
/** Of one call of REGOS. */
const GOODS_A_CALL = 250;
const MOST_GOODS = 1_000;

/** Looks whether goods that people wait for are there again, and has them told. */
@Injectable()
export class RestockSweep extends TenantSweep {
  constructor(
    private readonly waiting: RestockRepository,
    private readonly catalog: CatalogService,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
  ) {
    super(ROUND_MS, 'awaited goods');
  }

  protected async due(): Promise<readonly DueOfTenant[]> {
    return (await this.waiting.tenantsDue(SHOPS_A_ROUND)).map((tenantId) => ({ tenantId }));
  }

  protected async look({ tenantId }: DueOfTenant): Promise<void> {
    const itemIds = await this.waiting.claim(tenantId, LOOK_AGAIN_MS);
    const tenant = await this.tenants.get(tenantId);
    for (let start = 0; start < Math.min(itemIds.length, MOST_GOODS); start += GOODS_A_CALL) {
      const goods = await this.catalog.current(tenant, itemIds.slice(start, start + GOODS_A_CALL));
      const back = [...goods.values()].filter(({ sellable }) => sellable).map(({ id }) => id);
      if (back.length === 0) continue;
      await this.waiting.tell(tenantId, back);
      await this.bell.ring('campaigns.send', { tenantId });
    }
  }
}
