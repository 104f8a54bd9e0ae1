import { Injectable } from '@nestjs/common';
import { chosenGroups, RegosItemGroups, RegosItems } from '@rto/regos';
import type { CallPriority, ItemGroup, StockedItem } from '@rto/regos';
import { missingParentIds, selectAssortment } from './assortment';
import { portionsOf } from './breathing';
import { FittingRows } from './catalog-bounds';
import { toCatalogItem } from './catalog-item';
import type { CatalogData, CatalogItem } from './catalog-item';
import type { CatalogSource } from './catalog-source';

/** Most ids one Item/GetExt may name. */
const MAX_IDS = 250;
/** REGOS's usual currency (docs/regos.md 7), named when no item has a price: then nothing is sold in it. */
const USUAL_CURRENCY = 'UZS';

/** What a reading has read so far. */
export interface ReadSoFar {
  /** When the reading began: nothing in it is older. */
  readonly asOf: Date;
  readonly rows: FittingRows;
  /** Where it goes on. */
  offset: number;
}

/** What came with a page. */
export interface LoadedPage {
  readonly groups: readonly ItemGroup[];
  /** Of this page alone: a variant stands by itself until its parent is known. */
  readonly items: () => readonly CatalogItem[];
  readonly currency: string;
  /** Rows so far. */
  readonly read: number;
  /** As REGOS says; it may be missing, or wrong. */
  readonly total: number | undefined;
}

/** Reads catalogues from REGOS. */
@Injectable()
export class CatalogLoader {
  constructor(
    private readonly items: RegosItems,
    private readonly groups: RegosItemGroups,
  ) {}

  /**
   * The whole assortment: every page of Item/GetExt, and the group tree. Its calls come after those that people wait
   * for.
   * @param soFar goes on from there, and keeps what is read also when the reading fails
   * @param onPage told of each page before the next one is asked for; what it throws ends the reading
   * @throws RetryableError | PermanentError as the calls do
   */
  async load(
    source: CatalogSource,
    soFar: ReadSoFar,
    onPage: (page: LoadedPage) => Promise<void>,
  ): Promise<CatalogData> {
    const reading = this.groups.getAll(source.connection, 'catalogue');
    const [groups] = await Promise.all([reading, this.readPages(source, soFar, reading, onPage)]);
    for (const parents of inCalls(missingParentIds(soFar.rows.all()))) {
      if (soFar.rows.isFull) break;
      soFar.rows.add(await this.read(source, parents, 'catalogue'));
    }
    const all = soFar.rows.all();
    const chosen = chosenGroups(groups, source.itemGroupIds);
    return {
      asOf: soFar.asOf,
      currency: currencyOf(all),
      groups: chosen ? groups.filter((group) => chosen.has(group.id)) : groups,
      items: await assortmentOf(all, groups, source),
      ...(soFar.rows.isFull && { isCut: true }),
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

  /** Rows of these goods, whatever their stock and price, and of the parents that they name. */
  async rows(
    source: CatalogSource,
    itemIds: readonly number[],
    priority: CallPriority,
  ): Promise<StockedItem[]> {
    const rows = await this.read(source, itemIds, priority);
    return [...rows, ...(await this.read(source, missingParentIds(rows), priority))];
  }

  private async readPages(
    source: CatalogSource,
    soFar: ReadSoFar,
    reading: Promise<readonly ItemGroup[]>,
    onPage: (page: LoadedPage) => Promise<void>,
  ): Promise<void> {
    const query = {
      priceTypeId: source.priceTypeId,
      stockId: source.stockId,
      imageSize: source.imageSize,
      zeroQuantity: source.showZeroQuantity,
      zeroPrice: source.showItemsWithoutPrice,
      ...(!source.showWithoutImages && { onlyWithImage: true }),
    };
    const pages = this.items.pages(source.connection, query, 'catalogue', soFar.offset);
    for await (const { items, total, end } of pages) {
      soFar.rows.add(items);
      soFar.offset = end;
      const groups = await reading;
      await onPage({
        groups,
        items: () => selectAssortment(items, groups, source),
        currency: currencyOf(items),
        read: end,
        total,
      });
      if (soFar.rows.isFull) return;
    }
  }

  private async read(
    source: CatalogSource,
    itemIds: readonly number[],
    priority: CallPriority,
  ): Promise<StockedItem[]> {
    const { connection, priceTypeId, stockId, imageSize } = source;
    const rows: StockedItem[] = [];
    for (const ids of inCalls(itemIds)) {
      const query = { priceTypeId, stockId, imageSize, itemIds: ids, zeroQuantity: true, zeroPrice: true };
      rows.push(...(await this.items.getExt(connection, query, priority)));
    }
    return rows;
  }
}

function inCalls(itemIds: readonly number[]): number[][] {
  const calls = Math.ceil(itemIds.length / MAX_IDS);
  return Array.from({ length: calls }, (_, call) => itemIds.slice(call * MAX_IDS, (call + 1) * MAX_IDS));
}

function currencyOf(rows: readonly StockedItem[]): string {
  return rows.find((row) => row.price !== undefined)?.price?.currency ?? USUAL_CURRENCY;
}

/** Portion by portion: only rows of one family, parents and their variants, have to do with each other. */
async function assortmentOf(
  rows: readonly StockedItem[],
  groups: readonly ItemGroup[],
  rules: CatalogSource,
): Promise<CatalogItem[]> {
  const families = rows.filter((row) => row.hasChild || row.parentId !== undefined);
  const single = rows.filter((row) => !row.hasChild && row.parentId === undefined);
  const items = selectAssortment(families, groups, rules);
  for await (const portion of portionsOf(single)) items.push(...selectAssortment(portion, groups, rules));
  return items;
}
