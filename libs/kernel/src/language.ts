/** Languages that words are written in. */
export const WRITTEN_LANGUAGES = ['ru', 'uz', 'en'] as const;
export type WrittenLanguage = (typeof WRITTEN_LANGUAGES)[number];

/** Languages of people; Uzbek in Cyrillic letters is made by rule of Uzbek in Latin ones. */
export const LANGUAGES = ['ru', 'uz', 'uz-Cyrl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** REGOS's own codes of the same languages (docs/regos.md 18: Enum rus/uzb/eng). */
const REGOS_CODES: Readonly<Record<string, Language>> = { rus: 'ru', uzb: 'uz', eng: 'en' };
const UZBEK_IN_CYRILLIC = /^uzb?[-_]cyrl(?![a-z])/;

/** Our language for a code such as `ru`, `uz-UZ`, `uz-Cyrl`, `rus`; undefined when it is none of ours. */
export function parseLanguage(code: string | undefined): Language | undefined {
  const lower = code?.trim().toLowerCase() ?? '';
  if (UZBEK_IN_CYRILLIC.test(lower)) return 'uz-Cyrl';
  const base = lower.split(/[-_]/)[0] ?? '';
  return WRITTEN_LANGUAGES.find((language) => language === base) ?? REGOS_CODES[lower];
}

/** The language to begin with, by Telegram's code of a person's: Uzbek in the letters of the shop, its language for others. */
export function firstLanguage(code: string | undefined, ofShop: Language): Language {
  const language = parseLanguage(code) ?? ofShop;
  return language === 'uz' && ofShop === 'uz-Cyrl' ? ofShop : language;
}

/** A text in each language that is written. */
export type Localized = Readonly<Record<WrittenLanguage, string>>;
