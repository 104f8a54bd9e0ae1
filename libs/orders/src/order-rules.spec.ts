import { cartTotal, type Cart } from '@rto/cart';
import { UserError } from '@rto/kernel';
import { newCheckout } from './checkout';
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

  it.each([
    ['takes orders no more', { ORDERS_DISABLED: 'true' }],
    ['is closed by now', { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '01:00', WORK_TIME_END: '02:00' }],
    ['asks for more', { MIN_ORDER_AMOUNT: '37001' }],
  ])('is none when the shop %s', (_, settings) => {
    const checkout = newCheckout(true, '998901234567');
    expect(() => draftOrder(aTenant(settings), 700, checkout, aCart(aLine()), NOON)).toThrow(UserError);
  });
});
