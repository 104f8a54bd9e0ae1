import type { Card, CustomerCards } from '@rto/cards';
import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { bold, lines, type Keyboard, type Screen } from './screen';
import type { Texts } from './texts';

/** The button of the loyalty cards. */
export const cardsActions = {
  openCards: row('d'),
  /** A card for somebody without one. */
  getCard: row('dn'),
  /** Orders carry it from now on. */
  useCard: row('du', { cardId: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    cards: typeof cardsActions;
  }
}
export type CardsAction = ActionOf<typeof cardsActions>;

export interface CardChoice {
  /** Whether the shop gives cards in the bot. */
  readonly canGet?: boolean;
  /** The card that orders carry where there are several. */
  readonly usedId?: number | undefined;
}

/**
 * One message a card: a picture with its codes while the till takes it, else words that say why not; one message
 * that says why when there is none.
 */
export function cardScreens(
  { cards, available }: CustomerCards,
  t: Texts,
  f: Formats,
  { canGet = false, usedId }: CardChoice = {},
): readonly Screen[] {
  if (cards.length === 0) return [noCardScreen(available, available && canGet, t)];
  const active = cards.filter(({ state }) => state === 'active');
  return cards.map((card, index) => {
    const isChoice = active.length > 1 && card.state === 'active';
    const isUsed = isChoice && card.id === usedId;
    const screen = cardScreen(card, t, f);
    const use: Keyboard =
      isChoice && !isUsed ? [[{ label: t.cards.use, action: { type: 'useCard', cardId: card.id } }]] : [];
    return {
      ...screen,
      text: lines(screen.text, isUsed ? t.cards.used : undefined),
      keyboard: [...use, ...(index === cards.length - 1 ? [[menuButton(t)]] : [])],
    };
  });
}

function noCardScreen(available: boolean, canGet: boolean, t: Texts): Screen {
  const reason = canGet ? t.cards.offer : available ? t.cards.none : t.cards.unavailable;
  const get: Keyboard = canGet ? [[{ label: t.cards.get, action: { type: 'getCard' } }]] : [];
  return { text: lines(bold(t.cards.title), '', reason), keyboard: [...get, [menuButton(t)]] };
}

function cardScreen(card: Card, t: Texts, f: Formats): Omit<Screen, 'keyboard'> {
  const { state, expiresOn } = card;
  const day = expiresOn === undefined ? undefined : f.day(expiresOn);
  const isActive = state === 'active';
  return {
    ...(isActive && { photo: { type: 'card', value: card.barcode } as const }),
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
