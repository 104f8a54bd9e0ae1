import { Decimal } from 'decimal.js';
import { UserError } from './errors';
import { Quantity, type Unit } from './quantity';
import { inDigits } from './spoken-number';
import { bareUnit, unitWord } from './unit-words';

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

/**
 * A quantity of goods in this unit, in any form that people type: `2`, `0,35`, `1 000`, `2 кг`, `500 г`, `3 шт.`, `½`,
 * `1 1/2`, `полкило`, `yarim kilo`. Zero is a quantity too. What can be read in two ways, or names a unit that does not fit the goods, is refused
 * with the reason: a wrong quantity costs more than a second message.
 * @throws UserError `quantityInvalid` | `piecesOnly` | `quantityUnclear` {less, more} | `otherUnit` {unit, typed}, where
 * `typed` is there when what was typed is a unit at all
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
  const { number, word = '' } = (plain.length <= MAX_LENGTH && PARTS.exec(inDigits(plain))?.groups) || {};
  if (number === undefined) throw new UserError('quantityInvalid');
  return { number: number.trim(), word: bareUnit(word) };
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
  const own = bareUnit(unit.name);
  if (word === '' || word === own) return new Decimal(1);
  const typed = unitWord(word);
  const sold = unitWord(own) ?? (unit.kind === 'pcs' ? unitWord('шт') : undefined);
  if (typed === undefined) throw new UserError('otherUnit', { unit: unit.name });
  if (typed.measure !== sold?.measure) throw new UserError('otherUnit', { unit: unit.name, typed: word });
  return new Decimal(typed.least).dividedBy(sold.least);
}
