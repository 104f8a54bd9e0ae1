import { Money, plainText, Quantity, type Unit } from '@rto/kernel';
import type { DeliveryOrder, DeliveryOrderLine } from '@rto/regos';
import type { Notice, PickedLine, Portion } from '../notices/notice';
import { documentLines, type Order, type OrderLine, type SoldLine, type ToldFacts } from '../order';

/** Less than one of the currency is rounding: of an amount without small coins, or of lines that were split. */
const ROUNDING = '1';

type SaleLine = Pick<OrderLine, 'itemId' | 'quantity' | 'price'>;

/** The line of a fee has the name that REGOS gives it. */
type NamedLine = SaleLine & { readonly name?: string | undefined; readonly unit?: Unit | undefined };

/** All lines of one item. */
interface ItemSale {
  readonly quantity: Quantity;
  readonly sum: Money;
  /** By price. */
  readonly portions: ReadonlyMap<string, Quantity>;
}

/** What the shop has made of an order. */
interface PickedNews {
  readonly sold: ToldFacts['sold'];
  /** What of it the buyer does not know yet. */
  readonly notice: Extract<Notice, { type: 'orderPicked' }> | undefined;
}

/**
 * Compares what the document says with what the buyer knows, item by item: lines may have been split, and come under
 * new ids when the till has counted (docs/regos.md 21.1).
 * @param order with the lines that were ordered
 */
export function pickedNews(
  order: Order,
  document: DeliveryOrder,
  lines: readonly DeliveryOrderLine[],
): PickedNews {
  const { number, total: asked, toldFacts } = order;
  const ordered: readonly NamedLine[] = documentLines(order);
  const { currency } = asked;
  const now = lines.map((line) => saleLine(line, currency));
  const total = totalOf(document, now, currency);
  const known: readonly NamedLine[] = order.sold?.lines ?? ordered;
  const changed = changesOf(known, now, currency);
  const isNews = changed.length > 0 || !isSameTotal(order.sold?.total ?? asked, total);
  // REGOS knows no order without lines: none say nothing
  if (!isNews || lines.length === 0) return { sold: toldFacts.sold, notice: undefined };
  const isAsOrdered = changesOf(ordered, now, currency).length === 0 && isSameTotal(asked, total);
  const [before, after] = [salesOf(known, currency), salesOf(now, currency)];
  const named = new Map<number, Pick<NamedLine, 'name' | 'unit'>>(
    [...lines, ...known, ...ordered].map((line) => [line.itemId, line]),
  );
  const picked = changed.map((id): PickedLine => {
    const { name, unit } = named.get(id) ?? {};
    return { name: plainText(name ?? ''), unit, ...difference(before.get(id), after.get(id)) };
  });
  const soldLines = lines.map(({ itemId, quantity, price }): SoldLine => {
    const { name, unit } = named.get(itemId) ?? {};
    return { itemId, name: plainText(name ?? ''), unit, quantity: quantity.toString(), price };
  });
  return {
    sold: isAsOrdered ? undefined : { lines: soldLines, total: total.amount },
    notice: { type: 'orderPicked', number, lines: picked, total: toPay(order, total).amount, currency },
  };
}

/** With a fee that stands in the description and so is no part of the document's sum. */
function toPay({ fee }: Order, total: Money): Money {
  return fee && fee.itemId === undefined ? total.plus(fee.amount) : total;
}

/** Whether the amount is that of the lines: else one of the two may have been read before the till was done. */
export function addsUp(
  { amount }: DeliveryOrder,
  lines: readonly DeliveryOrderLine[],
  currency: string,
): boolean {
  const sum = sumOf(
    lines.map((line) => saleLine(line, currency)),
    currency,
  );
  return amount === undefined || isSameTotal(Money.of(amount, currency), sum);
}

function saleLine({ itemId, quantity, price }: DeliveryOrderLine, currency: string): SaleLine {
  return { itemId, quantity, price: Money.of(price, currency) };
}

/** The document's word; where it has none, what its lines make. */
function totalOf({ amount }: DeliveryOrder, lines: readonly SaleLine[], currency: string): Money {
  const said = Money.of(amount ?? '0', currency);
  return said.isZero() ? sumOf(lines, currency) : said;
}

function sumOf(lines: readonly SaleLine[], currency: string): Money {
  return Money.sum(
    lines.map(({ price, quantity }) => price.times(quantity)),
    currency,
  );
}

function isSameTotal(one: Money, other: Money): boolean {
  const rounding = Money.of(ROUNDING, one.currency);
  return one.lessThan(other.plus(rounding)) && other.lessThan(one.plus(rounding));
}

/** Ids of the items of which there is more or less, or for another sum. */
function changesOf(was: readonly SaleLine[], now: readonly SaleLine[], currency: string): number[] {
  const [before, after] = [salesOf(was, currency), salesOf(now, currency)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => {
    const [one, other] = [before.get(id), after.get(id)];
    return !one || !other || !one.quantity.equals(other.quantity) || !one.sum.equals(other.sum);
  });
}

function salesOf(lines: readonly SaleLine[], currency: string): ReadonlyMap<number, ItemSale> {
  const sales = new Map<number, ItemSale>();
  for (const { itemId, quantity, price } of lines.filter((line) => line.quantity.isPositive())) {
    const { portions, ...sale } = sales.get(itemId) ?? {
      quantity: Quantity.zero,
      sum: Money.zero(currency),
      portions: new Map<string, Quantity>(),
    };
    const atPrice = portions.get(price.amount) ?? Quantity.zero;
    sales.set(itemId, {
      quantity: sale.quantity.plus(quantity),
      sum: sale.sum.plus(price.times(quantity)),
      portions: new Map([...portions, [price.amount, atPrice.plus(quantity)]]),
    });
  }
  return sales;
}

/** Prices are told where they say something new. */
function difference(
  was: ItemSale | undefined,
  now: ItemSale | undefined,
): Pick<PickedLine, 'was' | 'now' | 'portions'> {
  const prices = (sale: ItemSale | undefined): string => [...(sale?.portions.keys() ?? [])].sort().join();
  const isRepriced = now !== undefined && (prices(was) !== prices(now) || was?.quantity.equals(now.quantity));
  return {
    was: (was?.quantity ?? Quantity.zero).toString(),
    now: (now?.quantity ?? Quantity.zero).toString(),
    ...(isRepriced ? { portions: { was: portionsOf(was), now: portionsOf(now) } } : {}),
  };
}

function portionsOf(sale: ItemSale | undefined): Portion[] {
  return [...(sale?.portions ?? [])].map(([price, quantity]) => ({ price, quantity: quantity.toString() }));
}
