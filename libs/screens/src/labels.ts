import { LANGUAGES } from '@rto/kernel';
import type { Action } from './action';
import { LANGUAGE_NAMES, texts, type Texts } from './texts';

/** What the words on a button ask for, where it depends on the place of the person what exactly is done. */
export type LabelledStep =
  | 'back'
  | 'next'
  | 'previous'
  | 'add'
  | 'repeat'
  | 'cancelOrder'
  | 'keepOrder'
  | 'skip'
  | 'confirm'
  | 'abort'
  | 'sharePhone'
  | 'sendLocation';

/** A button that was typed, or pressed on a keyboard whose buttons send their labels. */
export type TypedButton =
  | { readonly type: 'action'; readonly action: Action }
  | { readonly type: 'step'; readonly step: LabelledStep }
  /** «Удалить» with what stands behind it: a name, or the id of an item as REGOS's own bot had it. */
  | { readonly type: 'remove'; readonly of: string };

/** Every label that stands on a button of ours or of REGOS's own bot, which had the same Russian words. */
function labelsOf(t: Texts): readonly (readonly [label: string, button: Action | LabelledStep])[] {
  const { menu, catalog, cart, checkout, orders } = t;
  return [
    [menu.catalog, { type: 'openCatalog', page: 0 }],
    [menu.cart, { type: 'openCart', page: 0 }],
    [menu.checkout, { type: 'startCheckout' }],
    [menu.cards, { type: 'openCards' }],
    [menu.orders, { type: 'openOrders', page: 0 }],
    [menu.language, { type: 'openLanguage' }],
    [menu.menu, { type: 'openMenu' }],
    [menu.title, { type: 'openMenu' }],
    [menu.back, 'back'],
    [catalog.search, { type: 'startSearch' }],
    [catalog.next, 'next'],
    [catalog.previous, 'previous'],
    [catalog.add, 'add'],
    [cart.clear, { type: 'clearCart' }],
    [checkout.sharePhone, 'sharePhone'],
    [checkout.sendLocation, 'sendLocation'],
    [checkout.skip, 'skip'],
    [checkout.confirm, 'confirm'],
    [checkout.abort, 'abort'],
    [orders.repeat, 'repeat'],
    [orders.cancel, 'cancelOrder'],
    [orders.cancelYes, 'cancelOrder'],
    [orders.cancelNo, 'keepOrder'],
  ];
}

const BUTTONS: ReadonlyMap<string, TypedButton> = new Map(
  LANGUAGES.flatMap((language) => [
    ...labelsOf(texts(language)).map(([label, button]): readonly [string, TypedButton] => [
      bareLabel(label),
      typeof button === 'string' ? { type: 'step', step: button } : { type: 'action', action: button },
    ]),
    [
      bareLabel(LANGUAGE_NAMES[language]),
      { type: 'action', action: { type: 'chooseLanguage', language } },
    ] as const,
  ]),
);
/** «Удалить …» in every language. */
const REMOVALS: readonly string[] = LANGUAGES.map((language) => bareLabel(texts(language).cart.remove('')));

/** Longest text that can be a label; a page that is pasted is no button pressed. */
const LONGEST = 100;

/** The button whose words these are, in any language; undefined for anything else that people write. */
export function typedButton(text: string): TypedButton | undefined {
  if (text.length > LONGEST) return undefined;
  const bare = bareLabel(text);
  const button = BUTTONS.get(bare);
  if (button) return button;
  const removal = REMOVALS.find((word) => bare.startsWith(word) && /^[:\s]/.test(bare.slice(word.length)));
  return removal === undefined ? undefined : { type: 'remove', of: bareLabel(bare.slice(removal.length)) };
}

/** Words alone: without emoji and signs around them, in small letters, however the sign of oʻ and gʻ is typed. */
export function bareLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[ʻʼ‘’`´']/g, '’')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
