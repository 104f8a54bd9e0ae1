import { Money } from '@rto/kernel';
import { deliveryFee, kilometres, type FeeRules } from './delivery-fee';

const SHOP = { latitude: 41.311081, longitude: 69.279737 };
const HOME = { latitude: 41.33807, longitude: 69.334608 };
const sum = (amount: string): Money => Money.of(amount, 'UZS');

function rules(given: Partial<FeeRules> = {}): FeeRules {
  return { deliveryFee: '15000', deliveryFreeFrom: '0', deliveryFeePerKm: '0', shopLocation: SHOP, ...given };
}

describe('the fee of a delivery', () => {
  it('is none in a shop that takes none', () => {
    expect(deliveryFee(rules({ deliveryFee: '0' }), sum('1000'), HOME)).toBeUndefined();
  });

  it('is the same everywhere without a price for a kilometre', () => {
    expect(deliveryFee(rules(), sum('37000'), HOME)).toEqual({ amount: sum('15000') });
    expect(deliveryFee(rules(), sum('37000'), undefined)).toEqual({ amount: sum('15000') });
  });

  it('is nothing from the sum on from which it is free, and that is said', () => {
    const free = rules({ deliveryFreeFrom: '200000', deliveryFeePerKm: '1000' });
    expect(deliveryFee(free, sum('200000'), HOME)).toEqual({ amount: sum('0') });
    expect(deliveryFee(free, sum('199999.99'), HOME)?.amount.isZero()).toBe(false);
  });

  it('grows with the distance from the shop, by tenths of a kilometre', () => {
    expect(deliveryFee(rules({ deliveryFeePerKm: '1000' }), sum('37000'), HOME)).toEqual({
      amount: sum('20500'),
      km: '5.5',
    });
    expect(
      deliveryFee(rules({ deliveryFee: '0', deliveryFeePerKm: '333.33' }), sum('1'), HOME)?.amount,
    ).toEqual(sum('1833.32'));
  });

  it('is the base alone for a place in words, and says so', () => {
    expect(deliveryFee(rules({ deliveryFeePerKm: '1000' }), sum('37000'), undefined)).toEqual({
      amount: sum('15000'),
      isBaseAlone: true,
    });
  });

  it('measures along the great circle', () => {
    const samarkand = { latitude: 39.654, longitude: 66.9597 };
    expect(kilometres(SHOP, samarkand)).toBeCloseTo(269.15, 1);
    expect(kilometres(SHOP, SHOP)).toBe(0);
    expect(kilometres({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(
      111.2,
      1,
    );
  });
});
