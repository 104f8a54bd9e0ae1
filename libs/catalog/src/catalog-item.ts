import { Quantity } from '@rto/kernel';
import type { Money, Unit } from '@rto/kernel';
import type { ItemGroup, StockedItem } from '@rto/regos';

/** One item as the shop shows it: with price and stock under the tenant's settings. */
export interface CatalogItem {
  readonly id: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly articul: string | undefined;
  readonly code: number | undefined;
  readonly barcodes: readonly string[];
  /** A variant stands in the group of its parent. */
  readonly groupId: number | undefined;
  readonly unit: Unit;
  /** Per unit; of a parent, the lowest of its variants. */
  readonly price: Money | undefined;
  /** What can be ordered now: never negative, whole for pieces; of a parent, the sum of its variants. */
  readonly allowed: Quantity;
  readonly imageUrl: string | undefined;
  /** Set for a variant: the card it is a choice of. */
  readonly parentId: number | undefined;
  /** A card of choices, which cannot be ordered itself (REGOS code 1199). */
  readonly hasVariants: boolean;
  readonly color: string | undefined;
  readonly size: string | undefined;
  /** Can go into a cart as of the snapshot: priced, in stock, no card of choices. */
  readonly sellable: boolean;
}

/** The parts of a catalogue that were read together. */
export interface CatalogData {
  /** When the reading began: nothing here is older. */
  readonly asOf: Date;
  readonly currency: string;
  readonly groups: readonly ItemGroup[];
  readonly items: readonly CatalogItem[];
  /** The shop has more than fits (`MAX_GOODS`, `MAX_SHOP_BYTES`); known to the process that read it. */
  readonly isCut?: boolean;
}

/** A row of REGOS as an item of its own, whatever it is a parent or a variant of. */
export function toCatalogItem(row: StockedItem): CatalogItem {
  const allowed = row.allowed.isPositive() ? row.allowed.floorFor(row.unit.kind) : Quantity.zero;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    articul: row.articul,
    code: row.code,
    barcodes: row.barcodes,
    groupId: row.groupId,
    unit: row.unit,
    price: row.price,
    allowed,
    imageUrl: row.imageUrl,
    parentId: undefined,
    hasVariants: false,
    color: row.color,
    size: row.size,
    sellable: row.price !== undefined && allowed.isPositive(),
  };
}
