import { isCanceled, type DeliveryOrder, type DeliveryOrderLine, type DeliveryOrderStatus } from '@rto/regos';
import type { Notice } from '../notices/notice';
import { isClosed, STAGES, type Order, type ToldFacts } from '../order';
import { pickedNews } from './picked';

/** Statuses at which the till has counted: then the lines are read once each (docs/regos.md 21.1). */
const COUNTED: readonly DeliveryOrderStatus[] = ['Paying', 'Finished'];

/** Whether the lines of the document say something that the buyer may not know yet. */
export function areLinesDue({ toldFacts }: Order, status: DeliveryOrderStatus): boolean {
  if (isCanceled(status) || STAGES[status] < STAGES.Processing) return false;
  return toldFacts.linesDue === true || (COUNTED.includes(status) && toldFacts.linesReadAt !== status);
}

/** What is new in a document besides its status. */
export interface FactNews {
  readonly facts: ToldFacts;
  readonly notices: readonly Notice[];
}

/**
 * What the buyer is to be told of courier, picked goods and receipt, each once for each value.
 * @param order with its lines when there are `lines`
 * @param lines as the document has them now; undefined when they were not read
 */
export function factNews(
  order: Order,
  document: DeliveryOrder,
  lines: readonly DeliveryOrderLine[] | undefined,
): FactNews {
  const { number, toldFacts } = order;
  const { courier, receiptUrl, payment } = document;
  let facts = toldFacts;
  const notices: Notice[] = [];
  if (payment !== undefined && payment !== facts.payment) facts = { ...facts, payment };
  if (courier !== undefined && courier !== facts.courier && !isClosed(document.status)) {
    facts = { ...facts, courier };
    notices.push({ type: 'orderCourier', number, courier });
  }
  if (lines) {
    const { linesDue: _read, sold: _known, ...others } = facts;
    const { sold, notice } = pickedNews(order, document, lines);
    facts = { ...others, linesReadAt: document.status, ...(sold && { sold }) };
    if (notice) notices.push(notice);
  }
  if (receiptUrl !== undefined && receiptUrl !== facts.receiptUrl) {
    facts = { ...facts, receiptUrl };
    notices.push({ type: 'orderReceipt', number, url: receiptUrl });
  }
  return { facts, notices };
}
