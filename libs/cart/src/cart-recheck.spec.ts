import { Money, Quantity } from '@rto/kernel';
import { recheck } from './cart-recheck';
import { changeLines } from './cart-rules';
import { aLine, anItem } from './cart.builders';

describe('the re-check of a cart', () => {
  it('finds nothing when price and stock are as they were', () => {
    expect(recheck({ lines: [aLine({ quantity: '10' })] }, new Map([[1, anItem()]]))).toEqual([]);
  });

  it('tells the old price and the new one', () => {
    expect(recheck({ lines: [aLine()] }, new Map([[1, anItem({ price: '1100' })]]))).toEqual([
      {
        type: 'price',
        itemId: 1,
        name: 'Item 1',
        old: Money.of('1000', 'UZS'),
        new: Money.of('1100', 'UZS'),
      },
    ]);
  });

  it('tells how much is left when that is less than wanted', () => {
    const lines = [aLine({ quantity: '5' })];
    const stock = (allowed: string): unknown => recheck({ lines }, new Map([[1, anItem({ allowed })]]));
    const wanted = Quantity.of('5');
    expect(stock('3.7')).toMatchObject([{ type: 'stock', wanted, available: Quantity.of('3') }]);
    expect(stock('-1')).toMatchObject([{ type: 'stock', wanted, available: Quantity.zero }]);
  });

  it.each([
    ['deleted', new Map()],
    ['without a price', new Map([[1, anItem({ price: undefined })]])],
    ['free of charge', new Map([[1, anItem({ price: '0' })]])],
  ])('calls an item that is %s gone', (_case, current) => {
    expect(recheck({ lines: [aLine()] }, current)).toMatchObject([{ type: 'gone', itemId: 1 }]);
  });

  it('tells of a line both its price and its stock', () => {
    const current = new Map([[1, anItem({ price: '900', allowed: '1' })]]);
    const types = recheck({ lines: [aLine({ quantity: '2' })] }, current).map(({ type }) => type);
    expect(types).toEqual(['price', 'stock']);
  });

  it('sees a change of currency as a change of price', () => {
    const current = new Map([[1, anItem({ currency: 'USD' })]]);
    expect(recheck({ lines: [aLine()] }, current)).toMatchObject([{ type: 'price' }]);
  });

  it('finds nothing more once the cart is re-priced with the same items', () => {
    const lines = [1, 2, 3, 4, 5].map((itemId) => aLine({ itemId, quantity: '5' }));
    const current = new Map([
      [1, anItem({ id: 1, price: '900' })],
      [2, anItem({ id: 2, allowed: '2' })],
      [3, anItem({ id: 3, allowed: '0' })],
      [5, anItem({ id: 5, price: '0' })],
    ]);
    const outcome = changeLines(lines, { type: 'reprice', current });
    expect('lines' in outcome && recheck(outcome, current)).toEqual([]);
  });
});
