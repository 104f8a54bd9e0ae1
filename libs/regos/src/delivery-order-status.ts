import type { DeliveryOrderStatus } from './model';
import type { Row } from './row';

/** @source CONTRACT 10.4; 28 and 31 are inferred there */
const BY_ID: ReadonlyMap<number, DeliveryOrderStatus> = new Map([
  [22, 'New'],
  [23, 'Approved'],
  [24, 'Processing'],
  [25, 'Paying'],
  [26, 'Finished'],
  [27, 'Canceled'],
  [28, 'ReturnPaying'],
  [31, 'ReturnProcessing'],
]);

/** `name_var` such as CTLG_ORDER_STATUS_NEW. Only that one and PREPARE_PAY are known; the rest is assumed. */
const BY_NAME: readonly (readonly [RegExp, DeliveryOrderStatus])[] = [
  [/RETURN.*PAY/, 'ReturnPaying'],
  [/RETURN/, 'ReturnProcessing'],
  [/PREPARE_PAY|PAYING/, 'Paying'],
  [/CANCEL/, 'Canceled'],
  [/_NEW$/, 'New'],
  [/APPROVED/, 'Approved'],
  [/PROCESSING/, 'Processing'],
  [/FINISHED/, 'Finished'],
];

/** By id first, then by `name_var`; never by `name`, which is in the language of the shop. */
export function parseStatus(status: Row): DeliveryOrderStatus {
  const byId = BY_ID.get(status.integer('id') ?? 0);
  const nameVar = status.text('name_var')?.toUpperCase() ?? '';
  return byId ?? BY_NAME.find(([pattern]) => pattern.test(nameVar))?.[1] ?? 'Unknown';
}
