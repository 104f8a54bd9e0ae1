import type { Order } from '@rto/orders';
import type { Formats } from './formats';
import { menuButton } from './menu.screen';
import { orderStatus } from './orders.screen';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** How far an order is, and since when: one message of the chat tells it from the placing to the end. */
export function progressScreen(order: Order, t: Texts, f: Formats): Screen {
  const { number, state, regosCode, regosStatus } = order;
  const isPlaced = (state === 'placed' || state === 'submitting') && regosStatus === undefined;
  return {
    stays: true,
    text: lines(
      bold(isPlaced ? t.checkout.placed(number) : t.notices.status(number, orderStatus(order, t))),
      isPlaced ? t.checkout.placedHint : undefined,
      regosCode === undefined ? undefined : t.orders.regosCode(regosCode),
      '',
      ...stepRows(order, t, f),
    ),
    keyboard: [[{ label: t.menu.orders, action: { type: 'openOrders', page: 0 } }, menuButton(t)]],
  };
}

/** The stages of an order and when it reached them, its placing first. */
function stepRows({ placedAt, steps }: Order, t: Texts, f: Formats): string[] {
  return [
    `${f.dateTime(placedAt)} — ${t.orders.placedStep}`,
    ...steps.map(({ status, at }) => `${f.time(at, placedAt)} — ${t.orders.step[status]}`),
  ];
}
