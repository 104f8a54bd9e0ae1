import type { Language } from '@rto/kernel';
import { inCyrillic } from './cyrillic';
import { en } from './en';
import { ru, type Texts } from './ru';
import { uz } from './uz';

export type { Texts } from './ru';

const TEXTS: Readonly<Record<Language, Texts>> = { ru, uz, 'uz-Cyrl': inCyrillic(uz), en };

export function texts(language: Language): Texts {
  return TEXTS[language];
}

/** Each language in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ru: 'Русский',
  uz: 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
  en: 'English',
};
