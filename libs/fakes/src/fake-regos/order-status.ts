import { Decimal } from 'decimal.js';
import type { Account, OrderDocument } from './account';
import { assertStock } from './add-full';
import type { Call } from './method';
import { RegosError } from './regos-error';
import { allowedMoves, type Status } from './statuses';

/** The till that takes every order here. */
const TILL = 1;

/**
 * Moves an order along docs/regos.md 10.4 and raises the events.
 * @throws RegosError 1063 for a move that the table does not have, 1065 for cancelling a closed order,
 * 1091, 1058, 1029 for an approval that cannot be
 */
export function moveOrder(document: OrderDocument, status: Status, call: Call): void {
  if (status === 'Canceled' && document.status === 'Finished') {
    throw new RegosError(1065, 'Закрытый заказ нельзя отменить');
  }
  if (!allowedMoves(document.status).includes(status)) {
    throw new RegosError(1063, `Нарушена последовательность статусов: ${document.status} -> ${status}`);
  }
  if (status === 'Approved') assertApprovable(document, call);
  const operatingCashId = status === 'Processing' ? TILL : status === 'New' ? 0 : document.operatingCashId;
  call.account.saveDocument({ ...document, status, operatingCashId }, call.now);
  call.emit('DocOrderDeliveryStatusSet', { id: document.id, status });
}

/** Staff say who brings the order. */
export function assignCourier(document: OrderDocument, courier: string, call: Call): void {
  call.account.saveDocument({ ...document, courier }, call.now);
  call.emit('DocOrderDeliveryCourierSet', { id: document.id, courier_id: 1 });
}

/** A line as the till counted it. Decimals are text or numbers. */
export interface CountedLine {
  readonly itemId: number;
  readonly quantity: Decimal.Value;
  readonly price: Decimal.Value;
}

/**
 * The till's last word (docs/regos.md 21.1): all lines are deleted, the counted ones come under new ids, the order is
 * Finished, and that is all that an event says.
 * @throws RegosError 1064 outside Processing, 1091 without a line
 */
export function actualizeOrder(document: OrderDocument, counted: readonly CountedLine[], call: Call): void {
  const { account } = call;
  if (document.status !== 'Processing') throw new RegosError(1064, 'Заказ не в обработке');
  const lines = counted
    .map(({ itemId, quantity, price }) => ({
      id: account.nextId(),
      itemId,
      quantity: new Decimal(quantity),
      price: new Decimal(price),
    }))
    .filter(({ quantity }) => quantity.greaterThan(0));
  if (lines.length === 0) throw new RegosError(1091, 'В заказе нет операций');
  account.saveDocument({ ...document, lines, status: 'Finished' }, call.now);
  call.emit('DocOrderDeliveryActualized', { id: document.id });
}

/**
 * The back office deletes a document: a mark first, which may be seen, then the document itself.
 * @throws RegosError 1009 for what is not marked
 */
export function deleteDocument(document: OrderDocument, step: 'mark' | 'delete', call: Call): void {
  if (step === 'mark') {
    call.account.saveDocument({ ...document, deleted: true }, call.now);
    call.emit('DocOrderDeliveryDeleteMarked', { id: document.id });
    return;
  }
  if (!document.deleted) throw new RegosError(1009, 'Нет строк для удаления: документ не помечен');
  call.account.documents.delete(document.id);
  call.emit('DocOrderDeliveryDeleted', { id: document.id });
}

/** The receipt was printed and has an address. */
export function setReceipt(document: OrderDocument, receiptUrl: string, call: Call): void {
  call.account.saveDocument({ ...document, receiptUrl }, call.now);
  call.emit('DocOrderDeliveryFiscalInfoSet', { id: document.id });
}

export function documentOf(account: Account, id: number): OrderDocument {
  const document = account.documents.get(id);
  if (document === undefined) throw new RegosError(1152, `Документ ${id} не найден`);
  return document;
}

function assertApprovable(document: OrderDocument, call: Call): void {
  if (document.lines.length === 0) throw new RegosError(1091, 'Пустой заказ нельзя подтвердить');
  if (document.stockId === undefined) throw new RegosError(1058, 'В заказе не указан склад');
  if (call.switches.stockCheck !== 'onApproval') return;
  // its own booking must not stand in its way
  call.account.documents.delete(document.id);
  try {
    assertStock(document.lines, document.stockId, call.account);
  } finally {
    call.account.documents.set(document.id, document);
  }
}
