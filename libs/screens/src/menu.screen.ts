import type { Cart } from '@rto/cart';
import { LANGUAGES, type Language } from '@rto/kernel';
import { row, type ActionOf, type ActionTable } from './action';
import { keyOf } from './action-parts';
import type { Formats } from './formats';
import { bold, inRows, lines, type Button, type Keyboard, type Screen } from './screen';
import { LANGUAGE_NAMES, type Texts } from './texts';

/** Buttons that stand everywhere, and those of the languages. */
export const menuActions = {
  openMenu: row('m'),
  openLanguage: row('l'),
  chooseLanguage: row('ll', { language: keyOf(LANGUAGE_NAMES) }),
  /** Shows a value only, like the quantity between − and +. */
  nothing: row('n'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    menu: typeof menuActions;
  }
}
export type MenuAction = ActionOf<typeof menuActions>;

export interface Greeting {
  readonly shopName: string;
  /** The shop's own words (WELCOME_MESSAGE). */
  readonly welcomeMessage: string | undefined;
}

interface MenuView {
  /** At /start only. */
  readonly greeting?: Greeting | undefined;
  /** Says what is kept of a person. */
  readonly tellsOfData?: boolean;
  /** Says how to go on with the order that was begun. */
  readonly isCheckoutOpen?: boolean;
  /** Buttons of what this shop has besides. */
  readonly more?: readonly Button[];
}

export function menuScreen(
  t: Texts,
  { greeting, tellsOfData, isCheckoutOpen, more = [] }: MenuView = {},
): Screen {
  const title = greeting
    ? lines(greeting.welcomeMessage ?? bold(t.menu.welcome(greeting.shopName)))
    : [bold(t.menu.title)];
  const consent = tellsOfData ? ['', t.menu.consent] : [];
  return {
    text: lines(title, ...consent, '', isCheckoutOpen ? t.checkout.continueHint : t.menu.hint),
    keyboard: [
      [{ label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } }],
      [
        { label: t.menu.cart, action: { type: 'openCart', page: 0 } },
        { label: t.menu.checkout, action: { type: 'startCheckout' } },
      ],
      [
        { label: t.menu.cards, action: { type: 'openCards' } },
        { label: t.menu.orders, action: { type: 'openOrders', page: 0 } },
      ],
      ...inRows(more, 2),
      [{ label: t.menu.language, action: { type: 'openLanguage' } }],
    ],
  };
}

/** @param news the button that switches news off, or on again */
export function languageScreen(t: Texts, current: Language, news?: Button): Screen {
  return {
    text: [bold(t.language.title)],
    keyboard: [
      ...LANGUAGES.map((language): Button[] => [
        {
          label: `${language === current ? '• ' : ''}${LANGUAGE_NAMES[language]}`,
          action: { type: 'chooseLanguage', language },
        },
      ]),
      ...(news ? [[news]] : []),
      [menuButton(t)],
    ],
  };
}

export function menuButton(t: Texts): Button {
  return { label: t.menu.menu, action: { type: 'openMenu' } };
}

export function cartButton(t: Texts): Button {
  return { label: t.menu.cart, action: { type: 'openCart', page: 0 } };
}

/** With what is in it: `Корзина (3) 45 000 сум`. */
export function filledCartButton(t: Texts, f: Formats, { lines: { length }, total }: Cart): Button {
  const sum = total ? ` ${f.money(total)}` : '';
  return { ...cartButton(t), label: length === 0 ? t.menu.cart : `${t.menu.cart} (${length})${sum}` };
}

export function cartAndMenu(t: Texts): Keyboard {
  return [[cartButton(t), menuButton(t)]];
}

/** What the bot can do, for those who ask. */
export function helpScreen(t: Texts): Screen {
  const { title, search, buy, follow, commands } = t.help;
  return {
    text: lines(bold(title), '', search, buy, follow, '', commands),
    keyboard: [
      [
        { label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } },
        { label: t.menu.orders, action: { type: 'openOrders', page: 0 } },
      ],
      ...cartAndMenu(t),
    ],
  };
}

/** Something to read with a way on. */
export function messageScreen(t: Texts, text: string, keyboard: Keyboard = [[menuButton(t)]]): Screen {
  return { text: [text], keyboard };
}
