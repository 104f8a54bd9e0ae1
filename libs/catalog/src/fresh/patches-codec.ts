import { Money, Quantity } from '@rto/kernel';
import type { StockedItem } from '@rto/regos';

/** Patches as JSON, oldest first: decimals and instants as text. */
export interface StoredPatches {
  readonly rows: readonly (readonly [id: number, patch: StoredPatch])[];
  readonly movedAt?: string;
}

interface StoredPatch {
  readonly at: string;
  /** Absent: REGOS does not have it. */
  readonly row?: StoredRow;
}

interface StoredRow extends Omit<Partial<StockedItem>, 'price' | 'allowed'> {
  readonly id: number;
  readonly name: string;
  readonly unit: StockedItem['unit'];
  readonly barcodes: readonly string[];
  readonly imageRefused: boolean;
  readonly hasChild: boolean;
  readonly deleted: boolean;
  readonly price?: { readonly amount: string; readonly currency: string };
  readonly allowed: string;
}

export interface Patches {
  readonly rows: ReadonlyMap<number, { readonly at: Date; readonly row: StockedItem | undefined }>;
  readonly movedAt: Date | undefined;
}

export const NO_PATCHES: StoredPatches = { rows: [] };

export function encodeRow(row: StockedItem | undefined): { row?: StoredRow } {
  if (!row) return {};
  const { price, allowed, ...rest } = row;
  const encoded = { ...rest, allowed: allowed.toString() };
  return { row: price ? { ...encoded, price: { amount: price.amount, currency: price.currency } } : encoded };
}

export function decodePatches(stored: StoredPatches = NO_PATCHES): Patches {
  return {
    rows: new Map(
      stored.rows.map(([id, { at, row }]) => [id, { at: new Date(at), row: row && decodeRow(row) }]),
    ),
    movedAt: stored.movedAt === undefined ? undefined : new Date(stored.movedAt),
  };
}

function decodeRow(row: StoredRow): StockedItem {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    articul: row.articul,
    code: row.code,
    barcodes: row.barcodes,
    groupId: row.groupId,
    unit: row.unit,
    parentId: row.parentId,
    hasChild: row.hasChild,
    deleted: row.deleted,
    allowed: Quantity.of(row.allowed),
    price: row.price && Money.of(row.price.amount, row.price.currency),
    imageUrl: row.imageUrl,
    imageRefused: row.imageRefused,
    color: row.color,
    size: row.size,
  };
}
