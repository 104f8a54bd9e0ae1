import { Money, Quantity } from '@rto/kernel';
import type { CatalogItem } from './catalog-item';

/** An item as JSON: decimals as text, absent members left out. */
export interface StoredItem extends Omit<Partial<CatalogItem>, 'price' | 'allowed'> {
  readonly id: number;
  readonly name: string;
  readonly unit: CatalogItem['unit'];
  readonly barcodes: readonly string[];
  readonly hasVariants: boolean;
  readonly sellable: boolean;
  readonly price?: string;
  readonly allowed: string;
}

export function encodeItem({ price, allowed, ...item }: CatalogItem): StoredItem {
  return { ...item, ...(price && { price: price.amount }), allowed: allowed.toString() };
}

export function decodeItem(item: StoredItem, currency: string): CatalogItem {
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
