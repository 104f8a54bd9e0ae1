import { Money, Quantity } from '@rto/kernel';
import type { Unit } from '@rto/kernel';
import type { CartItem, CartLine } from './cart';

export const PIECE: Unit = { name: 'шт', kind: 'pcs' };
export const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };

/** For tests: an item in stock; amounts are decimal text. */
export function anItem(
  given: {
    id?: number;
    name?: string;
    unit?: Unit;
    price?: string | undefined;
    allowed?: string;
    currency?: string;
  } = {},
): CartItem {
  const { id = 1, name = `Item ${id}`, unit = PIECE, allowed = '10', currency = 'UZS' } = given;
  const price = 'price' in given ? given.price : '1000';
  return {
    id,
    name,
    unit,
    price: price === undefined ? undefined : Money.of(price, currency),
    allowed: Quantity.of(allowed),
  };
}

/** For tests: a line of one piece at 1000. */
export function aLine(
  given: {
    itemId?: number;
    name?: string;
    unit?: Unit;
    price?: string;
    quantity?: string;
    currency?: string;
  } = {},
): CartLine {
  const { itemId = 1, unit = PIECE, price = '1000', quantity = '1', currency = 'UZS' } = given;
  return {
    itemId,
    name: given.name ?? `Item ${itemId}`,
    unit,
    price: Money.of(price, currency),
    quantity: Quantity.of(quantity),
  };
}
