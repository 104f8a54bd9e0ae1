import type { CatalogItem } from '@rto/catalog';
import { priceText, stockText, type CatalogView } from './catalog.screen';
import { namesFor, shorten } from './names';
import { bold, lines, MAX_TEXT_LENGTH, type Span } from './screen';

/** Characters of a description in a chat that is not ours. */
const DESCRIPTION_ROOM = 300;
/** What Telegram shows of a line in its list. */
const TITLE_ROOM = 100;

/** A good as it is shown to anybody, in any chat: nothing in it is of a person. */
export interface SharedCard {
  /** In the list that Telegram shows while somebody types. */
  readonly title: string;
  readonly summary: string;
  /** The message that is sent. */
  readonly text: readonly Span[];
}

export function sharedCard(view: CatalogView, item: CatalogItem, shopName: string): SharedCard {
  const price = capitalized(priceText(view, item));
  const stock = view.showStock || !item.allowed.isPositive() ? capitalized(stockText(view, item)) : undefined;
  return {
    title: shorten(item.name, TITLE_ROOM),
    summary: stock === undefined ? price : `${price} · ${stock}`,
    text: lines(
      bold(namesFor(1, MAX_TEXT_LENGTH / 2)(item.name)),
      item.description === undefined ? undefined : shorten(item.description, DESCRIPTION_ROOM),
      price,
      stock,
      shorten(shopName, TITLE_ROOM),
    ),
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
