import type { RefusalReason } from './notice';

/** REGOS's definite "no" to an order in words a buyer understands (CONTRACT section 8, class USER). */
const REASONS: Readonly<Record<number, RefusalReason>> = {
  1029: 'notEnoughStock',
  1033: 'itemGone',
  1205: 'itemGone',
  1191: 'itemGone',
  1199: 'itemGone',
  1051: 'amountTooLarge',
  1052: 'amountTooLarge',
  1053: 'amountTooLarge',
  1164: 'phoneInvalid',
};

export function refusalReason(code: number, kind: string): RefusalReason {
  return REASONS[code] ?? (kind === 'config' ? 'shopSettings' : 'other');
}
