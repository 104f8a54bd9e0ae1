import type { CatalogData, CatalogItem } from './catalog-item';
import { CatalogSearch } from './catalog-search';
import { GroupTree, append, byName } from './group-tree';
import type { GroupNode } from './group-tree';

/**
 * One reading of a tenant's catalogue, ready to be asked: nothing in here waits or calls, and nothing but the
 * mark `stale` ever changes, so that any number of people can be served from one.
 */
export class CatalogSnapshot {
  private readonly items: ReadonlyMap<number, CatalogItem>;
  /** What the lists show: sorted by name, without the variants, which stand on their parent's card. */
  private readonly listed: readonly CatalogItem[];
  private readonly variantsOf = new Map<number, CatalogItem[]>();
  private readonly tree: GroupTree;
  private searchIndex: CatalogSearch | undefined;
  private outdated = false;

  constructor(private readonly data: CatalogData) {
    const sorted = [...data.items].sort(byName);
    this.items = new Map(sorted.map((item) => [item.id, item]));
    this.listed = sorted.filter((item) => item.parentId === undefined);
    for (const item of sorted) if (item.parentId !== undefined) append(this.variantsOf, item.parentId, item);
    this.tree = new GroupTree(data.groups, this.listed);
  }

  /** When the reading began: nothing in it is older. */
  get asOf(): Date {
    return this.data.asOf;
  }

  /** True when it is known or likely to be out of date (REGOS is away): to be shown with `asOf`. */
  get stale(): boolean {
    return this.outdated;
  }

  /** Once stale, a snapshot stays so: a newer reading is another snapshot. */
  markStale(): void {
    this.outdated = true;
  }

  /** Number of items, variants and parents included. */
  get size(): number {
    return this.items.size;
  }

  /** Of every price in it. */
  get currency(): string {
    return this.data.currency;
  }

  /** Sorted by name; empty groups are not shown. */
  roots(): readonly GroupNode[] {
    return this.tree.roots;
  }

  /** Undefined for a group that is unknown, not of this shop's choice, or empty. */
  group(groupId: number): GroupNode | undefined {
    return this.tree.node(groupId);
  }

  /** Goods of the group and its subgroups, sorted by name. */
  groupItems(groupId: number): readonly CatalogItem[] {
    return this.tree.items(groupId);
  }

  /** Goods without a group, or of a group that REGOS does not list, sorted by name. */
  ungroupedItems(): readonly CatalogItem[] {
    return this.tree.ungrouped;
  }

  /** Any item of the catalogue, variants included. */
  item(itemId: number): CatalogItem | undefined {
    return this.items.get(itemId);
  }

  /** The choices of a parent's card, sorted by name. */
  variants(parentId: number): readonly CatalogItem[] {
    return this.variantsOf.get(parentId) ?? [];
  }

  /** See {@link CatalogSearch.find}. */
  search(text: string): readonly CatalogItem[] {
    this.searchIndex ??= new CatalogSearch(this.listed, (parentId) => this.variants(parentId));
    return this.searchIndex.find(text);
  }
}
