import type { Hidden, Miss } from '@rto/catalog';
import type { Language, Localized, Money } from '@rto/kernel';
import { row, type ActionOf, type ActionTable } from './action';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { fitting, shorten } from './names';
import { bold, inRows, italic, lines, type Button, type Screen, type Span } from './screen';
import type { Texts } from './texts';
import { cyrillic } from './texts/cyrillic';

/** Buttons of those who run a shop, in their own chat with its bot. */
export const ownShopActions = {
  openOwnShop: row('w'),
  checkShop: row('yc'),
  closeToday: row('yz'),
  openToday: row('yo'),
  showAsBuyer: row('yb'),
  showAsOwner: row('ya'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    ownShop: typeof ownShopActions;
  }
}
export type OwnShopAction = ActionOf<typeof ownShopActions>;

/** Whether the shop takes orders now, and if not, why. */
export type Opening =
  | { readonly type: 'open' | 'ordersOff' | 'notReady' }
  | { readonly type: 'closedByHours' | 'closedToday'; readonly until: Date };

export interface OwnShopView {
  readonly name: string;
  readonly now: Date;
  /** Said once, to who has just become an owner. */
  readonly isNew: boolean;
  readonly opening: Opening;
  readonly today: { readonly orders: number; readonly sums: readonly Money[] };
  /** Orders that are to be done. */
  readonly open: number;
  /** What the shop has to mend, in words of the reader's language. */
  readonly problems: readonly string[];
  readonly bot: string | undefined;
  /** Undefined: it cannot be had. */
  readonly catalog: OwnCatalog | undefined;
  readonly hidden: Hidden | undefined;
  readonly misses: readonly Miss[];
  readonly awaited: readonly { readonly name: string; readonly people: number }[];
  /** Buttons that other features have there. */
  readonly more: readonly Button[];
}

export interface OwnCatalog {
  readonly goods: number;
  readonly asOf: Date;
  /** REGOS has not answered when it was asked last. */
  readonly isStale: boolean;
  readonly isBeingRead: boolean;
}

/** Problems that the first screen has room for; the check tells all. */
const PROBLEMS = 3;
const LONGEST_NAME = 30;
/** Characters for the findings of a check. */
const ROOM = 3_500;

/** «Мой магазин»: how the shop is, and what its owner can do. */
export function ownShopScreen(view: OwnShopView, t: Texts, f: Formats): Screen {
  const { opening, more } = view;
  const isClosed = opening.type === 'closedToday';
  return {
    text: lines(
      bold(t.owner.title(view.name)),
      view.isNew ? t.owner.welcome : undefined,
      openingText(view, t, f),
      '',
      ...todayRows(view, t, f),
      ...problemRows(view.problems, t),
      '',
      ...catalogRows(view, t, f),
      ...wishRows(view, t),
    ),
    keyboard: [
      [{ label: t.owner.check, action: { type: 'checkShop' } }],
      [
        // as wide as a phone: its words do not fit beside another one
        isClosed
          ? { label: t.owner.openAgain, action: { type: 'openToday' } }
          : { label: t.owner.close, action: { type: 'closeToday' } },
      ],
      ...inRows(more, 2),
      [{ label: t.owner.asBuyer, action: { type: 'showAsBuyer' } }],
      [menuButton(t)],
    ],
  };
}

/** A finding of the doctor, in words of the reader's language. */
export interface OwnFinding {
  readonly severity: 'error' | 'warning' | 'ok';
  readonly message: string;
}

/** What the check has found: what is to be mended, worst first, and how much works. */
export function checkupScreen(
  { findings, checkedAt, now }: { findings: readonly OwnFinding[]; checkedAt: Date; now: Date },
  t: Texts,
  f: Formats,
): Screen {
  const faults = findings.filter(({ severity }) => severity !== 'ok');
  const rows = faults.map(({ severity, message }) => `${severity === 'error' ? '❗️' : '⚠️'} ${message}`);
  const works = findings.length - faults.length;
  return {
    text: lines(
      bold(t.owner.checked(f.when(checkedAt, now))),
      '',
      ...(rows.length === 0 ? [t.owner.allWell] : fitting(rows, ROOM, t.cart.more)),
      works > 0 ? t.owner.works(f.number(String(works))) : undefined,
      rows.length === 0 ? undefined : italic(t.owner.whereToFix),
    ),
    keyboard: [[{ label: t.owner.check, action: { type: 'checkShop' } }], ...ownShopBack(t)],
  };
}

export function ownShopButton(t: Texts): Button {
  return { label: t.owner.button, action: { type: 'openOwnShop' } };
}

/** In the menu of an owner who looks at it as buyers do. */
export function asOwnerButton(t: Texts): Button {
  return { label: t.owner.asOwner, action: { type: 'showAsOwner' } };
}

export function ownShopBack(t: Texts): Screen['keyboard'] {
  return [[ownShopButton(t), menuButton(t)]];
}

/** A text that is written in three languages, in the language and the letters of a person. */
export function inLanguage(text: Localized, language: Language): string {
  return language === 'uz-Cyrl' ? cyrillic(text.uz) : text[language];
}

/** `кола (3), хлеб (2)` */
export function countedText(rows: readonly (readonly [what: string, times: number])[]): string {
  return rows.map(([what, times]) => `${shorten(what, LONGEST_NAME)} (${times})`).join(', ');
}

export function sumsText(sums: readonly Money[], f: Formats): string {
  return sums.map((sum) => f.money(sum)).join(' + ');
}

function openingText({ opening, now }: OwnShopView, { owner }: Texts, f: Formats): string {
  switch (opening.type) {
    case 'open':
      return owner.takesOrders;
    case 'ordersOff':
      return owner.ordersOff;
    case 'notReady':
      return owner.notReady;
    case 'closedByHours':
      return owner.closedByHours(f.when(opening.until, now));
    case 'closedToday':
      return owner.closedToday(f.when(opening.until, now));
  }
}

function todayRows({ today, open }: OwnShopView, { owner }: Texts, f: Formats): string[] {
  const count = (times: number): string => f.number(String(times));
  return [
    today.orders === 0 ? owner.noOrders : owner.orders(count(today.orders), sumsText(today.sums, f)),
    ...(open > 0 ? [owner.open(count(open))] : []),
  ];
}

function problemRows(problems: readonly string[], { owner }: Texts): (Span | undefined)[] {
  if (problems.length === 0) return [];
  const others = problems.length - PROBLEMS;
  return [
    '',
    bold(owner.toFix),
    ...problems.slice(0, PROBLEMS).map((problem) => `• ${problem}`),
    others > 0 ? owner.moreProblems(String(others)) : undefined,
    italic(owner.whereToFix),
  ];
}

function catalogRows({ catalog, bot, hidden, now }: OwnShopView, { owner }: Texts, f: Formats): string[] {
  if (!catalog) return [owner.noCatalog];
  const goods = f.number(String(catalog.goods));
  const when = f.when(catalog.asOf, now);
  return [
    catalog.isStale ? owner.notConnected(when) : owner.connected(bot ?? '—'),
    catalog.isBeingRead ? owner.beingRead(goods) : owner.goods(goods, when),
    ...hiddenRows(hidden, owner, f),
  ];
}

function hiddenRows(hidden: Hidden | undefined, owner: Texts['owner'], f: Formats): string[] {
  if (!hidden) return [];
  const part = (count: number, words: (count: string) => string): string[] =>
    count > 0 ? [words(f.number(String(count)))] : [];
  const parts = [
    ...part(hidden.withoutStock, owner.hiddenStock),
    ...part(hidden.withoutPrice, owner.hiddenPrice),
    ...part(hidden.withoutPicture, owner.hiddenPicture),
  ];
  return parts.length > 0 ? [owner.hidden(parts.join(', '))] : [];
}

function wishRows({ misses, awaited }: OwnShopView, t: Texts): string[] {
  const searched = countedText(misses.map(({ query, times }) => [query, times]));
  const wanted = countedText(awaited.map(({ name, people }) => [name, people]));
  return [
    ...(searched === '' ? [] : [t.owner.misses(searched)]),
    ...(wanted === '' ? [] : [t.owner.awaited(wanted)]),
  ];
}
