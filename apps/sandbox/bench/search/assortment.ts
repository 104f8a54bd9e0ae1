import { Money, Quantity } from '@rto/kernel';
import type { CatalogData, CatalogItem } from '@rto/catalog';
import { FOOD } from './goods-food';
import { HOME } from './goods-home';
import { SWEETS } from './goods-sweets';

/** A good together with what it is: by that the answers of a search are judged. */
export interface KnownItem extends CatalogItem {
  readonly kind: string;
}

const AS_OF = new Date('2026-11-30T09:00:00Z');
const UNIT = { name: 'шт', kind: 'pcs' } as const;
/** How the cashiers of one shop differ: a third shouts, some write decimals with a comma. */
const SHOUTS = 3;
const COMMAS = 2;

/**
 * About two thousand goods as the cashiers of a shop in Tashkent type them: Russian and Uzbek, with brands, volumes and
 * abbreviations; the same each time.
 * @param copies that many goods of each, told apart by the names of small makers, for a shop of another size
 */
export function assortment(
  copies = 1,
): Omit<CatalogData, 'items'> & { readonly items: readonly KnownItem[] } {
  const groups = new Map<string, number>();
  const items: KnownItem[] = [];
  for (const line of `${FOOD}${SWEETS}${HOME}`.split('\n').filter(Boolean)) {
    const [kind = '', group = '', templates = '', brands = '', variants = ''] = line.split(' | ');
    const groupId = groups.get(group) ?? groups.size + 1;
    groups.set(group, groupId);
    for (let copy = 0; copy < copies; copy += 1) {
      for (const name of namesOf(templates.split(' / '), listOf(brands), listOf(variants))) {
        items.push(
          itemOf(items.length + 1, kind, copy === 0 ? name : `${name} ${maker(items.length)}`, groupId),
        );
      }
    }
  }
  const named = [...groups].map(([name, id]) => ({ id, name, parentId: undefined }));
  return { asOf: AS_OF, currency: 'UZS', groups: named, items };
}

/** One of four thousand invented names: a large shop has as many words more. */
function maker(turn: number): string {
  const syllables = 'ба ве го ди жа зо ки ла ме но пу ра со ти фе шу'.split(' ');
  return [turn, turn >> 4, turn >> 8].map((part) => syllables[(part * 7 + 3) % syllables.length]).join('');
}

function listOf(text: string): string[] {
  return text === '-' ? [''] : text.split(', ');
}

function namesOf(
  templates: readonly string[],
  brands: readonly string[],
  variants: readonly string[],
): string[] {
  return brands.flatMap((brand, row) =>
    variants.map((variant, column) => {
      const turn = row * variants.length + column;
      const template = templates[(row + column) % templates.length] ?? '';
      const name = template.replace('{b}', brand).replace('{v}', variant).replace(/\s+/g, ' ').trim();
      const spoken = turn % COMMAS === 0 ? name.replace(/(?<=\d)\.(?=\d)/g, ',') : name;
      return (row * 7 + column * 5) % SHOUTS === 2 ? spoken.toUpperCase() : spoken;
    }),
  );
}

function itemOf(id: number, kind: string, name: string, groupId: number): KnownItem {
  const isThere = id % 9 !== 0;
  return {
    id,
    kind,
    name,
    description: undefined,
    articul: `${kind.slice(0, 3).toUpperCase()}-${1_000 + id}`,
    code: 20_000 + id,
    barcodes: [barcodeOf(id)],
    groupId,
    unit: UNIT,
    price: Money.of(String(1_000 * ((id % 90) + 1)), 'UZS'),
    allowed: Quantity.of(isThere ? '10' : '0'),
    imageUrl: undefined,
    parentId: undefined,
    hasVariants: false,
    color: undefined,
    size: undefined,
    sellable: isThere,
  };
}

/** EAN-13 of Uzbekistan with its check digit. */
export function barcodeOf(id: number): string {
  const digits = `4780${String(id * 7_919).padStart(8, '0')}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
