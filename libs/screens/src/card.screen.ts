import type { Card, CustomerCards } from '@rto/cards';
import { row, type ActionOf, type ActionTable } from './action';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** The button of the loyalty cards. */
export const cardsActions = {
  openCards: row('d'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    cards: typeof cardsActions;
  }
}
export type CardsAction = ActionOf<typeof cardsActions>;

/**
 * One message a card: a picture with its code while the till takes it, else words that say why not; one message
 * that says why when there is none.
 */
export function cardScreens({ cards, available }: CustomerCards, t: Texts, f: Formats): readonly Screen[] {
  if (cards.length === 0) {
    const reason = available ? t.cards.none : t.cards.unavailable;
    return [{ text: lines(bold(t.cards.title), '', reason), keyboard: [[menuButton(t)]] }];
  }
  return cards.map((card, index) => ({
    ...cardScreen(card, t, f),
    keyboard: index === cards.length - 1 ? [[menuButton(t)]] : [],
  }));
}

function cardScreen(card: Card, t: Texts, f: Formats): Omit<Screen, 'keyboard'> {
  const { state, expiresOn } = card;
  const day = expiresOn === undefined ? undefined : f.day(expiresOn);
  const isActive = state === 'active';
  return {
    ...(isActive && { photo: { type: 'qr', value: card.barcode } as const }),
    text: lines(
      bold(card.programme ?? t.cards.title),
      t.cards.number(card.barcode),
      t.cards.balance(f.number(card.balance)),
      state === 'expired' ? t.cards.expired(day ?? '') : t.cards[state],
      isActive && day !== undefined ? t.cards.expires(day) : undefined,
      isActive ? t.cards.show : t.cards.renew,
    ),
  };
}
