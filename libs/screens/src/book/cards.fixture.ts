import type { Card } from '@rto/cards';
import { cardScreens } from '../card.screen';
import type { Chapter } from './pages.fixture';

const card: Card = {
  id: 1,
  barcode: '2000000000015',
  programme: 'Друзья',
  balance: '12500.5',
  state: 'active',
  expiresOn: '2027-12-31',
};

export const CARDS: Chapter = [
  'Loyalty cards',
  ({ t, f }) => [
    ['A card', cardScreens({ cards: [card], available: true }, t, f)],
    [
      'Cards that are no longer taken',
      cardScreens(
        {
          cards: [
            { ...card, state: 'expired', expiresOn: '2025-12-31' },
            { ...card, state: 'disabled', programme: undefined },
          ],
          available: true,
        },
        t,
        f,
      ),
    ],
    ['No card', cardScreens({ cards: [], available: true }, t, f)],
    ['A shop without cards', cardScreens({ cards: [], available: false }, t, f)],
  ],
];
