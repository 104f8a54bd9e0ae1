import type { CatalogItem, NearestGoods } from '@rto/catalog';
import { row, type ActionOf, type ActionTable } from './action';
import { count, type Origin } from './action-parts';
import {
  backButton,
  groupButtons,
  itemButtons,
  itemRows,
  noteLine,
  pageButtons,
  pageLine,
  searchButton,
  type CatalogView,
} from './catalog.screen';
import { cartButton, menuButton } from './menu.screen';
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
}

export function searchScreen(view: CatalogView, content: SearchPage): Screen {
  const { t } = view;
  const from: Origin = { type: 'search', page: content.page };
  const { items, groups } = content.items.length === 0 ? nearestOf(content) : { ...content, groups: [] };
  return {
    text: lines(
      bold(t.catalog.searchTitle(shorten(content.query, 60))),
      ...noteLine(view),
      ...(content.items.length === 0 ? ['', emptyText(t, items.length + groups.length)] : []),
      ...itemRows(view, items),
      ...pageLine(t, content),
    ),
    keyboard: [
      ...itemButtons(view, items, from),
      ...groupButtons(groups),
      ...pageButtons(t, content, (page) => ({ type: 'openSearch', page })),
      [backButton(t, { type: 'openCatalog', page: 0 })],
      [searchButton(t), cartButton(t), menuButton(t)],
    ],
  };
}

function nearestOf({ nearest }: SearchPage): NearestGoods {
  return nearest ?? { items: [], groups: [] };
}

function emptyText(t: Texts, offered: number): string {
  return offered > 0 ? t.catalog.searchNearest : t.catalog.searchEmpty;
}

export function searchPromptScreen(t: Texts): Screen {
  return {
    text: lines(bold(t.catalog.search), '', t.catalog.searchPrompt),
    keyboard: [[backButton(t, { type: 'openCatalog', page: 0 }), menuButton(t)]],
  };
}
