import type { CatalogItem, CatalogSnapshot, GroupNode } from '@rto/catalog';
import { GROUPS_PER_PAGE } from './catalog-being-read';

export interface ItemPage {
  readonly items: readonly CatalogItem[];
  readonly page: number;
  readonly pages: number;
}

export interface GroupPage extends ItemPage {
  /** Undefined for the root, and for a group that is gone. */
  readonly group: GroupNode | undefined;
  readonly groups: readonly GroupNode[];
}

/** A page of what stands in a group: subgroups and goods, each from its own list. @param size Infinity: no goods */
export function groupPage(
  snapshot: CatalogSnapshot,
  groupId: number | undefined,
  page: number,
  size: number,
): GroupPage {
  const group = groupId === undefined ? undefined : snapshot.group(groupId);
  const groups = group ? group.children : snapshot.roots();
  const items = group ? snapshot.groupItems(group.id) : snapshot.ungroupedItems();
  const pages = Math.max(Math.ceil(groups.length / GROUPS_PER_PAGE), Math.ceil(items.length / size), 1);
  const shown = Math.min(page, pages - 1);
  return {
    group,
    groups: groups.slice(shown * GROUPS_PER_PAGE, (shown + 1) * GROUPS_PER_PAGE),
    items: size === Infinity ? [] : items.slice(shown * size, (shown + 1) * size),
    page: shown,
    pages,
  };
}

/** A page of what was found. */
export function itemPage(items: readonly CatalogItem[], page: number, size: number): ItemPage {
  const pages = Math.max(Math.ceil(items.length / size), 1);
  const shown = Math.min(page, pages - 1);
  return { items: items.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

export function idsOf(items: readonly CatalogItem[]): number[] {
  return items.map((item) => item.id);
}
