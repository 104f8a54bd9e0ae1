import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageTexts } from './page-words';
import { en } from './page-texts-en';
import { ru } from './page-texts-ru';
import { uz } from './page-texts-uz';

/** Languages of the page around the phone; the phone itself speaks its owner's. */
export const PAGE_LANGUAGES = { ru: 'Русский', uz: 'Oʻzbekcha', en: 'English' } as const;
export type PageLanguage = keyof typeof PAGE_LANGUAGES;

/** What the page itself says, in the order in which one meets it. */
export const PAGE_TEXTS: Readonly<Record<PageLanguage, PageTexts>> = { ru, uz, en };

export const PageLanguageContext = createContext<PageLanguage>('en');

/** The page's words in the language that was chosen. */
export function usePageTexts(): PageTexts {
  return PAGE_TEXTS[useContext(PageLanguageContext)];
}

/** The browser's language where the page speaks it, else English. */
export function firstLanguage(): PageLanguage {
  const wanted = navigator.languages.map((language) => language.slice(0, 2));
  return wanted.find((language): language is PageLanguage => language in PAGE_LANGUAGES) ?? 'en';
}
