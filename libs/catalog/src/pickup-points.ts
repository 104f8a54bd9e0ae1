import { Injectable } from '@nestjs/common';
import { KeyValueStore } from '@rto/kv';
import { RegosReferences, type Stock } from '@rto/regos';
import type { Tenant } from '@rto/settings';

const KEEP_SEC = 600;

/** The stocks of a shop where orders are handed out, read once for everybody. */
@Injectable()
export class PickupPoints {
  constructor(
    private readonly references: RegosReferences,
    private readonly store: KeyValueStore,
  ) {}

  /**
   * Those of PICKUP_STOCK_IDS, in that order, at most ten minutes old; without those that REGOS does not list.
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async of(tenant: Tenant): Promise<readonly Stock[]> {
    const stocks = await this.stocks(tenant);
    return tenant.settings.pickupStockIds.flatMap((id) => stocks.find((stock) => stock.id === id) ?? []);
  }

  private async stocks({ id, connection }: Tenant): Promise<readonly Stock[]> {
    const known = await this.store.get<readonly Stock[]>(stocksKey(id));
    if (known) return known;
    const stocks = (await this.references.stocks(connection, 'person')).filter((stock) => !stock.deleted);
    await this.store.set(stocksKey(id), stocks, KEEP_SEC);
    return stocks;
  }
}

function stocksKey(tenantId: string): string {
  return `t:${tenantId}:stocks`;
}
