import type { CatalogItem, GroupNode, ReadingProgress } from '@rto/catalog';
import { row, type Action, type ActionOf, type ActionTable } from './action';
import { count, type Origin } from './action-parts';
import type { Formats } from './formats';
import { cartButton, menuButton } from './menu.screen';
import { buttonName, namesFor } from './names';
import { progressText } from './progress';
import { bold, inRows, italic, lines, type Button, type Keyboard, type Screen, type Span } from './screen';
import type { Texts } from './texts';

/** Buttons of groups. */
export const catalogActions = {
  openCatalog: row('c', { page: count }),
  openGroup: row('g', { groupId: count, page: count }),
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
}

const GROUPS_PER_ROW = 2;
/** Characters for the goods of a page; the rest of the message needs far less. */
const ROOM = 3_600;

export function groupScreen(view: CatalogView, content: GroupPage): Screen {
  const { t } = view;
  const { group, groups, items, page } = content;
  const open = (target: number): Action =>
    group ? { type: 'openGroup', groupId: group.id, page: target } : { type: 'openCatalog', page: target };
  const from: Origin = group ? { type: 'group', groupId: group.id, page } : { type: 'none' };
  return {
    text: lines(
      bold(group ? namesFor(1, ROOM)(group.name) : t.catalog.title),
      ...noteLine(view),
      ...itemRows(view, items),
      items.length === 0 ? (groups.length === 0 ? t.catalog.empty : t.catalog.chooseGroup) : undefined,
      ...pageLine(t, content),
    ),
    keyboard: [
      ...(content.hasBought ? [[boughtButton(t)]] : []),
      ...groupButtons(groups),
      ...itemButtons(view, items, from),
      ...pageButtons(t, content, open),
      ...(group ? [[backButton(t, parentAction(group))]] : []),
      [searchButton(t), cartButton(t), menuButton(t)],
    ],
  };
}

function boughtButton(t: Texts): Button {
  return { label: t.saved.bought, action: { type: 'openBought', page: 0 } };
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

export function itemRows(view: CatalogView, items: readonly CatalogItem[]): (Span | Span[])[] {
  const nameOf = namesFor(items.length, ROOM);
  return items.flatMap((item) => {
    const stock = view.showStock || !item.allowed.isPositive() ? [stockText(view, item)] : [];
    return ['', [bold(nameOf(item.name))], [priceText(view, item), ...stock].join(' · ')];
  });
}

export function itemButtons(view: CatalogView, items: readonly CatalogItem[], from: Origin): Keyboard {
  return items.map((item) => [
    {
      label: `${buttonName(item.name)} — ${priceText(view, item)}`,
      action: { type: 'openItem', itemId: item.id, origin: from },
    },
  ]);
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

function parentAction(group: GroupNode): Action {
  return group.parentId === undefined
    ? { type: 'openCatalog', page: 0 }
    : { type: 'openGroup', groupId: group.parentId, page: 0 };
}

export function searchButton(t: Texts): Button {
  return { label: t.catalog.search, action: { type: 'startSearch' } };
}
