import { Money, Quantity, type UserError } from '@rto/kernel';
import type { Formats, Texts } from '@rto/screens';

/** The words for a mistake that the person can mend. */
export function userErrorText(error: UserError, t: Texts, f: Formats): string {
  const { params } = error;
  const money = (name: string): string => f.money(Money.of(params[name] ?? '0', params['currency'] ?? 'UZS'));
  switch (error.code) {
    case 'belowMinimum':
      return t.errors.belowMinimum(money('minimum'), money('total'));
    case 'tooManyOpen':
      return t.errors.tooManyOpen(params['limit'] ?? '');
    case 'tooManyToday':
      return t.errors.tooManyToday(params['limit'] ?? '');
    case 'closedToday':
      return t.errors.closedToday(f.when(new Date(params['until'] ?? 0), new Date(params['now'] ?? 0)));
    case 'closed':
      return t.errors.closed(params['start'] ?? '', params['end'] ?? '');
    case 'notEnoughStock':
      return t.errors.notEnoughStock(
        f.quantity(Quantity.of(params['available'] ?? '0'), { name: params['unit'] ?? '', kind: 'pcs' }),
      );
    case 'chooseVariant':
      return t.catalog.chooseVariant;
    case 'quantityUnclear':
      return t.errors.quantityUnclear(f.number(params['less'] ?? '1'), f.number(params['more'] ?? '1000'));
    case 'otherUnit':
      return t.errors.otherUnit(f.unit({ name: params['unit'] ?? '', kind: 'pcs' }));
    case 'wrongQuantity':
      return t.errors.quantityInvalid;
    default:
      return PLAIN.find((code) => code === error.code) === undefined
        ? t.common.failed
        : t.errors[error.code as (typeof PLAIN)[number]];
  }
}

/** Errors whose text has no values in it. */
const PLAIN = [
  'cartEmpty',
  'cartFull',
  'ordersDisabled',
  'shopNotReady',
  'outOfStock',
  'noPrice',
  'itemGone',
  'groupGone',
  'promoGone',
  'quantityInvalid',
  'piecesOnly',
  'phoneInvalid',
  'phoneUnverified',
  'catalogUnavailable',
  'regosUnavailable',
  'orderNotFound',
  'orderOnItsWay',
  'orderTooLate',
  'orderUnseen',
  'cardGone',
] as const;
