import type { CatalogSnapshot } from '@rto/catalog';
import { barcodeOf, type KnownItem } from './assortment';

/** A query with what must be among its first goods. */
export interface Labelled {
  /** Of queries that are hard for one reason. */
  readonly kind: string;
  readonly text: string;
  readonly isMeant: (item: KnownItem) => boolean;
}

export interface Verdict {
  readonly query: Labelled;
  /** Names of the first goods, as they were shown. */
  readonly shown: readonly string[];
  /** Place of the first good that was meant, from 0; undefined when it is not among the first. */
  readonly place: number | undefined;
}

/** How many goods count: what a person sees of a search without turning a page. */
const FIRST = 5;

/** Queries of a labelled text; see `LABELLED`. */
export function labelled(text: string): Labelled[] {
  let kind = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('# ')) kind = line.slice(2);
    const [query, kinds, pattern] = line.split(' | ');
    if (query === undefined || kinds === undefined) return [];
    const [allowed, name] = [new Set(kinds.split(', ')), new RegExp(pattern ?? '', 'i')];
    const isMeant = (item: KnownItem): boolean => allowed.has(item.kind) && name.test(item.name);
    return [{ kind, text: query, isMeant }];
  });
}

/** Codes of goods, whole and begun, in the ways that people type them. */
export function codeQueries(items: readonly KnownItem[]): Labelled[] {
  const chosen = items.filter((_, index) => index % 167 === 3);
  return chosen.flatMap(({ id, articul = '', code = 0 }) => {
    const isIt = (item: KnownItem): boolean => item.id === id;
    const barcode = barcodeOf(id);
    const texts = [articul, articul.toLowerCase(), articul.replace('-', ' '), String(code), barcode];
    const begun = barcode.slice(0, -2);
    return [
      ...texts.map((text) => ({ kind: 'code', text, isMeant: isIt })),
      {
        kind: 'code',
        text: begun,
        isMeant: (item: KnownItem) => item.barcodes[0]?.startsWith(begun) ?? false,
      },
    ];
  });
}

/** @param known the goods of the snapshot, by id */
export function judge(
  snapshot: CatalogSnapshot,
  known: ReadonlyMap<number, KnownItem>,
  queries: readonly Labelled[],
): Verdict[] {
  return queries.map((query) => {
    const shown = snapshot.search(query.text).slice(0, FIRST);
    const place = shown.findIndex(({ id }) => {
      const item = known.get(id);
      return item !== undefined && query.isMeant(item);
    });
    return { query, shown: shown.map(({ name }) => name), place: place === -1 ? undefined : place };
  });
}

/** Of the verdicts, the share with a good that was meant among the first. */
export function recall(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ place }) => place !== undefined).length / verdicts.length;
}
