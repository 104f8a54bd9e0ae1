import { Money, Quantity, type Unit } from '@rto/kernel';
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

/** @param units goods of one unit share it: a shop has a few */
export function decodeItem(item: StoredItem, currency: string, units: Map<string, Unit>): CatalogItem {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    articul: item.articul,
    code: item.code,
    barcodes: item.barcodes,
    groupId: item.groupId,
    unit: shared(item.unit, units),
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

function shared(unit: Unit, units: Map<string, Unit>): Unit {
  const name = `${unit.kind} ${unit.name}`;
  const known = units.get(name) ?? unit;
  units.set(name, known);
  return known;
}
