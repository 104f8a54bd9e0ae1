import type { CartChange } from '@rto/cart';
import type { CatalogItem, CatalogSnapshot } from '@rto/catalog';
import { UserError } from '@rto/kernel';
import type { Action } from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';

/** One tap of − or + as a change of the cart. */
export function stepOf(itemId: number, direction: 1 | -1, item: CatalogItem | undefined): CartChange {
  if (direction === -1) return { type: 'step', itemId, direction, ...(item ? { item } : {}) };
  if (!item) throw new UserError('itemGone');
  assertNoChoice(item);
  return { type: 'step', itemId, direction, item };
}

/** A card of choices cannot be ordered itself (REGOS code 1199). @throws UserError `chooseVariant` */
export function assertNoChoice(item: CatalogItem): void {
  if (item.hasVariants) throw new UserError('chooseVariant');
}

/** @param wanted what is done once the item is read @throws UserError `itemGone` */
export function itemOf(snapshot: CatalogSnapshot, itemId: number, wanted: Action): CatalogItem {
  const item = unlessBeingRead(snapshot, snapshot.item(itemId), wanted);
  if (!item) throw new UserError('itemGone');
  return item;
}
