import { Decimal } from 'decimal.js';
import type { Account, OrderDocument } from './account';
import { assertStock } from './add-full';
import type { Call } from './method';
import { RegosError } from './regos-error';
import { allowedMoves, type Status } from './statuses';

/** The till that takes every order here. */
const TILL = 1;

/**
 * Moves an order along CONTRACT 10.4 and raises the events.
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
  if (status === 'Finished') call.emit('DocOrderDeliveryPerformed', { id: document.id });
}

/** Staff say who brings the order. */
export function assignCourier(document: OrderDocument, courier: string, call: Call): void {
  call.account.saveDocument({ ...document, courier }, call.now);
  call.emit('DocOrderDeliveryCourierSet', { id: document.id, courier_id: 1 });
}

/** The till has counted. @param counted decimal text by item id; the others are as ordered */
export function actualizeOrder(
  document: OrderDocument,
  counted: Readonly<Record<number, string>>,
  call: Call,
): void {
  const lines = document.lines.map((line) => ({
    ...line,
    actualQuantity: new Decimal(counted[line.itemId] ?? line.quantity),
  }));
  call.account.saveDocument({ ...document, lines }, call.now);
  call.emit('DocOrderDeliveryActualized', { id: document.id });
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
