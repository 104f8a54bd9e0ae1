import { cartTotal } from '@rto/cart';
import { newCheckout, type CheckoutDraft } from './checkout';
import { checkoutTerms, termsKey } from './checkout-terms';
import { aLine, aTenant } from './orders.builders';

/** 14:00 in Tashkent. */
const NOON = new Date('2026-11-23T09:00:00Z');
const CART = { total: cartTotal([aLine()]) };
const NEAR = { latitude: 41.312, longitude: 69.28 };
const FAR = { latitude: 41.4, longitude: 69.4 };
const BASE: CheckoutDraft = { ...newCheckout(true, '998901234567'), location: NEAR, note: null };

function key(draft: CheckoutDraft, settings: Record<string, string> = {}): string {
  const tenant = aTenant(settings);
  return termsKey(tenant, draft, checkoutTerms(tenant, draft, CART, NOON));
}

describe('what is confirmed beside the goods', () => {
  it.each<[string, Partial<CheckoutDraft>]>([
    ['the phone', { phone: '998907654321' }],
    ['the delivery type', { deliveryType: { id: 1, name: 'Курьер' } }],
    ['the address', { address: 'Чиланзар 5' }],
    ['the note', { note: 'Домофон 8' }],
    ['a point that is there no more', { location: null }],
  ])('is another thing with another answer: %s', (_, change) => {
    expect(key({ ...BASE, ...change })).not.toBe(key(BASE));
  });

  it('stays the same while a point moves and costs the same', () => {
    expect(key({ ...BASE, location: FAR })).toBe(key(BASE));
    expect(key({ ...BASE, location: FAR }, { DELIVERY_FEE: '15000' })).toBe(
      key(BASE, { DELIVERY_FEE: '15000' }),
    );
  });

  it('is another thing for another fee', () => {
    const byKm = { DELIVERY_FEE_PER_KM: '1000', SHOP_LOCATION: '41.311081,69.279737' };
    expect(key({ ...BASE, location: FAR }, byKm)).not.toBe(key(BASE, byKm));
    expect(key(BASE, { DELIVERY_FEE: '15000' })).not.toBe(key(BASE, { DELIVERY_FEE: '16000' }));
  });

  it('is another thing for another slot, and for the opening of a closed shop', () => {
    const slots = { DELIVERY_SLOTS: '15:00-17:00,17:00-19:00' };
    const of = (deliveryAt: string) => key({ ...BASE, deliveryAt }, slots);
    expect(of('2026-11-23T10:00:00.000Z')).not.toBe(of('2026-11-23T12:00:00.000Z'));
    const hours = { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '09:00', WORK_TIME_END: '12:00' };
    expect(key(BASE, { ...hours, ORDERS_OUTSIDE_HOURS: 'true' })).not.toBe(key(BASE));
  });
});
