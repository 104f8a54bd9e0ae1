import type { RegosDialect } from '@rto/config';
import { RegosTimeoutError, SelectorIgnoredError } from './errors';
import type { Row } from './row';
import type { RegosObject } from './transport/regos-body';

/** One condition, in both dialects of REGOS (docs/regos.md 6.1). */
export interface Selector {
  readonly filter: { readonly Field: string; readonly Operator: 'Equal' | 'In'; readonly Value: string };
  /** The same as an old top-level member; undefined where the old dialect has none. */
  readonly legacy: RegosObject | undefined;
}

/** @param legacy the old top-level member, when there is one */
export function equals(field: string, value: string | number, legacy?: RegosObject): Selector {
  return { filter: { Field: field, Operator: 'Equal', Value: String(value) }, legacy };
}

/** `In` takes one comma-separated text; an array gives error 1008 (docs/regos.md 6.2). */
export function isOneOf(field: string, ids: readonly number[], legacy: RegosObject): Selector {
  return { filter: { Field: field, Operator: 'In', Value: ids.join(',') }, legacy };
}

/** Of which connection something is wanted; the new form has it among the filters too (docs/regos.md 21.5). */
export function ofConnection(connectedIntegrationId: string): Selector {
  const name = 'connected_integration_id';
  return equals(name, connectedIntegrationId, { [name]: connectedIntegrationId });
}

/** The conditions as members of a body. What has no old form is a filter in every dialect. */
export function select(dialect: RegosDialect, ...selectors: readonly Selector[]): RegosObject {
  const filters = selectors
    .filter(({ legacy }) => dialect !== 'legacy' || !legacy)
    .map(({ filter }) => ({ ...filter }));
  const legacy = dialect === 'filters' ? [] : selectors.map((selector) => selector.legacy);
  return legacy.reduce<RegosObject>(
    (body, members) => ({ ...body, ...members }),
    filters.length > 0 ? { filters } : {},
  );
}

/**
 * REGOS ignores a selector it does not know and answers with everything, so every row is checked.
 * @throws SelectorIgnoredError when one row is not what was asked for
 */
export function verified<T>(what: string, rows: readonly T[], matches: (row: T) => boolean): readonly T[] {
  const strangers = rows.filter((row) => !matches(row)).length;
  if (strangers > 0) {
    throw new SelectorIgnoredError(`REGOS ${what}: ${strangers} of ${rows.length} rows were not asked for`);
  }
  return rows;
}

/** Documented maximum 10,000; half a thousand goods are about 1 MB, which most shops give within 5 s. */
export const PAGE_SIZE = 500;
/**
 * Rows of the smallest page: one that does not come in time, and that no person waits for, is asked for in halves
 * down to this.
 */
const SMALLEST_PAGE = 25;
/** Twice the goods of the largest shop: services stand among them, and rows come twice. */
export const MAX_ROWS = 200_000;

/** Reads some rows. */
type ReadPage<Page> = (page: { readonly limit: number; readonly offset: number }) => Promise<Page>;

/**
 * The pages of a paged method, one after the other. Neither `next_offset` nor `total` can be trusted
 * (docs/regos.md 6.3), so the end is a page that is not full, one that brings nothing new, or the last one that a
 * shop may have. Rows come twice when they shift between pages while staff edit.
 * @param offset rows that were read before
 * @param isPatient halves a page that does not come in time
 */
export async function* readPages<Page extends { readonly rows: readonly Row[] }>(
  readPage: ReadPage<Page>,
  idOf: (row: Row) => number | undefined,
  { offset = 0, isPatient = false }: { readonly offset?: number; readonly isPatient?: boolean } = {},
): AsyncGenerator<Page & { readonly end: number }> {
  const found = new Set<number | undefined>([undefined]);
  let limit = PAGE_SIZE;
  for (let end = offset; ;) {
    const reading = readPage({ limit, offset: end });
    const page = await (isPatient && limit > SMALLEST_PAGE ? inTime(reading) : reading);
    if (page === undefined) {
      limit = Math.ceil(limit / 2);
      continue;
    }
    const before = found.size;
    for (const row of page.rows) found.add(idOf(row));
    end += page.rows.length;
    yield { ...page, end };
    if (page.rows.length < limit || found.size === before || end >= MAX_ROWS) return;
  }
}

/** All rows of a paged method, each id once. */
export async function readAllPages(
  readPage: ReadPage<readonly Row[]>,
  idOf: (row: Row) => number | undefined,
): Promise<Row[]> {
  const found = new Map<number, Row>();
  for await (const { rows } of readPages(async (page) => ({ rows: await readPage(page) }), idOf)) {
    for (const row of rows) {
      const id = idOf(row);
      if (id !== undefined) found.set(id, row);
    }
  }
  return [...found.values()];
}

/** Undefined when the page took too long. */
async function inTime<Page>(reading: Promise<Page>): Promise<Page | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RegosTimeoutError) return undefined;
    throw error;
  }
}
