import type { DeliveryOrderStatus } from './model';
import type { Row } from './row';

/** @source docs/regos.md 10.4 and 21.6; 28 to 31 are inferred there */
const BY_ID: ReadonlyMap<number, DeliveryOrderStatus> = new Map([
  [22, 'New'],
  [23, 'Approved'],
  [24, 'Processing'],
  [25, 'Paying'],
  [26, 'Finished'],
  [27, 'Canceled'],
  [28, 'ReturnPaying'],
  [29, 'CanceledByPosSale'],
  [30, 'CanceledByPosReturn'],
  [31, 'ReturnProcessing'],
]);

/**
 * `name_var` such as CTLG_ORDER_STATUS_NEW. Only that one and PREPARE_PAY are known; the rest is assumed. The first
 * that fits counts: what is called off names also what it was, and a payment of a return comes in both orders.
 */
const BY_NAME: readonly (readonly [RegExp, DeliveryOrderStatus])[] = [
  [/CANCEL.*RETURN|RETURN.*CANCEL/, 'CanceledByPosReturn'],
  [/CANCEL.*POS|POS.*CANCEL/, 'CanceledByPosSale'],
  [/CANCEL/, 'Canceled'],
  [/RETURN.*PAY|PAY.*RETURN/, 'ReturnPaying'],
  [/RETURN/, 'ReturnProcessing'],
  [/PREPARE_PAY|PAYING/, 'Paying'],
  [/_NEW$/, 'New'],
  [/APPROVED/, 'Approved'],
  [/PROCESSING/, 'Processing'],
  [/FINISHED/, 'Finished'],
];

/** Status of a document, which may name it by its id alone. */
export function statusOf(document: Row): DeliveryOrderStatus {
  const status = parseStatus(document.row('status'));
  return status === 'Unknown' ? (BY_ID.get(document.integer('status_id') ?? 0) ?? status) : status;
}

/** By id first, then by `name_var`; never by `name`, which is in the language of the shop. */
export function parseStatus(status: Row): DeliveryOrderStatus {
  const byId = BY_ID.get(status.integer('id') ?? 0);
  const nameVar = status.text('name_var')?.toUpperCase() ?? '';
  return byId ?? BY_NAME.find(([pattern]) => pattern.test(nameVar))?.[1] ?? 'Unknown';
}
