import { Injectable } from '@nestjs/common';
import { Clock } from '@rto/kernel';
import { chosenGroups, RegosItemGroups, RegosItems } from '@rto/regos';
import type { CallPriority, StockedItem } from '@rto/regos';
import { missingParentIds, selectAssortment } from './assortment';
import { toCatalogItem } from './catalog-item';
import type { CatalogData, CatalogItem } from './catalog-item';
import type { CatalogSource } from './catalog-source';

/** Most ids one Item/GetExt may name. */
const MAX_IDS = 250;
/** REGOS's usual currency (CONTRACT section 7), named when no item has a price: then nothing is sold in it. */
const USUAL_CURRENCY = 'UZS';

/** Reads catalogues from REGOS. */
@Injectable()
export class CatalogLoader {
  constructor(
    private readonly items: RegosItems,
    private readonly groups: RegosItemGroups,
    private readonly clock: Clock,
  ) {}

  /**
   * The whole assortment: every page of Item/GetExt, and the group tree.
   * @throws RetryableError | PermanentError as the calls do
   */
  async load(source: CatalogSource, priority: CallPriority): Promise<CatalogData> {
    const asOf = this.clock.now();
    const [rows, groups] = await Promise.all([
      this.items.getExt(
        source.connection,
        {
          priceTypeId: source.priceTypeId,
          stockId: source.stockId,
          imageSize: source.imageSize,
          zeroQuantity: source.showZeroQuantity,
          zeroPrice: source.showItemsWithoutPrice,
          ...(!source.showWithoutImages && { onlyWithImage: true }),
        },
        priority,
      ),
      this.groups.getAll(source.connection, priority),
    ]);
    const all = [...rows, ...(await this.read(source, missingParentIds(rows), priority))];
    const chosen = chosenGroups(groups, source.itemGroupIds);
    return {
      asOf,
      currency: all.find((row) => row.price !== undefined)?.price?.currency ?? USUAL_CURRENCY,
      groups: chosen ? groups.filter((group) => chosen.has(group.id)) : groups,
      items: selectAssortment(all, groups, source),
    };
  }

  /**
   * These items as REGOS has them now, whatever their stock and price.
   * @returns by id; deleted and unknown items, and parents of variants, are absent
   */
  async current(source: CatalogSource, itemIds: readonly number[]): Promise<Map<number, CatalogItem>> {
    const rows = await this.read(source, [...new Set(itemIds)], 'person');
    const alive = rows.filter((row) => !row.deleted && !row.hasChild);
    return new Map(alive.map((row) => [row.id, toCatalogItem(row)]));
  }

  private async read(
    source: CatalogSource,
    itemIds: readonly number[],
    priority: CallPriority,
  ): Promise<StockedItem[]> {
    const { connection, priceTypeId, stockId, imageSize } = source;
    const rows: StockedItem[] = [];
    for (let start = 0; start < itemIds.length; start += MAX_IDS) {
      const ids = itemIds.slice(start, start + MAX_IDS);
      const query = { priceTypeId, stockId, imageSize, itemIds: ids, zeroQuantity: true, zeroPrice: true };
      rows.push(...(await this.items.getExt(connection, query, priority)));
    }
    return rows;
  }
}
