import type { Cart, CartLine } from '@rto/cart';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { bold, italic, lines, shorten, type Button, type Keyboard, type Screen, type Span } from './screen';
import type { Texts } from './texts';

/** Four buttons a line, and Telegram takes 100 in all. */
const LINES_PER_PAGE = 8;

export function cartScreen(cart: Cart, page: number, t: Texts, f: Formats): Screen {
  if (cart.lines.length === 0 || cart.total === undefined) {
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
      ...visible.map((line) => lineText(line, f)),
      '',
      bold(t.cart.total(f.money(cart.total))),
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

/** `Сок: 2 шт × 18 500 сум = 37 000 сум` */
export function lineText(line: CartLine, f: Formats): Span {
  const sum = f.money(line.price.times(line.quantity));
  return `• ${shorten(line.name, 120)}: ${f.quantity(line.quantity, line.unit)} × ${f.money(line.price)} = ${sum}`;
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
        label: t.cart.remove(shorten(line.name)),
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
