import { Money, Quantity } from '@rto/kernel';
import type { DeliveryOrder, DeliveryOrderLine, DeliveryOrderStatus } from '@rto/regos';
import type { Notice, PickedLine } from './notice';
import { isClosed, STAGES, type Order, type ToldFacts } from './order';

/** Statuses at which the till has counted: then the lines are read once each (CONTRACT 10.3). */
const COUNTED: readonly DeliveryOrderStatus[] = ['Paying', 'Finished'];

/** Whether the lines of the document say something that the buyer may not know yet. */
export function areLinesDue({ toldFacts }: Order, status: DeliveryOrderStatus): boolean {
  if (status === 'Canceled' || STAGES[status] < STAGES.Processing) return false;
  return toldFacts.linesDue === true || (COUNTED.includes(status) && toldFacts.linesReadAt !== status);
}

/** What is new in a document besides its status. */
export interface FactNews {
  readonly facts: ToldFacts;
  readonly notices: readonly Notice[];
}

/**
 * What the buyer is to be told of courier, picked quantities and receipt, each once for each value.
 * @param order with its lines when there are `lines`
 * @param lines as the document has them now; undefined when they were not read
 */
export function factNews(
  order: Order,
  document: DeliveryOrder,
  lines: readonly DeliveryOrderLine[] | undefined,
): FactNews {
  const { number, toldFacts } = order;
  const { courier, receiptUrl } = document;
  let facts = toldFacts;
  const notices: Notice[] = [];
  if (courier !== undefined && courier !== facts.courier && !isClosed(document.status)) {
    facts = { ...facts, courier };
    notices.push({ type: 'orderCourier', number, courier });
  }
  if (lines) {
    const { linesDue: _read, picked: toldPicked, ...others } = facts;
    const picked = pickedOf(order, lines);
    facts = { ...others, linesReadAt: document.status, ...(picked && { picked: picked.key }) };
    if (picked && picked.key !== toldPicked) notices.push(picked.notice);
  }
  if (receiptUrl !== undefined && receiptUrl !== facts.receiptUrl) {
    facts = { ...facts, receiptUrl };
    notices.push({ type: 'orderReceipt', number, url: receiptUrl });
  }
  return { facts, notices };
}

/** What differs from what was ordered, and the total that follows; undefined when nothing does. */
function pickedOf(
  order: Order,
  lines: readonly DeliveryOrderLine[],
): { readonly key: string; readonly notice: Notice } | undefined {
  if (lines.length === 0) return undefined; // REGOS knows no order without lines: this says nothing
  const now = quantities(lines.map((line) => [line.itemId, line.actualQuantity ?? line.quantity]));
  const was = quantities(order.lines.map((line) => [line.itemId, line.quantity]));
  const changed = [...new Set([...was.keys(), ...now.keys()])].filter(
    (id) => !(was.get(id) ?? Quantity.zero).equals(now.get(id) ?? Quantity.zero),
  );
  if (changed.length === 0) return undefined;
  const { currency } = order.total;
  const total = Money.sum(
    lines.map((line) =>
      Money.of(line.actualPrice ?? line.price, currency).times(line.actualQuantity ?? line.quantity),
    ),
    currency,
  );
  const rows = changed.map((id): PickedLine => {
    const ordered = order.lines.find((line) => line.itemId === id);
    const found = lines.find((line) => line.itemId === id);
    return {
      name: ordered?.name ?? found?.name ?? '',
      unit: ordered?.unit,
      was: (was.get(id) ?? Quantity.zero).toString(),
      now: (now.get(id) ?? Quantity.zero).toString(),
    };
  });
  const { amount } = total;
  const key = [...changed.map((id) => `${id}:${(now.get(id) ?? Quantity.zero).toString()}`), amount].join(
    ' ',
  );
  return {
    key,
    notice: { type: 'orderPicked', number: order.number, lines: rows, total: amount, currency },
  };
}

/** An item may stand on several lines. */
function quantities(lines: readonly (readonly [number, Quantity])[]): ReadonlyMap<number, Quantity> {
  const sums = new Map<number, Quantity>();
  for (const [id, quantity] of lines) sums.set(id, quantity.plus(sums.get(id) ?? Quantity.zero));
  return sums;
}
