import type { CartLine } from '@rto/cart';
import type { CatalogItem } from '@rto/catalog';
import type { Action } from './action';
import type { Origin } from './action-parts';
import { backButton, priceText, noteLine, stockText, type CatalogView } from './catalog.screen';
import { cartButton, menuButton } from './menu.screen';
import { buttonName, namesFor, shorten } from './names';
import {
  bold,
  lettersOf,
  lines,
  MAX_CAPTION_LENGTH,
  MAX_TEXT_LENGTH,
  type Button,
  type Keyboard,
  type Screen,
  type Span,
} from './screen';

export interface ItemCard {
  readonly item: CatalogItem;
  readonly variants: readonly CatalogItem[];
  /** What of it is in the cart. */
  readonly line: CartLine | undefined;
  readonly origin: Origin;
}

/** For the words that may be said before the card. */
const REMARK_ROOM = 120;
/** Telegram takes 100 buttons in all. */
const MOST_VARIANTS = 90;

/** Picture, description, price, unit; «Добавить», or − quantity + once it is in the cart. */
export function itemScreen(view: CatalogView, card: ItemCard): Screen {
  const { t } = view;
  const { item } = card;
  const head = headRows(view, card);
  const terms = termRows(view, card);
  return {
    text: lines(...head, ...descriptionRows(item, lettersOf(lines(...head, ...terms)).length), '', ...terms),
    ...(item.imageUrl === undefined ? {} : { photo: { type: 'url', url: item.imageUrl } }),
    keyboard: [
      ...quantityButtons(view, card),
      ...variantButtons(view, card),
      [backButton(t, backAction(card))],
      [cartButton(t), menuButton(t)],
    ],
  };
}

type Rows = readonly (Span | undefined)[];

function headRows(view: CatalogView, { item }: ItemCard): Rows {
  const details = [item.articul, item.color, item.size].filter((detail) => detail !== undefined);
  return [
    bold(namesFor(1, MAX_TEXT_LENGTH)(item.name)),
    details.length > 0 ? details.map(buttonName).join(' · ') : undefined,
    ...noteLine(view),
  ];
}

/** What it costs, how much there is, how much is in the cart: never cut, however long the description. */
function termRows(view: CatalogView, { item, line }: ItemCard): Rows {
  const { t, f } = view;
  return [
    item.price && !item.hasVariants
      ? t.catalog.price(f.money(item.price), item.unit.name)
      : capitalized(priceText(view, item)),
    view.showStock || !item.allowed.isPositive() ? capitalized(stockText(view, item)) : undefined,
    line &&
      bold(t.catalog.inCart(f.quantity(line.quantity, line.unit), f.money(line.price.times(line.quantity)))),
    item.sellable && item.unit.kind === 'non_pcs' ? t.catalog.typeQuantity : undefined,
    item.hasVariants ? t.catalog.chooseVariant : undefined,
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param taken characters of the other rows */
function descriptionRows({ description, imageUrl }: CatalogItem, taken: number): Rows {
  const limit = imageUrl === undefined ? MAX_TEXT_LENGTH : MAX_CAPTION_LENGTH;
  const room = limit - taken - REMARK_ROOM;
  return description && room > 1 ? ['', shorten(description, room)] : [];
}

function quantityButtons({ t, f }: CatalogView, { item, line, origin }: ItemCard): Keyboard {
  if (line) {
    const step = (direction: 1 | -1): Action => ({ type: 'stepItem', itemId: item.id, direction, origin });
    return [
      [
        { label: '−', action: step(-1) },
        { label: f.quantity(line.quantity, line.unit), action: { type: 'nothing' } },
        { label: '+', action: step(1) },
      ],
    ];
  }
  return item.sellable
    ? [[{ label: t.catalog.add, action: { type: 'addItem', itemId: item.id, origin } }]]
    : [];
}

function variantButtons(view: CatalogView, { variants, origin }: ItemCard): Keyboard {
  return variants.slice(0, MOST_VARIANTS).map((variant): Button[] => [
    {
      label: `${buttonName(variant.name)} — ${priceText(view, variant)}`,
      action: { type: 'openItem', itemId: variant.id, origin },
    },
  ]);
}

function backAction({ item, origin }: ItemCard): Action {
  if (item.parentId !== undefined) return { type: 'openItem', itemId: item.parentId, origin };
  switch (origin.type) {
    case 'group':
      return { type: 'openGroup', groupId: origin.groupId, page: origin.page };
    case 'search':
      return { type: 'openSearch', page: origin.page };
    case 'none':
      return { type: 'openCatalog', page: 0 };
  }
}
