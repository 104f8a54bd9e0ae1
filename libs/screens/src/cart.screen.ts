import type { Cart, CartLine } from '@rto/cart';
import { row, type ActionOf, type ActionTable } from './action';
import { count, direction } from './action-parts';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { buttonName, fitting, namesFor } from './names';
import { bold, italic, lines, type Button, type Keyboard, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of the cart. */
export const cartActions = {
  openCart: row('k', { page: count }),
  stepLine: row('kq', { itemId: count, direction, page: count }),
  removeLine: row('kd', { itemId: count, page: count }),
  clearCart: row('kc'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    cart: typeof cartActions;
  }
}
export type CartAction = ActionOf<typeof cartActions>;

/** Four buttons a line, and Telegram takes 100 in all. */
const LINES_PER_PAGE = 8;
/** Characters for the lines of a page; the rest of the message needs far less. */
const ROOM = 3_600;

export function cartScreen(cart: Cart, page: number, t: Texts, f: Formats): Screen {
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
      ...lineRows(visible, ROOM, t, f),
      '',
      cart.total && bold(t.cart.total(f.money(cart.total))),
      pages > 1 ? italic(t.catalog.page(shown + 1, pages)) : undefined,
    ),
    keyboard: [
      ...visible.flatMap((line) => lineButtons(line, shown, t, f)),
      ...pageButtons(shown, pages, t),
      [{ label: t.menu.checkout, action: { type: 'startCheckout' } }],
      [{ label: t.cart.clear, action: { type: 'clearCart' } }, menuButton(t)],
    ],
  };
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

function lineButtons(line: CartLine, page: number, t: Texts, f: Formats): Keyboard {
  const step = (label: string, direction: 1 | -1): Button => ({
    label,
    action: { type: 'stepLine', itemId: line.itemId, direction, page },
  });
  return [
    [
      step('−', -1),
      { label: f.quantity(line.quantity, line.unit), action: { type: 'nothing' } },
      step('+', 1),
    ],
    [
      {
        label: t.cart.remove(buttonName(line.name)),
        action: { type: 'removeLine', itemId: line.itemId, page },
      },
    ],
  ];
}

function pageButtons(page: number, pages: number, t: Texts): Keyboard {
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ label: t.catalog.previous, action: { type: 'openCart', page: page - 1 } });
  if (page < pages - 1) buttons.push({ label: t.catalog.next, action: { type: 'openCart', page: page + 1 } });
  return buttons.length === 0 ? [] : [buttons];
}
