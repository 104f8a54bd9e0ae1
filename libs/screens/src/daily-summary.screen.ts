import { Money, Quantity } from '@rto/kernel';
import type { Summary } from '@rto/orders';
import type { Formats } from './formats';
import { namesFor } from './names';
import { countedText, ownShopButton, sumsText } from './own-shop.screen';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** Characters for the names of goods. */
const ROOM = 600;

/** How the day of a shop was. @param forOwner with the button that only an owner has */
export function dailySummaryScreen(summary: Summary, forOwner: boolean, t: Texts, f: Formats): Screen {
  const { orders, cancelled, refused, newBuyers, top, misses } = summary;
  const count = (times: number): string => f.number(String(times));
  const nameOf = namesFor(Math.max(top.length, 1), ROOM);
  const { owner } = t;
  return {
    text: lines(
      bold(owner.summary(f.day(summary.day))),
      '',
      orders === 0 ? owner.nothingSold : owner.sold(count(orders)),
      ...(orders === 0 ? [] : soldRows(summary, t, f)),
      newBuyers > 0 ? owner.newBuyers(count(newBuyers)) : undefined,
      cancelled.length > 0 ? cancelledText(summary, t, f) : undefined,
      refused > 0 ? owner.refused(count(refused)) : undefined,
      ...(top.length > 0 ? [owner.top] : []),
      ...top.map(
        ({ name, quantity, unit }) => `• ${nameOf(name)}: ${f.quantity(Quantity.of(quantity), unit)}`,
      ),
      misses.length > 0
        ? owner.missed(countedText(misses.map(({ query, times }) => [query, times])))
        : undefined,
      '',
      beforeText(summary, t, f),
    ),
    keyboard: forOwner ? [[ownShopButton(t)]] : [],
  };
}

function moneyOf(sums: Summary['sums']): Money[] {
  return sums.map(({ amount, currency }) => Money.of(amount, currency));
}

/** A shop that sells in two currencies has no average. */
function soldRows({ orders, sums }: Summary, { owner }: Texts, f: Formats): string[] {
  const all = moneyOf(sums);
  const [only, ...others] = all;
  const average = only && others.length === 0 ? only.dividedBy(orders) : undefined;
  return [owner.sum(sumsText(all, f)), ...(average ? [owner.average(f.money(average))] : [])];
}

function cancelledText({ cancelled }: Summary, { owner }: Texts, f: Formats): string {
  const all = cancelled.reduce((sum, { times }) => sum + times, 0);
  const reasons = cancelled.map(({ by, times }) =>
    cancelled.length === 1 ? owner.cancelledBy[by] : `${owner.cancelledBy[by]}: ${times}`,
  );
  return owner.cancelled(f.number(String(all)), reasons.join(', '));
}

function beforeText({ before }: Summary, { owner }: Texts, f: Formats): string {
  return before.orders === 0
    ? owner.weekBeforeNone
    : owner.weekBefore(f.number(String(before.orders)), sumsText(moneyOf(before.sums), f));
}
