import type { CatalogData, CatalogItem } from './catalog-item';
import { portionsOf, sorted } from './breathing';
import { bytesOfAll } from './catalog-bounds';
import { CatalogSearch } from './catalog-search';
import { GroupTree, append, byName } from './group-tree';
import type { GroupNode } from './group-tree';

/** How far the reading of a catalogue is. */
export interface ReadingProgress {
  /** Rows of REGOS. */
  readonly read: number;
  /** As REGOS says; undefined when that cannot be true. */
  readonly total: number | undefined;
  /** REGOS did not answer the last time; the reading will be gone on with. */
  readonly isStuck: boolean;
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
  private searchIndex: CatalogSearch | undefined;
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
    const snapshot = new CatalogSnapshot({ ...data, items }, progress, undefined, true);
    if (!progress) await snapshot.prepareSearch();
    return snapshot;
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
    return this.index().find(text);
  }

  /** Of a younger look only what changed is worked out: thirty thousand names take longer than a tap may. */
  private index(): CatalogSearch {
    this.searchIndex ??= this.origin ? this.indexAfter(this.origin) : this.newSearch().add(this.listed);
    return this.searchIndex;
  }

  private indexAfter(origin: CatalogSnapshot): CatalogSearch {
    const isReplaced = (item: CatalogItem): boolean => this.items.get(item.id) !== item;
    const isNew = (item: CatalogItem): boolean => origin.items.get(item.id) !== item;
    const hasNews = (item: CatalogItem): boolean => isNew(item) || this.variants(item.id).some(isNew);
    const before = { search: origin.index(), isReplaced };
    return new CatalogSearch((id) => this.variants(id), before).add(this.listed.filter(hasNews));
  }

  private async prepareSearch(): Promise<void> {
    const search = this.newSearch();
    for await (const portion of portionsOf(this.listed)) search.add(portion);
    this.searchIndex = search;
  }

  private newSearch(): CatalogSearch {
    return new CatalogSearch((parentId) => this.variants(parentId));
  }
}
