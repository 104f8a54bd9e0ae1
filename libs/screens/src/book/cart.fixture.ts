import type { CartDifference } from '@rto/cart';
import { Money, Quantity } from '@rto/kernel';
import { cartScreen, clearQuestionScreen } from '../cart.screen';
import { aCart, aLine, KILOGRAM } from '../screens.builders';
import type { Chapter } from './pages.fixture';

const money = (amount: string): Money => Money.of(amount, 'UZS');
const JUICE = aLine();
const APPLES = aLine({ itemId: 103, name: 'Яблоки', unit: KILOGRAM, price: '12990', quantity: '0.35' });
const WATER = aLine({ itemId: 102, name: 'Вода 0,5 л', price: '3000', quantity: '6' });

const DIFFERENCES: readonly CartDifference[] = [
  { itemId: 101, name: JUICE.name, type: 'price', old: money('17000'), new: money('18500') },
  { itemId: 102, name: WATER.name, type: 'stock', wanted: WATER.quantity, available: Quantity.of('4') },
  { itemId: 103, name: APPLES.name, type: 'stock', wanted: APPLES.quantity, available: Quantity.zero },
];

export const CART: Chapter = [
  'The cart',
  ({ t, f }) => [
    ['Goods in the cart', cartScreen({ cart: aCart(JUICE, APPLES), page: 0 }, t, f)],
    [
      'Of a known buyer, in a shop with a minimum, hours and a fee',
      cartScreen(
        {
          cart: aCart(JUICE),
          page: 0,
          hasLast: true,
          terms: {
            minimum: money('50000'),
            hours: { start: '09:00', end: '21:00', isOpen: true },
            fee: { base: money('15000'), perKm: money('1000'), freeFrom: money('200000') },
          },
        },
        t,
        f,
      ),
    ],
    [
      'What changed since the goods were put in',
      cartScreen({ cart: aCart(JUICE, WATER, APPLES), page: 0, differences: DIFFERENCES }, t, f),
    ],
    ['Before everything is taken out', clearQuestionScreen(t)],
    ['Nothing in it', cartScreen({ cart: aCart(), page: 0 }, t, f)],
  ],
];
