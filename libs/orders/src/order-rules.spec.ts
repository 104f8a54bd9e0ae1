import { cartTotal, type Cart } from '@rto/cart';
import { UserError } from '@rto/kernel';
import { newCheckout } from './checkout';
import { documentLines } from './order';
import {
  assertCartSuffices,
  assertShopTakesOrders,
  draftOrder,
  isSameAsShown,
  shownLines,
} from './order-rules';
import { aLine, aTenant } from './orders.builders';

/** 14:00 in Tashkent. */
const NOON = new Date('2026-11-23T09:00:00Z');

function aCart(...lines: ReturnType<typeof aLine>[]): Cart {
  return { lines, total: cartTotal(lines), version: 1, updatedAt: NOON };
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('whether a shop takes orders', () => {
  const refusal = (settings: Record<string, string>, now = NOON): unknown =>
    failure(() => assertShopTakesOrders(aTenant(settings), now));

  it('is yes at any hour without opening hours', () => {
    expect(refusal({})).toBeUndefined();
  });

  it('is no while orders are switched off', () => {
    expect(refusal({ ORDERS_DISABLED: 'true' })).toEqual(new UserError('ordersDisabled'));
  });

  it.each(['PRICE_TYPE_ID', 'STOCK_ID', 'ORDER_SOURCE_ID'])('is no without %s', (key) => {
    expect(refusal({ [key]: '' })).toEqual(new UserError('shopNotReady'));
  });

  it.each([
    ['09:00', '22:00', '2026-11-23T04:00:00Z', true], // 09:00 sharp
    ['09:00', '22:00', '2026-11-23T03:59:59Z', false],
    ['09:00', '22:00', '2026-11-23T17:00:00Z', false], // 22:00 sharp
    ['22:00', '02:00', '2026-11-23T19:30:00Z', true], // half past midnight
    ['22:00', '02:00', '2026-11-23T21:00:00Z', false],
  ])('between %s and %s in Tashkent is, at %s: %s', (WORK_TIME_START, WORK_TIME_END, now, isOpen) => {
    const error = refusal({ WORK_TIME_ENABLED: 'true', WORK_TIME_START, WORK_TIME_END }, new Date(now));
    expect(error).toEqual(isOpen ? undefined : expect.any(UserError));
    if (error instanceof UserError) {
      expect(error).toMatchObject({
        code: 'closed',
        params: { start: WORK_TIME_START, end: WORK_TIME_END },
      });
    }
  });
});

describe('whether a cart suffices', () => {
  it('is no for an empty one', () => {
    expect(failure(() => assertCartSuffices(aTenant(), aCart()))).toEqual(new UserError('cartEmpty'));
  });

  it('is yes from the minimum on, and a refusal names both amounts', () => {
    const tenant = aTenant({ MIN_ORDER_AMOUNT: '37000' });
    expect(assertCartSuffices(tenant, aCart(aLine())).amount).toBe('37000');
    expect(failure(() => assertCartSuffices(tenant, aCart(aLine({ price: '18499.99' }))))).toMatchObject({
      code: 'belowMinimum',
      params: { minimum: '37000', total: '36999.98', currency: 'UZS' },
    });
  });
});

describe('what was shown at the summary', () => {
  it('is the same for the same goods, quantities and prices only', () => {
    const shown = shownLines([aLine()]);
    expect(isSameAsShown([aLine()], shown)).toBe(true);
    for (const changed of [aLine({ quantity: '3' }), aLine({ price: '18501' }), aLine({ itemId: 102 })]) {
      expect(isSameAsShown([changed], shown)).toBe(false);
    }
    expect(isSameAsShown([], shown)).toBe(false);
    expect(isSameAsShown([aLine()], undefined)).toBe(false);
  });
});

describe('the draft of an order', () => {
  it('holds what was answered and what the shop has set, and nothing of what was skipped', () => {
    const checkout = { ...newCheckout(true, '998901234567'), location: null, note: 'Домофон 8' };
    const draft = draftOrder(aTenant(), 700, checkout, aCart(aLine()), NOON);
    expect(draft).toMatchObject({
      chatId: 700,
      checkoutId: checkout.id,
      phone: '998901234567',
      note: 'Домофон 8',
      priceTypeId: 2,
      stockId: 1,
      sourceId: 4,
    });
    expect([draft.location, draft.address, draft.deliveryType]).toEqual([undefined, undefined, undefined]);
    expect(draft.total.amount).toBe('37000');
  });

  const COURIER = { id: 1, name: 'Курьер' };
  const PICKUP = { id: 2, name: 'Самовывоз' };
  const PLACE = { address: 'Чиланзар 5', location: { latitude: 41.33807, longitude: 69.334608 } };

  it('has the fee as a line of its own where the shop has an item for it, else beside the total', () => {
    const checkout = { ...newCheckout(true, '998901234567'), ...PLACE, deliveryType: COURIER };
    const fee = { DELIVERY_FEE: '15000', DELIVERY_FEE_PER_KM: '1000', SHOP_LOCATION: '41.311081,69.279737' };
    const beside = draftOrder(aTenant(fee), 700, checkout, aCart(aLine()), NOON);
    expect(beside).toMatchObject({
      fee: { amount: { amount: '20500' }, itemId: undefined },
      total: { amount: '37000' },
    });
    expect(documentLines(beside)).toHaveLength(1);
    const line = draftOrder(
      aTenant({ ...fee, DELIVERY_FEE_ITEM_ID: '900' }),
      700,
      checkout,
      aCart(aLine()),
      NOON,
    );
    expect(line.total.amount).toBe('57500');
    expect(line.lines).toHaveLength(1);
    expect(documentLines(line)[1]).toMatchObject({ itemId: 900, price: { amount: '20500' } });
    const free = draftOrder(
      aTenant({ ...fee, DELIVERY_FREE_FROM: '37000' }),
      700,
      checkout,
      aCart(aLine()),
      NOON,
    );
    expect(free.fee).toBeUndefined();
  });

  it('of a pickup has the stock that hands it out, no place and no fee', () => {
    const checkout = {
      ...newCheckout(true, '998901234567'),
      ...PLACE,
      deliveryType: PICKUP,
      pickupPoint: { id: 4 },
    };
    const tenant = aTenant({ DELIVERY_FEE: '15000', PICKUP_STOCK_IDS: '1,4' });
    const draft = draftOrder(tenant, 700, checkout, aCart(aLine()), NOON);
    expect(draft).toMatchObject({ stockId: 4, address: undefined, location: undefined, fee: undefined });
  });

  it('is for the slot that was chosen, or for the opening of a shop that is closed', () => {
    const slot = { ...newCheckout(true, '998901234567'), deliveryAt: '2026-11-23T10:00:00.000Z' };
    const slots = aTenant({ DELIVERY_SLOTS: '15:00-17:00' });
    expect(draftOrder(slots, 700, slot, aCart(aLine()), NOON).deliveryAt).toEqual(new Date(slot.deliveryAt));
    const hours = { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '09:00', WORK_TIME_END: '12:00' };
    const night = aTenant({ ...hours, ORDERS_OUTSIDE_HOURS: 'true' });
    const checkout = newCheckout(true, '998901234567');
    expect(draftOrder(night, 700, checkout, aCart(aLine()), NOON).deliveryAt).toEqual(
      new Date('2026-11-24T04:00:00Z'),
    );
    const morning = new Date('2026-11-23T05:00:00Z');
    expect(draftOrder(night, 700, checkout, aCart(aLine()), morning).deliveryAt).toBeUndefined();
  });

  it.each([
    ['takes orders no more', { ORDERS_DISABLED: 'true' }],
    ['is closed by now', { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '01:00', WORK_TIME_END: '02:00' }],
    ['asks for more', { MIN_ORDER_AMOUNT: '37001' }],
  ])('is none when the shop %s', (_, settings) => {
    const checkout = newCheckout(true, '998901234567');
    expect(() => draftOrder(aTenant(settings), 700, checkout, aCart(aLine()), NOON)).toThrow(UserError);
  });
});
