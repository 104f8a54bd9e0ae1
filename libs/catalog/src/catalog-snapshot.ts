import type { CatalogData, CatalogItem } from './catalog-item';
import { sorted } from './breathing';
import { bytesOfAll } from './catalog-bounds';
import { GroupTree, append, byName } from './group-tree';
import type { GroupNode } from './group-tree';
import { CatalogSearch, type Bought, type SearchedCatalog } from './search/catalog-search';

/** How far the reading of a catalogue is. */
export interface ReadingProgress {
  /** Rows of REGOS. */
  readonly read: number;
  /** As REGOS says; undefined when that cannot be true. */
  readonly total: number | undefined;
  /** REGOS did not answer the last time; the reading will be gone on with. */
  readonly isStuck: boolean;
}

/** What is offered where a search finds nothing, the likeliest first. */
export interface NearestGoods {
  readonly items: readonly CatalogItem[];
  readonly groups: readonly GroupNode[];
}

/** What an empty one takes. */
const BYTES_OF_SNAPSHOT = 1_000;

/**
 * One reading of a tenant's catalogue, ready to be asked: nothing in here waits or calls, and nothing but its
 * marks ever changes, so that any number of people can be served from one.
 */
export class CatalogSnapshot {
  private readonly items: ReadonlyMap<number, CatalogItem>;
  /** What the lists show: sorted by name, without the variants, which stand on their parent's card. */
  private readonly listed: readonly CatalogItem[];
  private readonly variantsOf = new Map<number, CatalogItem[]>();
  private readonly tree: GroupTree;
  private searched: CatalogSearch | undefined;
  private preparing: Promise<CatalogSearch> | undefined;
  private lastSearch:
    | { readonly text: string; readonly bought: Bought | undefined; readonly found: readonly CatalogItem[] }
    | undefined;
  private pictured: number | undefined;
  private outdated = false;
  private aged = false;

  /**
   * @param progress set for a part of a catalogue, while the rest is read
   * @param origin the reading that this one is a younger look of: what marks it marks both
   * @param isSorted the items stand in the order of the lists already: to find that out takes as long as all the rest
   */
  constructor(
    private readonly data: CatalogData,
    readonly progress?: ReadingProgress,
    private readonly origin?: CatalogSnapshot,
    isSorted = false,
  ) {
    const ordered = isSorted ? data.items : [...data.items].sort(byName);
    this.items = new Map(ordered.map((item) => [item.id, item]));
    this.listed = ordered.filter((item) => item.parentId === undefined);
    for (const item of ordered) if (item.parentId !== undefined) append(this.variantsOf, item.parentId, item);
    this.tree = new GroupTree(data.groups, this.listed);
  }

  /** The same without keeping everybody waiting while thousands of names are sorted. */
  static async of(data: CatalogData, progress?: ReadingProgress): Promise<CatalogSnapshot> {
    const items = await sorted(data.items, byName);
    return new CatalogSnapshot({ ...data, items }, progress, undefined, true);
  }

  /** When the reading began: nothing in it is older. */
  get asOf(): Date {
    return this.data.asOf;
  }

  /** True when REGOS did not answer the last time it was asked for a newer one: to be shown with `asOf`. */
  get stale(): boolean {
    return this.outdated || (this.origin?.stale ?? false);
  }

  /** Once stale, a snapshot stays so: a newer reading is another snapshot. */
  markStale(): void {
    this.outdated = true;
  }

  /** Whether REGOS has not been asked for a while: to be shown with `asOf`, as a fact and not as a failure. */
  get old(): boolean {
    return (this.aged || (this.origin?.aged ?? false)) && !this.stale;
  }

  markOld(): void {
    this.aged = true;
  }

  /** What it is made of; the items sorted by name. */
  get contents(): CatalogData {
    return { ...this.data, items: [...this.items.values()] };
  }

  /** The same reading with these items, sorted by name, in the place of its own. */
  with(items: readonly CatalogItem[]): CatalogSnapshot {
    return new CatalogSnapshot({ ...this.data, items }, this.progress, this, true);
  }

  /** Number of items, variants and parents included. */
  get size(): number {
    return this.items.size;
  }

  /** Memory that it takes; an estimate. */
  get bytes(): number {
    return BYTES_OF_SNAPSHOT + bytesOfAll(this.data.items);
  }

  /** Whether most goods of the lists have a picture. */
  get isMostlyPictured(): boolean {
    if (this.origin) return this.origin.isMostlyPictured;
    this.pictured ??= this.listed.filter(({ imageUrl }) => imageUrl !== undefined).length;
    return 2 * this.pictured > this.listed.length;
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

  /** The first group, from the top down, whose name is these words, however they are written: `new_year`, `новый-год`. */
  groupNamed(words: string): GroupNode | undefined {
    return this.tree.named(words);
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

  /** Works out what the first search needs, with everybody else having turns: a shop that nobody searches has none. */
  async prepareSearch(): Promise<void> {
    if (this.origin) return this.origin.prepareSearch();
    if (this.searched) return;
    this.preparing ??= CatalogSearch.breathing(this.searchedCatalog());
    this.searched = await this.preparing;
  }

  /** See {@link CatalogSearch.find}; quick once it is prepared. Pages of one search are one search. */
  search(text: string, bought?: Bought): readonly CatalogItem[] {
    const last = this.lastSearch;
    if (last?.text === text && last.bought === bought) return last.found;
    const found = this.searching().find(text, bought);
    this.lastSearch = { text, bought, found };
    return found;
  }

  /** For a text that finds nothing: what is a little like it. */
  nearest(text: string, bought?: Bought): NearestGoods {
    const { items, groupIds } = this.searching().nearest(text, bought);
    return { items, groups: groupIds.flatMap((id) => this.group(id) ?? []) };
  }

  /** Of a younger look only what changed is worked out: thirty thousand names take longer than a tap may. */
  private searching(): CatalogSearch {
    const catalog = this.searchedCatalog();
    this.searched ??= this.origin ? this.origin.searching().over(catalog) : CatalogSearch.of(catalog);
    return this.searched;
  }

  private searchedCatalog(): SearchedCatalog {
    return {
      groups: this.data.groups,
      listed: this.listed,
      item: (id) => this.items.get(id),
      variants: (parentId) => this.variants(parentId),
    };
  }
}
