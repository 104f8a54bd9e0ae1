/** The keys of one board in both layouts. */
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const SHIFTED_LATIN = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const SHIFTED_CYRILLIC = 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';

const TO_CYRILLIC = pairs(LATIN + SHIFTED_LATIN, CYRILLIC + SHIFTED_CYRILLIC);
const TO_LATIN = pairs(CYRILLIC + SHIFTED_CYRILLIC, LATIN + SHIFTED_LATIN);

/**
 * What the same keys would have written in the other layout: `ghbdtn` is `привет`, `ыгег` is `sugu`. A sign between two
 * digits stays.
 * @returns undefined for a text of both alphabets, or of none
 */
export function otherLayout(text: string): string | undefined {
  const isLatin = /[a-z]/i.test(text);
  const isCyrillic = /\p{Script=Cyrillic}/u.test(text);
  if (isLatin === isCyrillic) return undefined;
  const keys = isLatin ? TO_CYRILLIC : TO_LATIN;
  return text.replace(/(?<!\d)\D|\D(?!\d)/g, (sign) => keys.get(sign) ?? sign);
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((sign, index) => [sign, to[index] ?? sign]));
}
