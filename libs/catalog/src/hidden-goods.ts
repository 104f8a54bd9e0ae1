import { Injectable } from '@nestjs/common';
import { PermanentError, RetryableError, soon, UserError } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosItems, type StockedItemQuery } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { catalogKey, catalogSource, type CatalogSource } from './catalog-source';
import type { CatalogSnapshot } from './catalog-snapshot';

/** Goods of REGOS that the settings of a shop keep from its buyers, by the setting; one may be among several. */
export interface Hidden {
  readonly withoutStock: number;
  readonly withoutPrice: number;
  readonly withoutPicture: number;
}

/** Three or four calls of one row. */
const KEEP_SEC = 600;
/** Longer nobody waits for a figure; the next look has it. */
const WAIT_MS = 4_000;

/** Says how many goods a shop hides, and why. */
@Injectable()
export class HiddenGoods {
  constructor(
    private readonly items: RegosItems,
    private readonly store: KeyValueStore,
  ) {}

  /** At most ten minutes old; undefined when it cannot be found out now. */
  async of(tenant: Tenant, snapshot: CatalogSnapshot): Promise<Hidden | undefined> {
    try {
      const source = catalogSource(tenant);
      const key = `${catalogKey(source)}:hidden`;
      const known = await this.store.get<Hidden>(key);
      if (known) return known;
      return await soon(this.count(source, snapshot, key), WAIT_MS);
    } catch (error) {
      if (error instanceof UserError || error instanceof RetryableError || error instanceof PermanentError) {
        return undefined;
      }
      throw error;
    }
  }

  private async count(
    source: CatalogSource,
    { contents }: CatalogSnapshot,
    key: string,
  ): Promise<Hidden | undefined> {
    const everything: StockedItemQuery = {
      priceTypeId: source.priceTypeId,
      stockId: source.stockId,
      imageSize: source.imageSize,
      zeroQuantity: true,
      zeroPrice: true,
      ...(source.itemGroupIds.length > 0 && { groupIds: contents.groups.map(({ id }) => id) }),
    };
    const total = (query: Partial<StockedItemQuery>): Promise<number | undefined> =>
      this.items.total(source.connection, { ...everything, ...query }, 'background');
    const all = await total({});
    if (all === undefined) return undefined;
    const less = async (isHidden: boolean, query: Partial<StockedItemQuery>): Promise<number> =>
      isHidden ? Math.max(all - ((await total(query)) ?? all), 0) : 0;
    const hidden = {
      withoutStock: await less(!source.showZeroQuantity, { zeroQuantity: false }),
      withoutPrice: await less(!source.showItemsWithoutPrice, { zeroPrice: false }),
      withoutPicture: await less(!source.showWithoutImages, { onlyWithImage: true }),
    };
    await this.store.set(key, hidden, KEEP_SEC);
    return hidden;
  }
}
