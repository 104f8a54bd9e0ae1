import { Money, Quantity } from '@rto/kernel';
import type { MapPoint, TenantSettings } from '@rto/settings';

/** What is paid for bringing an order. */
export interface DeliveryFee {
  /** Zero: brought for nothing, and that is to be said. */
  readonly amount: Money;
  /** Kilometres that are paid for, as decimal text. */
  readonly km?: string;
  /** The distance counts, and the place is known by its words alone: the base fee stands for it. */
  readonly isBaseAlone?: true;
}

export type FeeRules = Pick<
  TenantSettings,
  'deliveryFee' | 'deliveryFreeFrom' | 'deliveryFeePerKm' | 'shopLocation'
>;

/** The mean radius of the earth. */
const EARTH_KM = 6_371;

/**
 * The fee for goods of this sum, brought to this point; undefined where the shop takes none at all.
 * @param goods in the currency of the fee
 */
export function deliveryFee(
  rules: FeeRules,
  goods: Money,
  point: MapPoint | undefined,
): DeliveryFee | undefined {
  const of = (amount: string): Money => Money.of(amount, goods.currency);
  const [base, perKm, freeFrom] = [
    of(rules.deliveryFee),
    of(rules.deliveryFeePerKm),
    of(rules.deliveryFreeFrom),
  ];
  if (base.isZero() && perKm.isZero()) return undefined;
  if (!freeFrom.isZero() && !goods.lessThan(freeFrom)) return { amount: of('0') };
  if (perKm.isZero() || !rules.shopLocation) return { amount: base };
  if (!point) return { amount: base, isBaseAlone: true };
  const km = kilometres(rules.shopLocation, point).toFixed(1);
  return { amount: base.plus(perKm.times(Quantity.of(km))), km };
}

/** Along the great circle. */
export function kilometres(from: MapPoint, to: MapPoint): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (a: number, b: number): number => Math.sin((radians(b) - radians(a)) / 2) ** 2;
  const haversine =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
