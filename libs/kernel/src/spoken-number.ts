import { withoutWordSigns } from './folding';

/** Words for a number as people type them, in small letters and without the signs of oʻ and gʻ. */
const NUMBERS: Readonly<Record<string, string>> = {
  ...numbered(1, 'один одна одно одну', 'bir бир', 'one a an'),
  ...numbered(2, 'два две', 'ikki икки', 'two'),
  ...numbered(3, 'три', 'uch уч', 'three'),
  ...numbered(4, 'четыре', 'tort торт тўрт', 'four'),
  ...numbered(5, 'пять', 'besh беш', 'five'),
  ...numbered(6, 'шесть полдюжины', 'olti олти', 'six', 'half a dozen'),
  ...numbered(7, 'семь', 'yetti етти', 'seven'),
  ...numbered(8, 'восемь', 'sakkiz саккиз', 'eight'),
  ...numbered(9, 'девять', 'toqqiz тўққиз', 'nine'),
  ...numbered(10, 'десять десяток', 'on ўн', 'ten'),
  ...numbered(12, 'двенадцать дюжина дюжину', 'twelve dozen', '', 'on ikki', 'ўн икки', 'a dozen'),
  ...numbered(1.5, 'полтора полторы'),
  ...numbered(0.5, 'половина половину половинка пол', 'yarim ярим', 'half', 'half a', 'half an'),
  ...numbered(0.25, 'четверть', 'chorak чорак', 'quarter', 'a quarter', 'quarter of a', 'a quarter of a'),
};
/** Most words of one number. */
const LONGEST = 4;
/** `полкило`, `пол-литра`, `поллитра`. */
const HALF_A_UNIT = /^пол[-\s]?(?=кило|кг|литр|л(?:\s|$))/;
/** `beshta`, `ikkita`: so many of them. */
const COUNTED = /(?<=[a-zа-яў]{2})(?:ta|та)$/;
/** Said alone it is one of it. */
const A_UNIT = /^(?:кило|килограмм|kilo|kilogramm?)$/;
const AND_A_HALF = /^(?:с половиной|yarim|ярим|and a half)(?=\s|$)/;

/**
 * The text with the number in front in digits: `полкило` is `0.5 кило`, `bir yarim kg` is `1.5 kg`; any other text is
 * given back as it is.
 * @param text in small letters, with single blanks
 */
export function inDigits(text: string): string {
  const plain = withoutWordSigns(text);
  if (A_UNIT.test(plain)) return `1 ${plain}`;
  if (HALF_A_UNIT.test(plain)) return plain.replace(HALF_A_UNIT, '0.5 ');
  const words = plain.split(' ');
  const [number, length] = numberBefore(words);
  if (number === undefined) return text;
  const rest = words.slice(length).join(' ');
  const isMore = /^\d+$/.test(number) && AND_A_HALF.test(rest);
  if (isMore) return `${number}.5 ${rest.replace(AND_A_HALF, '').trim()}`.trim();
  return length === 0 ? text : `${number} ${rest}`.trim();
}

/** The number that the first words are, and how many of them. */
function numberBefore(words: readonly string[]): readonly [number: string | undefined, length: number] {
  for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ').replace(COUNTED, '');
    if (Object.hasOwn(NUMBERS, name)) return [NUMBERS[name], length];
  }
  const [first = ''] = words;
  return /^\d+$/.test(first) ? [first, 1] : [undefined, 0];
}

/** @param words single words of a language, parted by blanks @param phrases of several words */
function numbered(
  value: number,
  ru = '',
  uz = '',
  en = '',
  ...phrases: readonly string[]
): Record<string, string> {
  const names = [...`${ru} ${uz} ${en}`.split(' ').filter((word) => word !== ''), ...phrases];
  return Object.fromEntries(names.map((name) => [name, String(value)]));
}
