import type { ItemGroup } from '@rto/regos';
import type { CatalogItem } from '../catalog-item';
import { byName } from '../group-tree';
import { LEAST_OF_BEST, SearchIndex, type Hit } from './search-index';
import { indexParts, indexPartsBreathing, type SearchedGood } from './search-index-builder';

/** What one search shows at most: more is nothing a person reads on a phone. */
export const SEARCH_LIMIT = 50;
/** Offered where nothing is found. */
const NEAREST_GOODS = 5;
const NEAREST_GROUPS = 4;
/** Of the best score. Within a tier what is there, and what is bought, goes first. */
const TIERS = [0.93, 0.8, 0.65];

/** What a search asks of the catalogue that it searches. */
export interface SearchedCatalog {
  readonly groups: readonly ItemGroup[];
  /** Goods of the lists, in their order. */
  readonly listed: readonly CatalogItem[];
  item(itemId: number): CatalogItem | undefined;
  variants(parentId: number): readonly CatalogItem[];
}

/** How often goods were bought in this shop, by item; what is absent, never. */
export type Bought = ReadonlyMap<number, number>;

/** Goods and groups that are a little like what was typed, the likeliest first. */
export interface Nearest {
  readonly items: readonly CatalogItem[];
  readonly groupIds: readonly number[];
}

interface Found extends Hit {
  readonly item: CatalogItem;
  readonly tier: number;
  readonly isThere: boolean;
}

const NOTHING_BOUGHT: Bought = new Map();

/** Finds goods of a catalogue by what a person types. */
export class CatalogSearch {
  private constructor(
    private readonly catalog: SearchedCatalog,
    private readonly index: SearchIndex,
    /** Of an older look at the same catalogue, without what changed since. */
    private readonly kept?: SearchIndex,
  ) {}

  static of(catalog: SearchedCatalog): CatalogSearch {
    return new CatalogSearch(catalog, new SearchIndex(indexParts(searchedGoods(catalog), catalog.groups)));
  }

  /** The same without keeping everybody waiting. */
  static async breathing(catalog: SearchedCatalog): Promise<CatalogSearch> {
    const parts = await indexPartsBreathing(searchedGoods(catalog), catalog.groups);
    return new CatalogSearch(catalog, new SearchIndex(parts));
  }

  /** The search of a younger look at this catalogue: only goods whose names or codes changed are worked out. */
  over(catalog: SearchedCatalog): CatalogSearch {
    if (this.kept) return CatalogSearch.of(catalog); // a look at a look: nobody takes one
    const known = this.catalog;
    const changed = catalog.listed.filter((item) => !hasSameNames(item, catalog, known));
    const gone = new Set(known.listed.map(({ id }) => id).filter((id) => !catalog.item(id)));
    for (const { id } of changed) {
      gone.add(id);
      for (const each of [...known.variants(id), ...catalog.variants(id)]) gone.add(each.id);
    }
    const goods = changed.map((item) => searchedGood(item, catalog));
    const index = new SearchIndex(indexParts(goods, catalog.groups));
    return new CatalogSearch(catalog, index, this.index.without(gone));
  }

  /**
   * Goods with exactly this articul, code or barcode; then those whose code begins so; then those that are what was
   * typed, in any order of words, case, alphabet or layout: the surest first, of equally sure ones what is there, then
   * what is bought most.
   * @returns at most {@link SEARCH_LIMIT}
   */
  find(text: string, bought = NOTHING_BOUGHT): CatalogItem[] {
    const exact = this.byCode((index) => index.byCode(text), bought);
    const begun = this.byCode((index) => index.byBeginningOfCode(text), bought);
    const named = this.named((index) => index.find(text), LEAST_OF_BEST);
    const found = [...exact, ...begun, ...inOrder(named, bought).map(({ item }) => item)];
    return [...new Set(found)].slice(0, SEARCH_LIMIT);
  }

  /** For a search that found nothing. */
  nearest(text: string, bought = NOTHING_BOUGHT): Nearest {
    const found = inOrder(
      this.named((index) => index.nearest(text), 0),
      bought,
    );
    const items = found.slice(0, NEAREST_GOODS).map(({ item }) => item);
    const groupIds = [...this.index.nearestGroups(text), ...items.flatMap((item) => item.groupId ?? [])];
    return { items, groupIds: [...new Set(groupIds)].slice(0, NEAREST_GROUPS) };
  }

  private byCode(ask: (index: SearchIndex) => number[], bought: Bought): CatalogItem[] {
    const ids = new Set([...(this.kept ? ask(this.kept) : []), ...ask(this.index)]);
    const items = [...ids].flatMap((id) => this.catalog.item(id) ?? []).sort(byName);
    const found = items.map((item) => ({ itemId: item.id, item, score: 1, tier: 0, isThere: isThere(item) }));
    return inOrder(found, bought).map(({ item }) => item);
  }

  /** By name: the goods of an index stand so, and those that were worked out anew are few. */
  private named(ask: (index: SearchIndex) => Hit[], least: number): Found[] {
    const kept = this.kept ? ask(this.kept) : [];
    const own = ask(this.index);
    const best = [...kept, ...own].reduce((most, { score }) => Math.max(most, score), 0);
    const foundOf = (hits: readonly Hit[]): Found[] => {
      const found: Found[] = []; // a loop and plain objects: a common word has thousands of goods
      for (const { itemId, score } of hits) {
        const item = score >= least * best ? this.catalog.item(itemId) : undefined;
        if (item) found.push({ itemId, score, item, tier: tierOf(score / best), isThere: isThere(item) });
      }
      return found;
    };
    return kept.length === 0 ? foundOf(own) : merged(foundOf(kept), foundOf(own));
  }
}

/** Two lists by name as one. */
function merged(many: readonly Found[], few: readonly Found[]): Found[] {
  const all: Found[] = [];
  let from = 0;
  for (const each of few) {
    let [low, high] = [from, many.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = many[middle];
      if (there && byName(there.item, each.item) < 0) low = middle + 1;
      else high = middle;
    }
    all.push(...many.slice(from, low), each);
    from = low;
  }
  return [...all, ...many.slice(from)];
}

function tierOf(share: number): number {
  const tier = TIERS.findIndex((least) => share >= least);
  return tier === -1 ? TIERS.length : tier;
}

/** @param found by name: what is alike stays so */
function inOrder(found: Found[], bought: Bought): Found[] {
  const often = ({ item }: Found): number => bought.get(item.id) ?? 0;
  return found.sort(
    (one, other) =>
      one.tier - other.tier ||
      Number(other.isThere) - Number(one.isThere) ||
      often(other) - often(one) ||
      other.score - one.score,
  );
}

/** A card of choices is never sold itself. */
function isThere({ sellable, hasVariants, allowed }: CatalogItem): boolean {
  return sellable || (hasVariants && allowed.isPositive());
}

function searchedGoods(catalog: SearchedCatalog): SearchedGood[] {
  return catalog.listed.map((item) => searchedGood(item, catalog));
}

function searchedGood(item: CatalogItem, catalog: SearchedCatalog): SearchedGood {
  const family = [item, ...catalog.variants(item.id)];
  return {
    id: item.id,
    names: family.map(({ name }) => name),
    groupId: item.groupId,
    codes: family.flatMap((each) => codesOf(each).map((code) => [code, each.id] as const)),
  };
}

function codesOf({ articul, code, barcodes }: CatalogItem): string[] {
  return [articul, code?.toString(), ...barcodes].flatMap((text) => text ?? []);
}

function hasSameNames(item: CatalogItem, now: SearchedCatalog, before: SearchedCatalog): boolean {
  const [own, others] = [now.variants(item.id), before.variants(item.id)];
  return (
    isNamedAlike(item, before.item(item.id)) &&
    own.length === others.length &&
    own.every((variant) => isNamedAlike(variant, before.item(variant.id)))
  );
}

function isNamedAlike(item: CatalogItem, before: CatalogItem | undefined): boolean {
  return (
    item === before ||
    (before !== undefined &&
      item.name === before.name &&
      item.groupId === before.groupId &&
      item.parentId === before.parentId &&
      codesOf(item).join() === codesOf(before).join())
  );
}
