import type { RefusalReason } from '../notices/notice';

/** REGOS's definite "no" to an order in words a buyer understands (docs/regos.md 8 and 21.9, class user). */
const REASONS: Readonly<Record<number, RefusalReason>> = {
  1029: 'notEnoughStock',
  1033: 'itemGone',
  1205: 'itemGone',
  1191: 'itemGone',
  1199: 'itemGone',
  1192: 'itemGone',
  1189: 'itemIsSet',
  1051: 'amountTooLarge',
  1052: 'amountTooLarge',
  1053: 'amountTooLarge',
  1054: 'amountTooLarge',
  1055: 'amountTooLarge',
  1056: 'amountTooLarge',
  1057: 'amountTooLarge',
  1164: 'phoneInvalid',
  1166: 'phoneUnverified',
};

/** Record not found, invalid parameter, customer or card locked; those of 4000 and more are all about loyalty. */
const EXTRAS_CODES: readonly number[] = [1044, 1130, 1071, 1075];

/** Whether a "no" to an order may be one to its card or way of payment alone, without which it would be taken. */
export function mayConcernExtras(code: number | undefined): boolean {
  return code !== undefined && (EXTRAS_CODES.includes(code) || (code >= 4000 && code < 4100));
}

/** Not enough of it, unknown, deleted, a parent of variants, compound; or record not found. */
const LINE_CODES: readonly number[] = [1029, 1033, 1191, 1199, 1192, 1189, 1205, 1044];

/** Whether a "no" to an order may be one to the line of its fee alone, without which it would be taken. */
export function mayConcernFeeLine(code: number | undefined): boolean {
  return code !== undefined && LINE_CODES.includes(code);
}

export function refusalReason(code: number, kind: string): RefusalReason {
  return REASONS[code] ?? (kind === 'config' ? 'shopSettings' : 'other');
}
