import { Quantity } from '@rto/kernel';
import { anOrder, NOON_IN_TASHKENT } from '../screens.builders';
import { staffCardScreen, type StaffCardView } from '../staff-card.screen';
import type { Chapter } from './pages.fixture';

const order = anOrder({
  state: 'submitted',
  regosStatus: 'New',
  regosCode: 'ODL-7',
  deliveryType: { id: 1, name: 'Курьер' },
  address: 'Чиланзар 5',
  location: { latitude: 41.31, longitude: 69.27 },
  note: 'Позвоните за час',
  toldFacts: { payment: 'Наличные' },
});
const placed = { kind: 'placed', by: undefined, at: NOON_IN_TASHKENT } as const;
const CARD: StaffCardView = {
  order,
  steps: [placed, { ...placed, kind: 'submitted' }],
  buyer: 'Алиса Каримова',
  isPublic: false,
  seesPhone: true,
  approvesItself: false,
  goods: new Map([[101, { articul: 'A-7', left: Quantity.of('14') }]]),
  writeUrl: 'https://t.me/alisa',
  now: NOON_IN_TASHKENT,
};
const CANCELLED = anOrder({
  ...order,
  state: 'cancelled',
  regosStatus: 'Canceled',
  toldFacts: { reason: { key: 'noGoods' } },
});

export const STAFF: Chapter = [
  'The staff chat',
  ({ t, f }) => [
    ['A new order', staffCardScreen(CARD, t, f)],
    ['Before it is cancelled', staffCardScreen({ ...CARD, asksWhy: true }, t, f)],
    [
      'Accepted',
      staffCardScreen(
        {
          ...CARD,
          order: anOrder({ ...order, regosStatus: 'Approved' }),
          steps: [...CARD.steps, { ...placed, kind: 'Approved', by: 'Азиз' }],
        },
        t,
        f,
      ),
    ],
    ['Cancelled by the shop', staffCardScreen({ ...CARD, order: CANCELLED }, t, f)],
    ['Where anybody can read it', staffCardScreen({ ...CARD, isPublic: true }, t, f)],
  ],
];
