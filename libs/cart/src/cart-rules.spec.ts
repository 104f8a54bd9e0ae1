import { Money, Quantity, UserError } from '@rto/kernel';
import { cartTotal } from './cart';
import type { CartChange, CartLine } from './cart';
import { changeLines, MAX_LINES } from './cart-rules';
import { KILOGRAM, aLine, anItem } from './cart.builders';

/** `1x2` is item 1, quantity 2; or why nothing changed. */
function after(lines: readonly CartLine[], change: CartChange): string {
  const outcome = changeLines(lines, change);
  return 'unchanged' in outcome
    ? outcome.unchanged
    : outcome.lines.map((line) => `${line.itemId}x${line.quantity.toString()}`).join(' ');
}

function refusalOf(lines: readonly CartLine[], change: CartChange): Pick<UserError, 'code' | 'params'> {
  try {
    changeLines(lines, change);
  } catch (error) {
    if (error instanceof UserError) return { code: String(error.code), params: error.params };
    throw error;
  }
  throw new Error('the change was accepted');
}

const cheese = (allowed = '2'): ReturnType<typeof anItem> => anItem({ id: 5, unit: KILOGRAM, allowed });

describe('adding', () => {
  it('puts one piece behind the lines that are there', () => {
    expect(after([aLine({ itemId: 9 })], { type: 'add', item: anItem({ id: 1 }) })).toBe('9x1 1x1');
  });

  it('puts 0.1 of a weighed good', () => {
    expect(after([], { type: 'add', item: cheese() })).toBe('5x0.1');
  });

  it('puts all there is when that is less than a step', () => {
    expect(after([], { type: 'add', item: cheese('0.04') })).toBe('5x0.04');
  });

  it('changes nothing when the item is in the cart already', () => {
    expect(after([aLine({ quantity: '3' })], { type: 'add', item: anItem() })).toBe('alreadyInCart');
  });

  it.each([
    ['no stock', anItem({ allowed: '0' }), 'outOfStock'],
    ['more booked than there is', anItem({ allowed: '-2' }), 'outOfStock'],
    ['half a piece left', anItem({ allowed: '0.5' }), 'outOfStock'],
    ['no price', anItem({ price: undefined }), 'noPrice'],
    ['a price of zero', anItem({ price: '0' }), 'noPrice'],
  ])('refuses an item with %s', (_case, item, code) => {
    expect(refusalOf([], { type: 'add', item }).code).toBe(code);
  });

  it('refuses line 101, but still changes the 100 others', () => {
    const full = Array.from({ length: MAX_LINES }, (_, index) => aLine({ itemId: index + 1 }));
    expect(refusalOf(full, { type: 'add', item: anItem({ id: 101 }) }).code).toBe('cartFull');
    expect(after(full, { type: 'set', item: anItem({ id: 1 }), quantity: Quantity.of('7') })).toMatch(
      /^1x7 /,
    );
  });
});

describe('stepping', () => {
  it('goes up by a piece and keeps the place of the line', () => {
    const lines = [aLine({ itemId: 1 }), aLine({ itemId: 2 })];
    expect(after(lines, { type: 'step', itemId: 1, direction: 1, item: anItem({ id: 1 }) })).toBe('1x2 2x1');
  });

  it('goes up by 0.1 without the drift of binary fractions', () => {
    const lines = [aLine({ itemId: 5, unit: KILOGRAM, quantity: '0.2' })];
    expect(after(lines, { type: 'step', itemId: 5, direction: 1, item: cheese() })).toBe('5x0.3');
  });

  it('puts an item that is not in the cart when it goes up', () => {
    expect(after([], { type: 'step', itemId: 1, direction: 1, item: anItem() })).toBe('1x1');
  });

  it('never goes above the stock, and says how much there is', () => {
    const change: CartChange = { type: 'step', itemId: 1, direction: 1, item: anItem({ allowed: '3' }) };
    expect(refusalOf([aLine({ quantity: '3' })], change)).toEqual({
      code: 'notEnoughStock',
      params: { available: '3', unit: 'шт' },
    });
  });

  it('removes the line when it goes down to zero', () => {
    expect(after([aLine()], { type: 'step', itemId: 1, direction: -1 })).toBe('');
    const rest = aLine({ itemId: 5, unit: KILOGRAM, quantity: '0.05' });
    expect(after([rest], { type: 'step', itemId: 5, direction: -1 })).toBe('');
  });

  it('goes down even when the stock is below what is left', () => {
    const item = anItem({ allowed: '1' });
    expect(after([aLine({ quantity: '5' })], { type: 'step', itemId: 1, direction: -1, item })).toBe('1x4');
  });

  it('goes nowhere down from an item that is not in the cart', () => {
    expect(after([], { type: 'step', itemId: 1, direction: -1 })).toBe('notInCart');
  });

  it("takes today's price and name into the line", () => {
    const item = anItem({ name: 'New name', price: '1200' });
    const outcome = changeLines([aLine({ price: '1000' })], { type: 'step', itemId: 1, direction: 1, item });
    expect(outcome).toMatchObject({ lines: [{ name: 'New name', price: Money.of('1200', 'UZS') }] });
  });
});

describe('setting a quantity', () => {
  it('takes exactly what was typed', () => {
    expect(after([], { type: 'set', item: cheese(), quantity: Quantity.of('0.355') })).toBe('5x0.355');
  });

  it('removes the line at zero', () => {
    expect(after([aLine()], { type: 'set', item: anItem(), quantity: Quantity.zero })).toBe('');
  });

  it('refuses a fraction of a piece', () => {
    expect(refusalOf([], { type: 'set', item: anItem(), quantity: Quantity.of('1.5') }).code).toBe(
      'wrongQuantity',
    );
  });

  it('refuses more than there is, counted in whole pieces', () => {
    const item = anItem({ allowed: '4.8' });
    expect(refusalOf([], { type: 'set', item, quantity: Quantity.of('5') })).toEqual({
      code: 'notEnoughStock',
      params: { available: '4', unit: 'шт' },
    });
  });
});

describe('ordering again', () => {
  const more = (quantity: string, item = anItem({ id: 1, allowed: '5' })): CartChange => ({
    type: 'more',
    item,
    quantity: Quantity.of(quantity),
  });

  it('adds to what is in the cart instead of replacing it', () => {
    expect(after([aLine({ itemId: 1, quantity: '2' })], more('3'))).toBe('1x5');
    expect(after([aLine({ itemId: 9 })], more('3'))).toBe('9x1 1x3');
  });

  it('takes all there is when that is less', () => {
    expect(after([aLine({ itemId: 1, quantity: '4' })], more('3'))).toBe('1x5');
    expect(after([], more('3', cheese('1.2')))).toBe('5x1.2');
  });

  it('never takes anything out, also when there is less than that by now', () => {
    expect(after([aLine({ itemId: 1, quantity: '7' })], more('3'))).toBe('1x7');
  });

  it('refuses what is gone', () => {
    expect(refusalOf([], more('1', anItem({ id: 1, allowed: '0' })))).toMatchObject({ code: 'outOfStock' });
  });
});

describe('removing', () => {
  it('takes one line out', () => {
    const lines = [aLine({ itemId: 1 }), aLine({ itemId: 2 })];
    expect(after(lines, { type: 'remove', itemId: 1 })).toBe('2x1');
    expect(after(lines, { type: 'remove', itemId: 3 })).toBe('notInCart');
  });

  it('takes all lines out', () => {
    expect(after([aLine()], { type: 'clear' })).toBe('');
  });
});

describe('bringing back the goods of a refused order', () => {
  it('adds what is missing and leaves alone what was put in meanwhile', () => {
    const now = [aLine({ itemId: 1, quantity: '5' })];
    const refused = [aLine({ itemId: 1, quantity: '2' }), aLine({ itemId: 2, quantity: '3' })];
    expect(after(now, { type: 'restore', lines: refused })).toBe('1x5 2x3');
  });

  it('leaves out what does not fit instead of losing all', () => {
    const now = [aLine({ itemId: 1000 })];
    const refused = Array.from({ length: MAX_LINES }, (_, index) => aLine({ itemId: index + 1 }));
    const outcome = changeLines(now, { type: 'restore', lines: refused });
    expect('lines' in outcome && outcome.lines).toHaveLength(MAX_LINES);
  });
});

describe('re-pricing', () => {
  it("takes today's prices, cuts to the stock and drops what is gone", () => {
    const lines = [1, 2, 3, 4, 5].map((itemId) => aLine({ itemId, quantity: '5' }));
    const current = new Map([
      [1, anItem({ id: 1, price: '900' })],
      [2, anItem({ id: 2, allowed: '2.9' })],
      [3, anItem({ id: 3, allowed: '0' })],
      [4, anItem({ id: 4, price: undefined })],
    ]);
    expect(after(lines, { type: 'reprice', current })).toBe('1x5 2x2');
    expect(changeLines(lines, { type: 'reprice', current })).toMatchObject({
      lines: [{ price: Money.of('900', 'UZS') }, { price: Money.of('1000', 'UZS') }],
    });
  });
});

describe('the total', () => {
  it('is the sum of lines that are rounded one by one', () => {
    const lines = [
      aLine({ itemId: 1, unit: KILOGRAM, price: '99.99', quantity: '0.335' }), // 33.49665
      aLine({ itemId: 2, price: '0.1', quantity: '3' }),
    ];
    expect(cartTotal(lines)?.amount).toBe('33.8');
  });

  it('is none for an empty cart and for two currencies', () => {
    expect(cartTotal([])).toBeUndefined();
    expect(cartTotal([aLine(), aLine({ itemId: 2, currency: 'USD' })])).toBeUndefined();
  });
});
