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

/** A row of REGOS with its decimals as text. JSON leaves out what is undefined, and undefined it is read. */
type StoredRow = Omit<StockedItem, 'price' | 'allowed'> & {
  readonly price: { readonly amount: string; readonly currency: string } | undefined;
  readonly allowed: string;
};

export interface Patches {
  readonly rows: ReadonlyMap<number, { readonly at: Date; readonly row: StockedItem | undefined }>;
  readonly movedAt: Date | undefined;
}

export const NO_PATCHES: StoredPatches = { rows: [] };

export function encodeRow(row: StockedItem | undefined): { row?: StoredRow } {
  if (!row) return {};
  const { price, allowed, ...rest } = row;
  const amount = price && { amount: price.amount, currency: price.currency };
  return { row: { ...rest, price: amount, allowed: allowed.toString() } };
}

export function decodePatches(stored: StoredPatches = NO_PATCHES): Patches {
  return {
    rows: new Map(
      stored.rows.map(([id, { at, row }]) => [id, { at: new Date(at), row: row && decodeRow(row) }]),
    ),
    movedAt: stored.movedAt === undefined ? undefined : new Date(stored.movedAt),
  };
}

function decodeRow({ price, allowed, ...rest }: StoredRow): StockedItem {
  return { ...rest, price: price && Money.of(price.amount, price.currency), allowed: Quantity.of(allowed) };
}
