/** What is counted or weighed in units that convert into each other, with the least of them as 1. */
export interface UnitWord {
  readonly measure: 'pieces' | 'mass' | 'volume';
  readonly least: number;
}

const PIECES = [
  'шт|штук[аиу]?|штуч[а-я]+|pcs?|pieces?|dona|та|ta|дона',
  // what holds one piece of goods; a pack or a box may hold several, and is asked for again
  'бут|бутыл[а-я]+|bottles?|shisha|butilka|банк[аиу]|банок|cans?|jars?|пачк[аиу]|пачек',
].join('|');

const WORDS: readonly (readonly [pattern: RegExp, word: UnitWord])[] = [
  [new RegExp(`^(?:${PIECES})$`), { measure: 'pieces', least: 1 }],
  [/^(?:кг|кило|килограмм(?:а|ов)?|kg|kgs|kilo|kilos|kilogramm?s?)$/, { measure: 'mass', least: 1000 }],
  [/^(?:гр?|грамм(?:а|ов)?|gr?|gramm?s?)$/, { measure: 'mass', least: 1 }],
  [/^(?:л|литр(?:а|ов)?|l|litr|lit(?:er|re)s?)$/, { measure: 'volume', least: 1000 }],
  [/^(?:мл|миллилитр(?:а|ов)?|ml|millilitr)$/, { measure: 'volume', least: 1 }],
];

/** What a unit's name means, in small letters and without the full stop of an abbreviation. */
export function unitWord(word: string): UnitWord | undefined {
  return WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/** Without the full stop of an abbreviation. */
export function bareUnit(word: string): string {
  return word.trim().toLowerCase().replace(/\.+$/, '');
}
