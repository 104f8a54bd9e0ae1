import type { Cart, CartDifference, CartLine } from '@rto/cart';
import { Money } from '@rto/kernel';
import { row, type ActionOf, type ActionTable } from './action';
import { count, direction } from './action-parts';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { buttonName, fitting, namesFor } from './names';
import { bold, inRows, italic, lines, type Button, type Keyboard, type Screen, type Span } from './screen';
import type { Texts } from './texts';

/** Buttons of the cart. */
export const cartActions = {
  openCart: row('k', { page: count }),
  stepLine: row('kq', { itemId: count, direction, page: count }),
  removeLine: row('kd', { itemId: count, page: count }),
  /** Asks whether it is meant. Also on older messages, where it cleared at once: one tap loses no cart. */
  clearCart: row('kc'),
  emptyCart: row('ky'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    cart: typeof cartActions;
  }
}
export type CartAction = ActionOf<typeof cartActions>;

/** Buttons of eight goods are what a phone shows at once. */
const LINES_PER_PAGE = 8;
/** Characters for the lines of a page; the rest of the message needs far less. */
const ROOM = 3_000;

/** What a shop says of its orders before one is begun. */
export interface CartTerms {
  /** Undefined: none. */
  readonly minimum?: Money | undefined;
  /** `HH:MM`; undefined: at all hours. */
  readonly hours?: { readonly start: string; readonly end: string; readonly isOpen: boolean } | undefined;
  /** It takes no orders until then, said as `tomorrow, 09:00`. */
  readonly closedUntil?: { readonly at: Date; readonly now: Date } | undefined;
  readonly fee?: FeeTerms | undefined;
}

export interface FeeTerms {
  readonly base: Money;
  readonly perKm: Money | undefined;
  readonly freeFrom: Money | undefined;
}

export interface CartView {
  readonly cart: Cart;
  readonly page: number;
  /** What changed since the goods were put in. */
  readonly differences?: readonly CartDifference[];
  readonly terms?: CartTerms;
  /** «Как в прошлый раз» is possible. */
  readonly hasLast?: boolean;
}

export function cartScreen(view: CartView, t: Texts, f: Formats): Screen {
  const { page, differences = [], terms = {} } = view;
  const cart = atPricesOfNow(view.cart, differences);
  if (cart.lines.length === 0) {
    return {
      text: lines(bold(t.cart.title), '', t.cart.empty),
      keyboard: [[{ label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } }, menuButton(t)]],
    };
  }
  const pages = Math.ceil(cart.lines.length / LINES_PER_PAGE);
  const shown = Math.min(Math.max(page, 0), pages - 1);
  const visible = cart.lines.slice(shown * LINES_PER_PAGE, (shown + 1) * LINES_PER_PAGE);
  return {
    text: lines(
      bold(t.cart.title),
      '',
      ...markedRows(visible, differences, t, f),
      '',
      cart.total && bold(t.cart.total(f.money(cart.total))),
      ...termRows(cart, terms, t, f),
      pages > 1 ? italic(t.catalog.page(shown + 1, pages)) : undefined,
    ),
    keyboard: [
      ...visible.map((line) => stepButtons(line, shown, f)),
      ...inRows(
        visible.map((line) => removeButton(line, shown, t)),
        2,
      ),
      ...pageButtons(shown, pages, t),
      [{ label: t.menu.checkout, action: { type: 'startCheckout' } }],
      ...(view.hasLast
        ? [[{ label: t.checkout.likeLastTime, action: { type: 'likeLastTime' } } satisfies Button]]
        : []),
      [
        { label: t.menu.catalog, action: { type: 'openCatalog', page: 0 } },
        { label: t.cart.clear, action: { type: 'clearCart' } },
      ],
      [menuButton(t)],
    ],
  };
}

/** Before everything is taken out. */
export function clearQuestionScreen(t: Texts): Screen {
  return {
    text: [bold(t.cart.clearQuestion)],
    keyboard: [
      [{ label: t.cart.clearYes, action: { type: 'emptyCart' } }],
      [{ label: t.cart.clearNo, action: { type: 'openCart', page: 0 } }],
    ],
  };
}

/** Lines as they are now, what changed marked, and the total. */
export function cartTextOf(
  before: Cart,
  differences: readonly CartDifference[],
  t: Texts,
  f: Formats,
): Span[] {
  const cart = atPricesOfNow(before, differences);
  const rows = markedRows(cart.lines.slice(0, LINES_PER_PAGE), differences, t, f);
  return [...rows, ...(cart.total ? [bold(t.cart.total(f.money(cart.total)))] : [])];
}

function atPricesOfNow(cart: Cart, differences: readonly CartDifference[]): Pick<Cart, 'lines' | 'total'> {
  const prices = new Map(
    differences.flatMap((found) => (found.type === 'price' ? [[found.itemId, found.new] as const] : [])),
  );
  const repriced = cart.lines.map((line) => ({ ...line, price: prices.get(line.itemId) ?? line.price }));
  if (!cart.total || prices.size === 0) return { lines: repriced, total: cart.total };
  const sums = repriced.map(({ price, quantity }) => price.times(quantity));
  return { lines: repriced, total: Money.sum(sums, cart.total.currency) };
}

function markedRows(
  visible: readonly CartLine[],
  differences: readonly CartDifference[],
  t: Texts,
  f: Formats,
): string[] {
  const rows = lineRows(visible, ROOM, t, f);
  return rows.flatMap((row, index) => {
    const line = visible[index];
    const found = differences.filter(({ itemId }) => itemId === line?.itemId);
    return [row, ...(line ? found.map((one) => `⚠️ ${markOf(one, line, t, f)}`) : [])];
  });
}

function markOf(found: CartDifference, { unit }: CartLine, t: Texts, f: Formats): string {
  switch (found.type) {
    case 'price':
      return t.cart.priceWas(f.money(found.old));
    case 'stock':
      return found.available.isZero() ? t.cart.soldOut : t.cart.stockLeft(f.quantity(found.available, unit));
    case 'gone':
      return t.cart.notOnSale;
  }
}

function termRows(
  { total }: Pick<Cart, 'total'>,
  { minimum, hours, fee, closedUntil }: CartTerms,
  t: Texts,
  f: Formats,
): string[] {
  const lacks = minimum && total?.lessThan(minimum) ? minimum : undefined;
  const hoursText = hours?.isOpen ? t.shop.hours : t.errors.closed;
  const rows = [
    lacks && total && t.cart.minimum(f.money(lacks), f.money(lacks.minus(total))),
    fee && feeTermsText(fee, t, f),
    closedUntil
      ? t.errors.closedToday(f.when(closedUntil.at, closedUntil.now))
      : hours && hoursText(hours.start, hours.end),
  ].filter((row) => row !== undefined);
  return rows.length === 0 ? [] : ['', ...rows];
}

function feeTermsText({ base, perKm, freeFrom }: FeeTerms, t: Texts, f: Formats): string {
  const fee = perKm ? t.cart.feeByKm(f.money(base), f.money(perKm)) : t.cart.fee(f.money(base));
  return freeFrom ? t.cart.freeFrom(fee, f.money(freeFrom)) : fee;
}

/** `• Сок: 2 шт × 18 500 сум = 37 000 сум`, as many lines as `room` characters hold. */
export function lineRows(
  cartLines: readonly Pick<CartLine, 'name' | 'quantity' | 'unit' | 'price'>[],
  room: number,
  t: Texts,
  f: Formats,
): string[] {
  const nameOf = namesFor(cartLines.length, room);
  const rows = cartLines.map(({ name, quantity, unit, price }) => {
    const sum = f.money(price.times(quantity));
    return `• ${nameOf(name)}: ${f.quantity(quantity, unit)} × ${f.money(price)} = ${sum}`;
  });
  return fitting(rows, room, t.cart.more);
}

/** One row a good; the quantity stands first, since a phone cuts the name. */
function stepButtons(
  { itemId, name, quantity, unit }: CartLine,
  page: number,
  f: Formats,
): readonly Button[] {
  const step = (label: string, direction: 1 | -1): Button => ({
    label,
    action: { type: 'stepLine', itemId, direction, page },
  });
  return [
    step('−', -1),
    { label: `${f.quantity(quantity, unit)} · ${buttonName(name)}`, action: { type: 'nothing' } },
    step('+', 1),
  ];
}

function removeButton({ itemId, name }: CartLine, page: number, t: Texts): Button {
  return { label: t.cart.remove(buttonName(name)), action: { type: 'removeLine', itemId, page } };
}

function pageButtons(page: number, pages: number, t: Texts): Keyboard {
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ label: t.catalog.previous, action: { type: 'openCart', page: page - 1 } });
  if (page < pages - 1) buttons.push({ label: t.catalog.next, action: { type: 'openCart', page: page + 1 } });
  return buttons.length === 0 ? [] : [buttons];
}
