import type { Cart } from '@rto/cart';
import type { CatalogItem, NearestGoods } from '@rto/catalog';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import {
  backAndView,
  backButton,
  groupButtons,
  itemButtons,
  noteLine,
  pageButtons,
  pageLine,
  viewButton,
  wayOn,
  type CatalogView,
} from './catalog.screen';
import { menuButton } from './menu.screen';
import { shorten } from './names';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of the search. */
export const searchActions = {
  startSearch: row('s'),
  openSearch: row('sp', { page: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    search: typeof searchActions;
  }
}
export type SearchAction = ActionOf<typeof searchActions>;

export interface SearchPage {
  readonly query: string;
  readonly items: readonly CatalogItem[];
  /** Offered when nothing was found. */
  readonly nearest?: NearestGoods | undefined;
  readonly page: number;
  readonly pages: number;
  readonly cart: Cart;
  /** Where «Назад» leads. */
  readonly back: Action;
}

export function searchScreen(view: CatalogView, content: SearchPage): Screen {
  const { t } = view;
  const from = { type: 'search', page: content.page } as const;
  const isFound = content.items.length > 0;
  const { items, groups } = isFound ? { ...content, groups: [] } : nearestOf(content);
  return {
    text: lines(
      bold(t.catalog.searchTitle(shorten(content.query, 60))),
      ...noteLine(view),
      ...(isFound ? [] : ['', emptyText(t, items.length + groups.length)]),
      ...pageLine(t, content),
    ),
    keyboard: [
      ...itemButtons(view, items, from),
      ...groupButtons(groups),
      ...pageButtons(t, content, (page) => ({ type: 'openSearch', page })),
      ...backAndView(t, content.back, viewButton(t, 'cards', from, isFound)),
      ...wayOn(view, content.cart),
    ],
  };
}

function nearestOf({ nearest }: SearchPage): NearestGoods {
  return nearest ?? { items: [], groups: [] };
}

function emptyText(t: Texts, offered: number): string {
  return offered > 0 ? t.catalog.searchNearest : t.catalog.searchEmpty;
}

export function searchPromptScreen(t: Texts, back: Action): Screen {
  return {
    text: lines(bold(t.catalog.search), '', t.catalog.searchPrompt),
    keyboard: [[backButton(t, back), menuButton(t)]],
  };
}
