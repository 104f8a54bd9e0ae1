export const LANGUAGES = ['ru', 'uz', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** REGOS's own codes of the same languages (docs/regos.md 18: Enum rus/uzb/eng). */
const REGOS_CODES: Readonly<Record<string, Language>> = { rus: 'ru', uzb: 'uz', eng: 'en' };

/** Our language for a code such as `ru`, `uz-UZ`, `rus`; undefined when it is none of the three. */
export function parseLanguage(code: string | undefined): Language | undefined {
  const lower = code?.trim().toLowerCase() ?? '';
  const base = lower.split(/[-_]/)[0] ?? '';
  return LANGUAGES.find((language) => language === base) ?? REGOS_CODES[lower];
}

/** A text in each language. */
export type Localized = Readonly<Record<Language, string>>;
