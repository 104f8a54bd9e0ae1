import type { Language } from '@rto/kernel';
import type { Formats } from '../formats';
import type { Screen } from '../screen';
import type { Texts } from '../texts';

/** What the screens of a language are drawn with. */
export interface Pen {
  readonly t: Texts;
  readonly f: Formats;
  readonly language: Language;
}

/** A screen, or several messages that come together, under the words that say when they are seen. */
export type Page = readonly [when: string, shown: Screen | readonly Screen[]];

/** The screens of one part of the conversation. */
export type Chapter = readonly [title: string, pages: (pen: Pen) => readonly Page[]];
