import { Decimal } from 'decimal.js';
import { UserError } from './errors';
import { Quantity, type Unit } from './quantity';

/** Longer is no quantity; a person who pasted a page has nothing read of it. */
const MAX_LENGTH = 40;
/** REGOS's own limit (docs/regos.md 7). */
const MAX_QUANTITY = '999999999';
/** What a phone has as one sign: `½` is written with a blank before it, so that `1½` is no eleven halves. */
const VULGAR_FRACTION = /[\u00bc-\u00be\u2150-\u215e]/g;
/** A number, then words; the number ends where its digits do. */
const PARTS = /^(?<number>\d[\d .,'’/⁄]*?)\s*(?<word>[^\d\s.,'’/⁄][^\d]*)?$/u;
const GROUPED = /^(?<whole>\d+|\d{1,3}(?:[ '’]\d{3})+)(?:[.,](?<places>\d{1,3}))?$/;
const FRACTION = /^(?:(?<whole>\d{1,4}) )?(?<part>\d{1,2})[/⁄](?<of>\d{1,2})$/;
/** `1,000` is a thousand for some and one for others; `0,350` and `12500,000` have one meaning. */
const TWO_MEANINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** What is counted or weighed in units that convert into each other, with the least of them as 1. */
type Measure = 'pieces' | 'mass' | 'volume';
interface Word {
  readonly measure: Measure;
  readonly least: number;
}

const WORDS: readonly (readonly [pattern: RegExp, word: Word])[] = [
  [/^(?:шт|штук[аиу]?|штуч[а-я]+|pcs?|pieces?|dona|та|ta|дона)$/, { measure: 'pieces', least: 1 }],
  [/^(?:кг|кило|килограмм(?:а|ов)?|kg|kilo|kilos|kilogramm?s?)$/, { measure: 'mass', least: 1000 }],
  [/^(?:гр?|грамм(?:а|ов)?|gr?|gramm?s?)$/, { measure: 'mass', least: 1 }],
  [/^(?:л|литр(?:а|ов)?|l|litr|lit(?:er|re)s?)$/, { measure: 'volume', least: 1000 }],
  [/^(?:мл|миллилитр(?:а|ов)?|ml|millilitr)$/, { measure: 'volume', least: 1 }],
];

/**
 * A quantity of goods in this unit, in any form that people type: `2`, `0,35`, `1 000`, `2 кг`, `500 г`, `3 шт.`, `½`,
 * `1 1/2`. Zero is a quantity too. What can be read in two ways, or names a unit that does not fit the goods, is refused
 * with the reason: a wrong quantity costs more than a second message.
 * @throws UserError `quantityInvalid` | `piecesOnly` | `quantityUnclear` {less, more} | `otherUnit` {unit}
 */
export function typedQuantity(text: string, unit: Unit): Quantity {
  const { number, word } = partsOf(text);
  const value = valueOf(number, unit).times(factorOf(word, unit));
  if (value.decimalPlaces() > 3 || value.greaterThan(MAX_QUANTITY)) throw new UserError('quantityInvalid');
  if (unit.kind === 'pcs' && !value.isInteger()) throw new UserError('piecesOnly');
  return Quantity.of(value.toFixed());
}

function partsOf(text: string): { readonly number: string; readonly word: string } {
  const plain = text
    .replace(VULGAR_FRACTION, ' $&')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  const { number, word = '' } = (plain.length <= MAX_LENGTH && PARTS.exec(plain)?.groups) || {};
  if (number === undefined) throw new UserError('quantityInvalid');
  return { number: number.trim(), word: bare(word) };
}

function valueOf(number: string, unit: Unit): Decimal {
  const fraction = FRACTION.exec(number)?.groups;
  if (fraction) {
    const { whole = '0', part = '', of = '' } = fraction;
    if (Number(of) === 0) throw new UserError('quantityInvalid');
    return new Decimal(part).dividedBy(of).plus(whole);
  }
  const { whole, places = '' } = GROUPED.exec(number)?.groups ?? {};
  if (whole === undefined) throw new UserError('quantityInvalid');
  if (TWO_MEANINGS.test(number) && (unit.kind === 'pcs' || places === '000')) {
    throw new UserError('quantityUnclear', { less: `${whole}.${places}`, more: `${whole}${places}` });
  }
  return new Decimal(`${whole.replace(/\D/g, '')}.${places || '0'}`);
}

/** How many of the goods' unit one of the typed unit is. */
function factorOf(word: string, unit: Unit): Decimal {
  const own = bare(unit.name.toLowerCase());
  if (word === '' || word === own) return new Decimal(1);
  const typed = meaning(word);
  const sold = meaning(own) ?? (unit.kind === 'pcs' ? meaning('шт') : undefined);
  if (typed === undefined || typed.measure !== sold?.measure)
    throw new UserError('otherUnit', { unit: unit.name });
  return new Decimal(typed.least).dividedBy(sold.least);
}

function meaning(word: string): Word | undefined {
  return WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/** Without the full stop of an abbreviation. */
function bare(word: string): string {
  return word.trim().replace(/\.+$/, '');
}
