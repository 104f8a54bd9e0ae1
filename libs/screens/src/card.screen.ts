import type { Card, CustomerCards } from '@rto/cards';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** One picture a card, each with its code; one message that says why when there is none. */
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
  return {
    photo: { type: 'qr', value: card.barcode },
    text: lines(
      bold(card.programme ?? t.cards.title),
      t.cards.number(card.barcode),
      t.cards.balance(f.number(card.balance)),
      t.cards.active,
      card.expiryDate === undefined ? undefined : t.cards.expires(card.expiryDate),
      t.cards.show,
    ),
  };
}
