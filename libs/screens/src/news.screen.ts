import type { CampaignContent, CampaignTarget } from '@rto/news';
import { row, type ActionOf, type ActionTable } from './action';
import type { Cart, CartDifference } from '@rto/cart';
import { count, oneOf } from './action-parts';
import { cartTextOf } from './cart.screen';
import type { Formats } from './formats';
import { cartButton, menuButton } from './menu.screen';
import { lines, type Button, type Keyboard, type Screen } from './screen';
import { writeRow } from './talk.screen';
import type { Texts } from './texts';

/** Buttons below what a shop writes unasked. */
export const newsActions = {
  /** What the button of a campaign leads to. */
  openNews: row('nw', { campaign: count }),
  newsOff: row('no'),
  newsOn: row('ny'),
  rateOrder: row('rv', { number: count, how: oneOf<'up' | 'down'>(['up', 'down']) }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    news: typeof newsActions;
  }
}
export type NewsAction = ActionOf<typeof newsActions>;

/** A campaign of the owner's, as people read it. */
export function newsScreen({ number, text, photo, target }: CampaignContent, t: Texts): Screen {
  return {
    text: text === '' ? [] : [text],
    ...(photo !== undefined && { photo: { type: 'file', fileId: photo } as const }),
    keyboard: [...(target ? [[targetButton(number, target, t)]] : []), ...newsOffRow(t)],
    stays: true,
  };
}

function targetButton(campaign: number, { type }: CampaignTarget, t: Texts): Button {
  const label = type === 'item' ? t.news.openItem : t.news.openGroup;
  return { label, action: { type: 'openNews', campaign } };
}

/** Below everything that a shop writes to many. */
export function newsOffRow(t: Texts): Keyboard {
  return [[{ label: t.news.off, action: { type: 'newsOff' } }]];
}

/** What the person has chosen, and the way back. */
export function newsChoiceScreen(isOff: boolean, t: Texts): Screen {
  return {
    text: [isOff ? t.news.isOff : t.news.isOn],
    keyboard: [[newsButton(isOff, t)], [menuButton(t)]],
  };
}

/** Switches news off, or on again. */
export function newsButton(isOff: boolean, t: Texts): Button {
  return isOff
    ? { label: t.news.on, action: { type: 'newsOn' } }
    : { label: t.news.off, action: { type: 'newsOff' } };
}

/** What lies in a cart since hours, and what has changed in it. */
export function cartReminderScreen(
  cart: Cart,
  differences: readonly CartDifference[],
  t: Texts,
  f: Formats,
): Screen {
  return {
    text: lines(t.news.cartWaits, '', ...cartTextOf(cart, differences, t, f)),
    keyboard: [
      [{ label: t.menu.checkout, action: { type: 'startCheckout' } }, cartButton(t)],
      ...newsOffRow(t),
    ],
    stays: true,
  };
}

/** The day after an order. */
export function askRatingScreen(number: number, t: Texts): Screen {
  return {
    text: [t.news.askRating(number)],
    keyboard: [
      [
        { label: '👍', action: { type: 'rateOrder', number, how: 'up' } },
        { label: '👎', action: { type: 'rateOrder', number, how: 'down' } },
      ],
      ...newsOffRow(t),
    ],
    stays: true,
  };
}

/** @param canWrite the shop can be written to */
export function ratedScreen(number: number, canWrite: boolean, t: Texts): Screen {
  return { text: [t.news.thanks], keyboard: [...writeRow(canWrite, t, number), [menuButton(t)]] };
}
