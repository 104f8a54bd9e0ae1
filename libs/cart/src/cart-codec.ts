import { Money, Quantity } from '@rto/kernel';
import type { Unit } from '@rto/kernel';
import { cartTotal } from './cart';
import type { Cart, CartLine } from './cart';

/** A cart in the key-value store; decimals are text. */
export interface StoredCart {
  readonly version: number;
  readonly updatedAt: string;
  readonly lines: readonly StoredLine[];
  /** The last changes, oldest first: a repeat of one of them has no second effect. */
  readonly changeIds: readonly string[];
}

interface StoredLine {
  readonly itemId: number;
  readonly name: string;
  readonly unit: Unit;
  readonly price: string;
  readonly currency: string;
  readonly quantity: string;
}

/** A cart as people see it; nothing stored is an empty one. */
export function decodeCart(stored: StoredCart | undefined): Cart {
  const lines = decodeLines(stored);
  return {
    lines,
    total: cartTotal(lines),
    version: stored?.version ?? 0,
    updatedAt: stored && new Date(stored.updatedAt),
  };
}

export function decodeLines(stored: StoredCart | undefined): CartLine[] {
  return (stored?.lines ?? []).map(({ itemId, name, unit, price, currency, quantity }) => ({
    itemId,
    name,
    unit,
    price: Money.of(price, currency),
    quantity: Quantity.of(quantity),
  }));
}

export function encodeLines(lines: readonly CartLine[]): StoredLine[] {
  return lines.map(({ itemId, name, unit, price, quantity }) => ({
    itemId,
    name,
    unit,
    price: price.amount,
    currency: price.currency,
    quantity: quantity.toString(),
  }));
}
