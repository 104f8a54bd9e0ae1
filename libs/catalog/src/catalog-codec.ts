import { Money, Quantity } from '@rto/kernel';
import type { ItemGroup } from '@rto/regos';
import type { CatalogData, CatalogItem } from './catalog-item';

/** A catalogue as JSON: decimals and the instant as text, absent members left out. */
export interface StoredCatalog {
  readonly asOf: string;
  readonly currency: string;
  readonly groups: readonly Pick<ItemGroup, 'id' | 'name' | 'parentId'>[];
  readonly items: readonly StoredItem[];
}

interface StoredItem extends Omit<Partial<CatalogItem>, 'price' | 'allowed'> {
  readonly id: number;
  readonly name: string;
  readonly unit: CatalogItem['unit'];
  readonly barcodes: readonly string[];
  readonly hasVariants: boolean;
  readonly sellable: boolean;
  readonly price?: string;
  readonly allowed: string;
}

export function encodeCatalog(data: CatalogData): StoredCatalog {
  return {
    asOf: data.asOf.toISOString(),
    currency: data.currency,
    groups: data.groups,
    items: data.items.map(({ price, allowed, ...item }) => ({
      ...item,
      ...(price && { price: price.amount }),
      allowed: allowed.toString(),
    })),
  };
}

export function decodeCatalog(stored: StoredCatalog): CatalogData {
  return {
    asOf: new Date(stored.asOf),
    currency: stored.currency,
    groups: stored.groups.map(({ id, name, parentId }) => ({ id, name, parentId })),
    items: stored.items.map((item) => decodeItem(item, stored.currency)),
  };
}

function decodeItem(item: StoredItem, currency: string): CatalogItem {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    articul: item.articul,
    code: item.code,
    barcodes: item.barcodes,
    groupId: item.groupId,
    unit: item.unit,
    price: item.price === undefined ? undefined : Money.of(item.price, currency),
    allowed: Quantity.of(item.allowed),
    imageUrl: item.imageUrl,
    parentId: item.parentId,
    hasVariants: item.hasVariants,
    color: item.color,
    size: item.size,
    sellable: item.sellable,
  };
}
