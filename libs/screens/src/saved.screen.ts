import type { CatalogItem } from '@rto/catalog';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import { backButton, type CatalogView } from './catalog.screen';
import type { Formats } from './formats';
import { cartButton, menuButton } from './menu.screen';
import { buttonName, shorten } from './names';
import { bold, italic, lines, type Button, type Keyboard, type Screen, type ShareButton } from './screen';
import type { Texts } from './texts';

/** Buttons of favourites, of goods that were bought before, and of goods that are waited for. */
export const savedActions = {
  openFavourites: row('fl', { page: count }),
  toggleFavourite: row('ft', { itemId: count }),
  openBought: row('rb', { page: count }),
  awaitItem: row('aw', { itemId: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    saved: typeof savedActions;
  }
}
export type SavedAction = ActionOf<typeof savedActions>;

/** A row of the list: an item of the catalogue, or the name of one that is not in it now. */
export interface SavedRow {
  readonly itemId: number;
  readonly name: string;
  readonly item: CatalogItem | undefined;
}

export interface SavedList {
  readonly of: 'favourites' | 'bought';
  readonly rows: readonly SavedRow[];
  readonly page: number;
  readonly pages: number;
}

/** Of a name that is looked for again; Telegram takes 256 characters. */
const LONGEST_QUERY = 100;

export function savedScreen({ of, rows, page, pages }: SavedList, t: Texts, f: Formats): Screen {
  const open = (target: number): Action => ({
    type: of === 'favourites' ? 'openFavourites' : 'openBought',
    page: target,
  });
  const empty = of === 'favourites' ? t.saved.noFavourites : t.saved.nothingBought;
  const turns: Button[] = [
    ...(page > 0 ? [{ label: t.catalog.previous, action: open(page - 1) }] : []),
    ...(page < pages - 1 ? [{ label: t.catalog.next, action: open(page + 1) }] : []),
  ];
  return {
    text: lines(
      bold(of === 'favourites' ? t.saved.favourites : t.saved.bought),
      rows.length === 0 ? empty : t.saved.choose,
      ...(pages > 1 ? [italic(t.catalog.page(page + 1, pages))] : []),
    ),
    keyboard: [
      ...rows.map((saved) => [rowButton(saved, t, f)]),
      ...(turns.length > 0 ? [turns] : []),
      [backButton(t, { type: 'openCatalog', page: 0 }), cartButton(t), menuButton(t)],
    ],
  };
}

function rowButton({ itemId, name, item }: SavedRow, t: Texts, f: Formats): Button {
  if (!item) {
    return {
      label: `🔔 ${buttonName(name)} — ${t.catalog.outOfStock}`,
      action: { type: 'awaitItem', itemId },
    };
  }
  const price = item.price ? f.money(item.price) : t.catalog.noPrice;
  return {
    label: `${buttonName(item.name)} — ${item.allowed.isPositive() ? price : t.catalog.outOfStock}`,
    action: { type: 'openItem', itemId, origin: { type: 'none' } },
  };
}

/** Below the card of an item; one that is sold out can be waited for. */
export function savedButtons(
  { t, canShare }: CatalogView,
  { id: itemId, name, allowed }: CatalogItem,
): Keyboard {
  const favourite: Button = { label: t.saved.add, action: { type: 'toggleFavourite', itemId } };
  const share: ShareButton = { label: t.share.button, share: shorten(name, LONGEST_QUERY) };
  const row = canShare ? [favourite, share] : [favourite];
  if (allowed.isPositive()) return [row];
  return [[{ label: t.saved.tellMe, action: { type: 'awaitItem', itemId } }], row];
}
