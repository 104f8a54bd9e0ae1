import { Quantity } from '@rto/kernel';
import type { Money } from '@rto/kernel';
import type { Cart, CartItem } from './cart';

/** What became different between the cart and the shop; shown line by line before a new confirmation. */
export type CartDifference = { readonly itemId: number; readonly name: string } & (
  | { readonly type: 'price'; readonly old: Money; readonly new: Money }
  | { readonly type: 'stock'; readonly wanted: Quantity; readonly available: Quantity }
  /** Deleted, unknown, or without a price. */
  | { readonly type: 'gone' }
);

/**
 * Compares a cart with the items as they are now; a line can differ in price and in stock. `reprice` makes the
 * cart agree with the same items.
 * @param current by item id; an absent item is gone
 */
export function recheck(
  cart: Pick<Cart, 'lines'>,
  current: ReadonlyMap<number, CartItem>,
): readonly CartDifference[] {
  return cart.lines.flatMap((line): CartDifference[] => {
    const named = { itemId: line.itemId, name: line.name };
    const item = current.get(line.itemId);
    if (!item?.price || item.price.isZero()) return [{ ...named, type: 'gone' }];
    const differences: CartDifference[] = [];
    if (!item.price.equals(line.price)) {
      differences.push({ ...named, type: 'price', old: line.price, new: item.price });
    }
    const whole = item.allowed.floorFor(item.unit.kind);
    const available = whole.isPositive() ? whole : Quantity.zero;
    if (available.lessThan(line.quantity)) {
      differences.push({ ...named, type: 'stock', wanted: line.quantity, available });
    }
    return differences;
  });
}
