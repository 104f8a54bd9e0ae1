import { withoutWordSigns } from '@rto/kernel';
import type { CatalogItem } from './catalog-item';
import { byName } from './group-tree';

/** What one search shows at most: more is nothing a person reads on a phone. */
export const SEARCH_LIMIT = 50;

interface Entry {
  readonly item: CatalogItem;
  /** Folded name, and the names of its variants. */
  readonly words: string;
}

/** Finds items by what a person types. */
export class CatalogSearch {
  private readonly entries: Entry[] = [];
  private readonly byIdentifier = new Map<string, CatalogItem | CatalogItem[]>();

  /**
   * @param variants choices of a parent; none for other items
   * @param before what it finds is found here too, unless `isReplaced` says that it is not what it was
   */
  constructor(
    private readonly variants: (parentId: number) => readonly CatalogItem[],
    private readonly before?: {
      readonly search: CatalogSearch;
      readonly isReplaced: (item: CatalogItem) => boolean;
    },
  ) {}

  /** @param listed items of the lists, in the order of the lists */
  add(listed: readonly CatalogItem[]): this {
    for (const item of listed) {
      const family = [item, ...this.variants(item.id)];
      this.entries.push({ item, words: family.map((named) => fold(named.name)).join(' ') });
      for (const named of family) this.index(named);
    }
    return this;
  }

  /**
   * Items whose articul, code or barcode is `text`, then those whose name (or a variant's) has every word of
   * it, in any order; case, ё/е and the sign of oʻ and gʻ make no difference.
   * @returns at most {@link SEARCH_LIMIT}, empty for a text without letters and digits
   */
  find(text: string): CatalogItem[] {
    const words = fold(text).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    return [...new Set([...this.identified(identifier(text)), ...this.named(words)])].slice(0, SEARCH_LIMIT);
  }

  private identified(key: string): CatalogItem[] {
    const own = [this.byIdentifier.get(key) ?? []].flat();
    return this.withKept(own, (before) => before.identified(key));
  }

  private named(words: readonly string[]): CatalogItem[] {
    const own = this.entries
      .filter((entry) => words.every((word) => entry.words.includes(word)))
      .map((entry) => entry.item);
    return this.withKept(own, (before) => before.named(words));
  }

  /** More than are shown are not put in order. */
  private withKept(
    own: readonly CatalogItem[],
    find: (before: CatalogSearch) => readonly CatalogItem[],
  ): CatalogItem[] {
    if (!this.before) return [...own];
    const { search, isReplaced } = this.before;
    const kept = find(search).filter((item) => !isReplaced(item));
    return [...kept.slice(0, SEARCH_LIMIT), ...own.slice(0, SEARCH_LIMIT)].sort(byName);
  }

  private index(item: CatalogItem): void {
    const identifiers = [item.articul, item.code?.toString(), ...item.barcodes].flatMap((text) => text || []);
    for (const key of new Set(identifiers.map(identifier))) {
      const there = this.byIdentifier.get(key);
      // a list for each of them would be a third of the memory; thousands may have the articul «-»
      if (there === undefined) this.byIdentifier.set(key, item);
      else if (Array.isArray(there)) there.push(item);
      else this.byIdentifier.set(key, [there, item]);
    }
  }
}

/** Letters and digits in lower case, ё as е, oʻ and gʻ as o and g, everything else one blank. */
function fold(text: string): string {
  return withoutWordSigns(text) // before NFKC, which makes a blank and an accent of ´
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function identifier(text: string): string {
  return text.trim().toLowerCase();
}
