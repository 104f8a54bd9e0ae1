import { withoutWordSigns } from '@rto/kernel';
import { foldings, plain } from './folding';

/** A word of a name or of what is typed, folded. */
export interface Word {
  /** See {@link foldings}; of a number its digits: `1.5`. The first is what was written. */
  readonly forms: readonly string[];
  readonly isNumber: boolean;
  /** Tells nothing of a good: a preposition. */
  readonly isEmpty?: boolean;
  /** A number with its unit in millilitres, grams or metres: `1500ml`. */
  readonly amount?: string;
  /** Set for `мол.` and `морож-ое`: what the whole word begins and ends with. */
  readonly cut?: { readonly head: string; readonly tail: string };
}

/** Tells nothing of a good. `д` is what is left of `д/посуды`. */
const EMPTY = new Set(
  'д для с со и в на из от по к за или uchun va bilan ham for with and of the a an to x'
    .split(' ')
    .flatMap(foldings),
);

/** Ends of words that cashiers leave the middle out of. */
const TAILS = new Set(
  'во ое ая ые ий ый ие ия ки ка ко ок ль ть ся ры ны на ца цы ик ец ик ая ль ь'.split(' ').flatMap(foldings),
);

/** Units with what they are in the unit they are compared in; those that only count say nothing of their own. */
const UNITS: ReadonlyMap<string, readonly [unit: string, factor: number]> = new Map([
  ...named('ml', 1_000, 'л l литр литра литров литровая литровый litr litrli liter litre ltr лтр'),
  ...named('ml', 1, 'мл ml millilitr миллилитров'),
  ...named('g', 1, 'г гр g gr грамм грам граммов gramm gram'),
  ...named('g', 1_000, 'кг kg кило килограмм килограмма kilo kilogramm'),
  ...named('', 1, 'шт штук штуки sht pcs dona дона ta та пак пакетиков листов лист варак varaq'),
]);

const UNIT = [...UNITS.keys()].sort((one, other) => other.length - one.length).join('|');
/** A number with its unit; letters and digits in one; a word that may be cut by a dot, or joined to another. */
const PART = new RegExp(
  [
    `(?<number>\\d+(?:\\.\\d+)?)(?: ?(?<unit>${UNIT})(?![\\p{L}\\d]))?`,
    '(?<glued>\\p{L}{1,3}\\d+)(?![\\p{L}.])',
    '(?<word>\\p{L}+)(?:(?<joint>[-/])(?<rest>\\p{L}+)|(?<dot>\\.))?',
  ].join('|'),
  'gu',
);

/**
 * Words of a text in their order; those that tell nothing are left out unless there are no others.
 * @param known words that were folded already, kept by the caller
 */
export function wordsOf(text: string, known = new Map<string, Word>()): Word[] {
  const flat = plain(withoutWordSigns(text))
    .replace(/(?<=\d),(?=\d)/g, '.')
    .replace(/(?<=\d) ?(?:[xх×*в]|in) ?(?=\d)/g, ' ');
  const words = [...flat.matchAll(PART)].flatMap((match) => partOf(match, known));
  const telling = words.filter((word) => !word.isEmpty);
  return telling.length > 0 ? telling : words;
}

function partOf({ 0: whole, groups: part = {} }: RegExpMatchArray, known: Map<string, Word>): Word[] {
  const { number, unit, glued, word = '', joint, rest = '', dot } = part;
  const kept = (text: string, make: () => Word): Word[] => {
    const there = known.get(text) ?? make();
    known.set(text, there);
    return [there];
  };
  const plainWord = (text: string): Word[] => kept(text, () => wordOf(text));
  if (number !== undefined) return kept(whole, () => numberWord(number, unit));
  if (glued !== undefined) return plainWord(glued);
  if (dot !== undefined) return kept(whole, () => cutWord(word, first(word), ''));
  if (joint === '-' && TAILS.has(first(rest)))
    return kept(whole, () => cutWord(word, first(word), first(rest)));
  // п/э, х/б: an abbreviation of its own
  if (joint === '/' && rest.length <= 2 && word.length <= 2) return plainWord(`${word}${rest}`);
  return joint === undefined ? plainWord(word) : [...plainWord(word), ...plainWord(rest)];
}

function cutWord(word: string, head: string, tail: string): Word {
  return { ...wordOf(word), cut: { head, tail } };
}

/** An amount is also found by its number in the larger and in the smaller unit: `500 мл` by 0.5. */
function numberWord(number: string, unit: string | undefined): Word {
  const [name, factor] = (unit !== undefined && UNITS.get(unit)) || ['', 1];
  const digits = String(Number(number));
  if (name === '') return { forms: [digits], isNumber: true };
  const amount = rounded(Number(number) * factor);
  const forms = [...new Set([digits, String(amount), String(rounded(amount / 1_000))])];
  return { forms, isNumber: true, amount: `${amount}${name}` };
}

function rounded(amount: number): number {
  return Math.round(amount * 1_000) / 1_000;
}

function named(unit: string, factor: number, names: string): [string, readonly [string, number]][] {
  return names.split(' ').map((name) => [name, [unit, factor]]);
}

function wordOf(text: string): Word {
  const forms = foldings(text);
  return { forms, isNumber: false, ...(forms.some((form) => EMPTY.has(form)) && { isEmpty: true }) };
}

function first(text: string): string {
  return foldings(text)[0] ?? '';
}
