import type { StockedItem } from '@rto/regos';
import { selectAssortment, type AssortmentRules } from '../assortment';
import type { CatalogItem } from '../catalog-item';
import type { CatalogSnapshot } from '../catalog-snapshot';
import { byName } from '../group-tree';

/** Rows that were read after a snapshot, by id; undefined: REGOS does not have it any more. */
type FreshRows = ReadonlyMap<number, StockedItem | undefined>;

/**
 * The goods of a snapshot with these rows in it: what the rules hide goes, what they show comes, and parents are
 * counted anew from all of their variants.
 */
export function patchedItems(
  snapshot: CatalogSnapshot,
  fresh: FreshRows,
  rules: AssortmentRules,
): readonly CatalogItem[] {
  const judged = new Set([...fresh].flatMap(([id, row]) => [id, ...family(snapshot, id, row)]));
  const rows = [...judged].flatMap((id) => {
    if (fresh.has(id)) return fresh.get(id) ?? [];
    const item = snapshot.item(id);
    return item ? rowOf(item) : [];
  });
  const { groups, items } = snapshot.contents;
  const patched = items.filter(({ id }) => !judged.has(id));
  for (const item of selectAssortment(rows, groups, rules)) insert(patched, item);
  return patched;
}

/** Keeps the order of the lists. */
function insert(sorted: CatalogItem[], item: CatalogItem): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there && byName(there, item) < 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}

/** The parents that a good had and has, with their variants: one card. */
function family(snapshot: CatalogSnapshot, id: number, row: StockedItem | undefined): number[] {
  const parentIds = [id, snapshot.item(id)?.parentId, row?.parentId].flatMap((each) => each ?? []);
  return parentIds.flatMap((parentId) => {
    const variants = snapshot.variants(parentId).map((variant) => variant.id);
    return parentId === id && variants.length === 0 ? [] : [parentId, ...variants];
  });
}

/** What is shown, as a row again; a variant keeps what it has of its parent. */
function rowOf({ hasVariants, sellable: _, ...item }: CatalogItem): StockedItem {
  return { ...item, hasChild: hasVariants, deleted: false, imageRefused: false };
}
