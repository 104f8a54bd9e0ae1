import { LANGUAGES } from '@rto/kernel';
import { bareLabel, texts, type Action, type Texts } from '@rto/screens';
import type { Turn } from './turn';

/** What the words on a button ask for where the person is; undefined where there is no such button. */
export type Meaning = Action | ((turn: Turn) => Action | undefined);

/** The labels on the buttons of a feature, each with what it means when it is typed. */
export type Words = (t: Texts) => readonly (readonly [label: string, meaning: Meaning])[];

/** A button that was typed, or pressed on a keyboard whose buttons send their labels. */
export type TypedButton =
  | { readonly type: 'button'; readonly meaning: Meaning }
  /** Of the keyboard below the chat: its words came without what it sends. */
  | { readonly type: 'labelAlone'; readonly of: 'contact' | 'location' }
  /** «Удалить» with what stands behind it: a name, or the id of an item as REGOS's own bot had it. */
  | { readonly type: 'remove'; readonly of: string };

/** Longest text that can be a label; a page that is pasted is no button pressed. */
const LONGEST = 100;

/** «Корзина (3) 45 000 сум»: the label with what the button shows behind it. */
const FILLED = /^([^(]+) \(\d+\)?(?: [\d., ]+.*)?$/;
/** «Удалить …» in every language. */
const REMOVALS: readonly string[] = LANGUAGES.map((language) => bareLabel(texts(language).cart.remove('')));

/** Every label that stands on a button of ours or of REGOS's own bot, which had the same Russian words. */
export class TypedButtons {
  private readonly buttons: ReadonlyMap<string, TypedButton>;

  constructor(words: readonly Words[]) {
    this.buttons = new Map(
      LANGUAGES.map(texts).flatMap((t): (readonly [string, TypedButton])[] => [
        ...words
          .flatMap((of) => of(t))
          .map(([label, meaning]) => [bareLabel(label), { type: 'button', meaning }] as const),
        [bareLabel(t.checkout.sharePhone), { type: 'labelAlone', of: 'contact' }],
        [bareLabel(t.checkout.sendLocation), { type: 'labelAlone', of: 'location' }],
      ]),
    );
  }

  /** The button whose words these are, in any language; undefined for anything else that people write. */
  find(text: string): TypedButton | undefined {
    if (text.length > LONGEST) return undefined;
    const bare = bareLabel(text);
    const button = this.buttons.get(bare);
    if (button) return button;
    const filled = this.buttons.get(FILLED.exec(bare)?.[1] ?? '');
    if (filled) return filled;
    const removal = REMOVALS.find((word) => bare.startsWith(word) && /^[:\s]/.test(bare.slice(word.length)));
    return removal === undefined ? undefined : { type: 'remove', of: bareLabel(bare.slice(removal.length)) };
  }
}
