import type { Cart } from '@rto/cart';
import type { CatalogItem, GroupNode, ReadingProgress } from '@rto/catalog';
import { Quantity } from '@rto/kernel';
import type { GoodsView } from '@rto/settings';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count, oneOf, origin, type ListPage } from './action-parts';
import type { Formats } from './formats';
import { cartButton, filledCartButton, menuButton } from './menu.screen';
import { buttonName, namesFor } from './names';
import { progressText } from './progress';
import { bold, inRows, italic, lines, type Button, type Keyboard, type Screen, type Span } from './screen';
import type { Texts } from './texts';

/** Buttons of groups and lists. */
export const catalogActions = {
  openCatalog: row('c', { page: count }),
  openGroup: row('g', { groupId: count, page: count }),
  /** ➕ beside an item: one more of it, and the list stays. */
  addListed: row('al', { itemId: count, origin }),
  /** Keeps the view, and shows there what is shown now. */
  chooseView: row('vw', { view: oneOf<GoodsView>(['cards', 'list']), origin }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    catalog: typeof catalogActions;
  }
}
export type CatalogAction = ActionOf<typeof catalogActions>;

export interface CatalogView {
  readonly t: Texts;
  readonly f: Formats;
  readonly showStock: boolean;
  /** Goods can be shown in other chats. */
  readonly canShare?: boolean;
  /** Set where times of the same day need no day. */
  readonly now?: Date | undefined;
  /** When the data was read, while REGOS does not answer. */
  readonly staleAsOf: Date | undefined;
  /** When it was read, while it is old without a failure. */
  readonly oldAsOf?: Date | undefined;
  /** Set while only a part of the goods is read. */
  readonly progress?: ReadingProgress | undefined;
}

/** A page of a group: subgroups and goods side by side, each in portions of its own. */
export interface GroupPage {
  /** Undefined for the root of the catalogue. */
  readonly group: GroupNode | undefined;
  readonly groups: readonly GroupNode[];
  readonly items: readonly CatalogItem[];
  /** The person has ordered here before; offered in the root, before all else. */
  readonly hasBought?: boolean;
  readonly page: number;
  readonly pages: number;
  readonly cart: Cart;
  /** Where «Назад» leads; undefined at the root. */
  readonly back: Action | undefined;
  /** Set in the view of cards: the goods of the group are behind a button, the first card is behind that. */
  readonly deck?: { readonly count: number; readonly first: Action } | undefined;
}

const GROUPS_PER_ROW = 2;
/** Characters of a button beside ➕, of which two lines can be read at most; and what a name keeps of them. */
const ROOM_BESIDE = 40;
const SHORTEST_NAME = 16;
/** What is said to be left in a list. */
const LITTLE = Quantity.of('5');
/** Characters for the name of a group, or for a query; the rest of the message needs far less. */
const ROOM = 3_600;

export function groupScreen(view: CatalogView, content: GroupPage): Screen {
  const { t } = view;
  const { group, groups, items, page, deck } = content;
  const open = (target: number): Action =>
    group ? { type: 'openGroup', groupId: group.id, page: target } : { type: 'openCatalog', page: target };
  const from: ListPage = group ? { type: 'group', groupId: group.id, page } : { type: 'root', page };
  const isEmpty = items.length + groups.length === 0 && !deck;
  return {
    text: lines(
      bold(group ? namesFor(1, ROOM)(group.name) : t.catalog.title),
      ...noteLine(view),
      isEmpty ? t.catalog.empty : groups.length > 0 ? t.catalog.chooseGroup : t.catalog.chooseItem,
      ...pageLine(t, content),
    ),
    keyboard: [
      ...(content.hasBought ? [[boughtButton(t)]] : []),
      ...groupButtons(groups),
      ...itemButtons(view, items, from),
      ...(deck ? [[{ label: t.catalog.browse(String(deck.count)), action: deck.first }]] : []),
      ...pageButtons(t, content, open),
      ...backAndView(
        t,
        content.back,
        viewButton(t, deck ? 'list' : 'cards', from, items.length > 0 || !!deck),
      ),
      ...wayOn(view, content.cart),
    ],
  };
}

function boughtButton(t: Texts): Button {
  return { label: t.saved.bought, action: { type: 'openBought', page: 0 } };
}

/** «Назад» and the other view side by side, whichever there is. */
export function backAndView(t: Texts, back: Action | undefined, view: Button | undefined): Keyboard {
  const buttons = [...(back ? [backButton(t, back)] : []), ...(view ? [view] : [])];
  return buttons.length === 0 ? [] : [buttons];
}

export function viewButton(t: Texts, view: GoodsView, from: ListPage, hasGoods = true): Button | undefined {
  const label = view === 'cards' ? t.catalog.asCards : t.catalog.asList;
  return hasGoods ? { label, action: { type: 'chooseView', view, origin: from } } : undefined;
}

/** To the search, the cart with what is in it, and the menu. */
export function wayOn({ t, f }: CatalogView, cart: Cart): Keyboard {
  if (cart.lines.length === 0) return [[searchButton(t), cartButton(t), menuButton(t)]];
  return [[filledCartButton(t, f, cart)], [searchButton(t), menuButton(t)]];
}

export function backButton(t: Texts, action: Action): Button {
  return { label: t.menu.back, action };
}

/** `18 500 сум`, or that there is none. */
export function priceText({ t, f }: CatalogView, item: CatalogItem): string {
  if (!item.price) return t.catalog.noPrice;
  const price = f.money(item.price);
  return item.hasVariants ? t.catalog.from(price) : price;
}

export function stockText({ t, f }: CatalogView, item: CatalogItem): string {
  return item.allowed.isPositive()
    ? t.catalog.stock(f.quantity(item.allowed, item.unit))
    : t.catalog.outOfStock;
}

export function groupButtons(groups: readonly GroupNode[]): Keyboard {
  const buttons = groups.map((node): Button => ({
    label: `📁 ${buttonName(node.name)}`,
    action: { type: 'openGroup', groupId: node.id, page: 0 },
  }));
  return inRows(buttons, GROUPS_PER_ROW);
}

/** What has to be said of the data as a whole. */
export function noteLine({ t, f, now, staleAsOf, oldAsOf, progress }: CatalogView): Span[] {
  if (progress) return [italic(t.reading.partial(progressText(t, f, progress)))];
  const time = (asOf: Date): string => (now ? f.time(asOf, now) : f.dateTime(asOf));
  if (staleAsOf) return [italic(t.catalog.stale(time(staleAsOf)))];
  return oldAsOf ? [italic(t.catalog.old(time(oldAsOf)))] : [];
}

/** A row an item: its name and price, which open its card, and ➕ alone, which adds one. */
export function itemButtons(view: CatalogView, items: readonly CatalogItem[], from: ListPage): Keyboard {
  return items.map((item) => {
    const { id: itemId } = item;
    const open: Button = {
      label: listedLabel(view, item),
      action: { type: 'openItem', itemId, origin: from },
    };
    const add: Button = { label: '➕', action: { type: 'addListed', itemId, origin: from } };
    return item.sellable ? [open, add] : [open];
  });
}

/**
 * Beside ➕ a phone cuts what is long at its end, where the price stands: the name is cut instead. That little is left
 * is said where there is room for it.
 */
function listedLabel(view: CatalogView, item: CatalogItem): string {
  const price = ` — ${listedPrice(view, item)}`;
  if (!item.sellable) return `${buttonName(item.name)}${price}`;
  const label = `${buttonName(item.name, Math.max(ROOM_BESIDE - price.length, SHORTEST_NAME))}${price}`;
  const isLow = view.showStock && !LITTLE.lessThan(item.allowed);
  const left = isLow ? ` · ${view.t.cart.stockLeft(view.f.quantity(item.allowed, item.unit))}` : '';
  return label.length + left.length > ROOM_BESIDE ? label : `${label}${left}`;
}

function listedPrice(view: CatalogView, item: CatalogItem): string {
  return item.price && !item.allowed.isPositive() ? view.t.catalog.outOfStock : priceText(view, item);
}

export function pageLine(t: Texts, { page, pages }: { page: number; pages: number }): Span[] {
  return pages > 1 ? ['', italic(t.catalog.page(page + 1, pages))] : [];
}

export function pageButtons(
  t: Texts,
  { page, pages }: { page: number; pages: number },
  open: (page: number) => Action,
): Keyboard {
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ label: t.catalog.previous, action: open(page - 1) });
  if (page < pages - 1) buttons.push({ label: t.catalog.next, action: open(page + 1) });
  return buttons.length === 0 ? [] : [buttons];
}

export function searchButton(t: Texts): Button {
  return { label: t.catalog.search, action: { type: 'startSearch' } };
}
