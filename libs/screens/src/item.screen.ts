import type { Cart, CartLine } from '@rto/cart';
import type { CatalogItem } from '@rto/catalog';
import { Quantity, type Unit } from '@rto/kernel';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count, direction, oneOf, origin, place, type ListPage, type Origin } from './action-parts';
import {
  backAndView,
  backButton,
  noteLine,
  priceText,
  stockText,
  viewButton,
  wayOn,
  type CatalogView,
} from './catalog.screen';
import { cartButton, filledCartButton, menuButton } from './menu.screen';
import { buttonName, namesFor, shorten } from './names';
import { savedButtons } from './saved.screen';
import {
  bold,
  inRows,
  italic,
  lettersOf,
  lines,
  MAX_CAPTION_LENGTH,
  MAX_TEXT_LENGTH,
  type Button,
  type Keyboard,
  type Screen,
  type Span,
} from './screen';

const WEIGHTS = ['0.5', '1', '2'] as const;
const WEIGHTS_IN_GRAMS = ['500', '1000', '2000'] as const;
const PACKS = ['6', '12'] as const;
type Usual = (typeof WEIGHTS | typeof WEIGHTS_IN_GRAMS | typeof PACKS)[number];

/** Buttons of item cards. */
export const itemActions = {
  openItem: row('i', { itemId: count, origin }),
  /** Another picture of it. @param index from 0 */
  openPicture: row('ip', { itemId: count, index: place, origin }),
  addItem: row('a', { itemId: count, origin }),
  stepItem: row('q', { itemId: count, direction, origin }),
  setItem: row('qs', {
    itemId: count,
    quantity: oneOf<Usual>([...WEIGHTS, ...WEIGHTS_IN_GRAMS, ...PACKS]),
    origin,
  }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    item: typeof itemActions;
  }
}
export type ItemAction = ActionOf<typeof itemActions>;

export interface DeckPlace {
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** Items before and behind it; the last is before the first. */
  readonly previous: number;
  readonly next: number;
  /** Where it stands in the list. */
  readonly listed: ListPage;
  /** What was searched for, where these are the goods that were found. */
  readonly query?: string | undefined;
}

export interface ItemCard {
  readonly item: CatalogItem;
  readonly variants: readonly CatalogItem[];
  readonly cart: Cart;
  readonly origin: Origin;
  /** Where «Назад» leads. */
  readonly back: Action;
  /** All of them where there are several, and which one is shown. */
  readonly pictures?: { readonly urls: readonly string[]; readonly index: number } | undefined;
  /** Its place among the goods that are shown one a message. */
  readonly deck?: DeckPlace | undefined;
}

/** For the words that may be said before the card. */
const REMARK_ROOM = 120;
/** So many pieces in the cart, and whole packs are offered: nobody taps + twelve times. */
const MANY_PIECES = Quantity.of('3');
/** What stands in the hint as an example. */
const EXAMPLES = { pcs: Quantity.of('12'), non_pcs: Quantity.of('1.5') };
/** Characters of a button of which a phone shows three, and two, in a row. */
const SHORT_CHOICE = 10;
const MIDDLING_CHOICE = 17;
/** Telegram takes 100 buttons in all. */
const MOST_VARIANTS = 90;

/** Picture, description, price, unit; «Добавить», or − quantity + once it is in the cart. */
export function itemScreen(view: CatalogView, card: ItemCard): Screen {
  const { item } = card;
  const head = headRows(view, card);
  const terms = termRows(view, card);
  const url = card.pictures?.urls[card.pictures.index] ?? item.imageUrl;
  return {
    text: lines(...head, ...descriptionRows(item, lettersOf(lines(...head, ...terms)).length), '', ...terms),
    ...(url === undefined ? {} : { photo: { type: 'url', url } }),
    keyboard: [
      ...pictureButtons(card),
      ...quantityButtons(view, card),
      ...usualButtons(view, card),
      ...variantButtons(view, card),
      ...savedButtons(view, card.item),
      ...turnButtons(card),
      ...footer(view, card),
    ],
  };
}

type Rows = readonly (Span | undefined)[];

function headRows(view: CatalogView, { item, deck }: ItemCard): Rows {
  const details = [item.articul, item.color, item.size].filter((detail) => detail !== undefined);
  const query = deck?.query;
  return [
    query === undefined ? undefined : italic(view.t.catalog.searchTitle(shorten(query, 60))),
    bold(namesFor(1, MAX_TEXT_LENGTH)(item.name)),
    details.length > 0 ? details.map((detail) => buttonName(detail)).join(' · ') : undefined,
    ...noteLine(view),
  ];
}

/** What it costs, how much there is, how much is in the cart: never cut, however long the description. */
function termRows(view: CatalogView, card: ItemCard): Rows {
  const { t, f } = view;
  const { item } = card;
  const line = lineOf(card);
  return [
    item.price && !item.hasVariants
      ? t.catalog.price(f.money(item.price), f.unit(item.unit))
      : capitalized(priceText(view, item)),
    view.showStock || !item.allowed.isPositive() ? capitalized(stockText(view, item)) : undefined,
    line &&
      bold(t.catalog.inCart(f.quantity(line.quantity, line.unit), f.money(line.price.times(line.quantity)))),
    item.sellable ? t.catalog.typeQuantity(f.quantity(EXAMPLES[item.unit.kind], item.unit)) : undefined,
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

function lineOf({ item, cart }: ItemCard): CartLine | undefined {
  return cart.lines.find((line) => line.itemId === item.id);
}

/** Back, and on to the cart and to the order once there is something in the cart. */
function footer(view: CatalogView, card: ItemCard): Keyboard {
  const { t, f } = view;
  const { deck, cart } = card;
  const order: Keyboard =
    cart.lines.length === 0 ? [] : [[{ label: t.menu.checkout, action: { type: 'startCheckout' } }]];
  if (deck) {
    const [first = [], ...rest] = wayOn(view, cart);
    return [...backAndView(t, card.back, viewButton(t, 'list', deck.listed)), first, ...order, ...rest];
  }
  const back = backButton(t, card.back);
  if (cart.lines.length === 0) return [[back], [cartButton(t), menuButton(t)]];
  return [[filledCartButton(t, f, cart)], ...order, [back, menuButton(t)]];
}

/** ◀ 📷 2/3 ▶, right below the picture. */
function pictureButtons({ item, pictures, origin }: ItemCard): Keyboard {
  if (!pictures || pictures.urls.length < 2) return [];
  const { index, urls } = pictures;
  const open = (to: number): Action => ({
    type: 'openPicture',
    itemId: item.id,
    index: (to + urls.length) % urls.length,
    origin,
  });
  return [
    [
      { label: '◀', action: open(index - 1) },
      { label: `📷 ${index + 1}/${urls.length}`, action: { type: 'nothing' } },
      { label: '▶', action: open(index + 1) },
    ],
  ];
}

/** ◀ 3/27 ▶; behind the last stands the first. */
function turnButtons({ deck, origin }: ItemCard): Keyboard {
  if (!deck || deck.count < 2) return [];
  const open = (itemId: number): Action => ({ type: 'openItem', itemId, origin });
  return [
    [
      { label: '◀', action: open(deck.previous) },
      { label: `${deck.index + 1}/${deck.count}`, action: { type: 'nothing' } },
      { label: '▶', action: open(deck.next) },
    ],
  ];
}

/** Quantities with a button of their own. */
function usualOf(unit: Unit): readonly Usual[] {
  if (unit.kind === 'pcs') return PACKS;
  return Quantity.step(unit).lessThan(Quantity.of('1')) ? WEIGHTS : WEIGHTS_IN_GRAMS;
}

/** Usual weights; packs of pieces for those who have begun to tap. */
function usualButtons({ f }: CatalogView, card: ItemCard): Keyboard {
  const { item, origin } = card;
  const taken = lineOf(card)?.quantity;
  const isOffered = item.unit.kind === 'non_pcs' || (taken && !taken.lessThan(MANY_PIECES));
  if (!item.sellable || !isOffered) return [];
  const buttons = usualOf(item.unit)
    .filter((text) => !item.allowed.lessThan(Quantity.of(text)) && !taken?.equals(Quantity.of(text)))
    .map((quantity): Button => ({
      label: f.quantity(Quantity.of(quantity), item.unit),
      action: { type: 'setItem', itemId: item.id, quantity, origin },
    }));
  return buttons.length === 0 ? [] : [buttons];
}

function quantityButtons({ t, f }: CatalogView, card: ItemCard): Keyboard {
  const { item, origin } = card;
  const line = lineOf(card);
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

/** Told apart by colour and size, with the price where it differs; short ones side by side. */
function variantButtons(view: CatalogView, { variants, origin }: ItemCard): Keyboard {
  const offered = variants.slice(0, MOST_VARIANTS);
  const prices = new Set(offered.map((variant) => priceText(view, variant)));
  const buttons = offered.map((variant): Button => {
    const price = prices.size > 1 ? priceText(view, variant) : undefined;
    const stock = variant.allowed.isPositive() ? undefined : view.t.catalog.outOfStock;
    return {
      label: [choiceName(variant), stock ?? price].filter((part) => part !== undefined).join(' — '),
      action: { type: 'openItem', itemId: variant.id, origin },
    };
  });
  const longest = Math.max(0, ...buttons.map(({ label }) => label.length));
  return inRows(buttons, longest <= SHORT_CHOICE ? 3 : longest <= MIDDLING_CHOICE ? 2 : 1);
}

/** `белый, M`; the whole name where REGOS has neither colour nor size. */
function choiceName({ name, color, size }: CatalogItem): string {
  const words = [color, size].filter((word) => word !== undefined);
  return buttonName(words.length === 0 ? name : words.join(', '));
}
