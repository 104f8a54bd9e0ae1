import { Money, Quantity } from '@rto/kernel';
import type { CheckoutDraft, QuestionStep } from '@rto/orders';
import { addressesScreen, addressNameScreen } from '../address-book.screen';
import { slotName, type Answers } from '../checkout-answers';
import {
  blockedScreen,
  correctedTooLateScreen,
  editScreen,
  questionScreen,
  summaryScreen,
  type Question,
  type Summary,
} from '../checkout.screen';
import { reachText } from '../shop.screen';
import { aCart, aDraft, aLine, NOON_IN_TASHKENT } from '../screens.builders';
import type { Chapter, Page, Pen } from './pages.fixture';

const money = (amount: string): Money => Money.of(amount, 'UZS');
const HOURS = { start: '09:00', end: '21:00' };
const POINT = { latitude: 41.33807, longitude: 69.334608 };
const SLOT = { start: new Date('2026-11-24T05:00:00Z'), end: new Date('2026-11-24T07:00:00Z') };
const COURIER = { id: 1, name: 'Курьер' };
const HOME = { address: 'Чиланзар 5', location: POINT };
const WHOLE = aDraft({ deliveryType: COURIER, ...HOME, note: 'Домофон 8' });
const PICKUP = aDraft({
  deliveryType: { id: 2, name: 'Самовывоз' },
  pickupPoint: { id: 1, name: 'Чиланзар', address: 'Чиланзар 5' },
});
const CARDS = [
  { id: 77, name: 'Бонус 3% …4567' },
  { id: 78, name: 'Бонус 5% …9001' },
];
const NO_TERMS = { fee: undefined, slot: undefined, opensAt: undefined };
const NOTHING = { type: 'nothing' } as const;

function answers(draft: CheckoutDraft): Answers {
  return { draft, slot: undefined, hours: HOURS, now: NOON_IN_TASHKENT };
}

function asked(step: QuestionStep, number: number, given: Partial<Question> = {}): Question {
  const plain = { isPickup: false, skippable: false, choices: [], hasLast: false };
  return { ...answers(aDraft()), ...plain, step, progress: { step: number, of: 6 }, ...given };
}

function confirmed(draft: CheckoutDraft, given: Partial<Summary> = {}): Summary {
  return {
    ...answers(draft),
    cart: aCart(aLine()),
    terms: NO_TERMS,
    differences: [],
    canSave: false,
    ...given,
  };
}

type Pages = Chapter[1];

const firstQuestions: Pages = ({ t, f }) => [
  [
    'The phone',
    questionScreen(asked('phone', 1, answers({ id: 'x', version: 0, knownCustomer: false })), t, f),
  ],
  [
    'The way to the buyer, for somebody who has ordered before',
    questionScreen(
      asked('deliveryType', 2, {
        hasLast: true,
        choices: ['Курьер', 'Самовывоз'].map((label) => ({ label, action: NOTHING })),
      }),
      t,
      f,
    ),
  ],
  [
    'The point of pickup',
    questionScreen(
      asked('pickupPoint', 3, { choices: [{ label: 'Чиланзар, Чиланзар 5', action: NOTHING }] }),
      t,
      f,
    ),
  ],
  ['The address', questionScreen(asked('address', 3, answers(aDraft({ deliveryType: COURIER }))), t, f)],
];

const laterQuestions: Pages = ({ t, f }) => [
  [
    'The place, with one that was saved',
    questionScreen(
      asked('location', 4, {
        choices: [
          { label: '📌 Дом', action: NOTHING },
          { label: t.addresses.open, action: { type: 'openAddresses' } },
        ],
      }),
      t,
      f,
    ),
  ],
  [
    'The words of the location button alone',
    questionScreen(asked('location', 4, { remark: t.checkout.locationNotSent }), t, f),
  ],
  [
    'The time',
    questionScreen(
      asked('time', 5, { choices: [{ label: slotName(SLOT, NOON_IN_TASHKENT, f), action: NOTHING }] }),
      t,
      f,
    ),
  ],
  [
    'The card, of several',
    questionScreen(
      asked('card', 6, {
        ...answers(aDraft({ ...HOME, note: 'Домофон 8', editing: 'card', card: null, cards: CARDS })),
        choices: CARDS.map(({ name }) => ({ label: name, action: NOTHING })),
      }),
      t,
      f,
    ),
  ],
  ['The note', questionScreen(asked('note', 6, { ...answers(aDraft(HOME)), skippable: true }), t, f)],
];

const summaries: Pages = ({ t, f }) => [
  [
    'The summary, with a fee by distance and a slot',
    summaryScreen(
      confirmed(WHOLE, {
        slot: SLOT,
        canSave: true,
        terms: { ...NO_TERMS, slot: SLOT, fee: { amount: money('20500'), km: '5.5' } },
      }),
      t,
      f,
    ),
  ],
  [
    'A place in words, where the fee goes by distance',
    summaryScreen(
      confirmed(aDraft({ address: 'Чиланзар 5' }), {
        terms: { ...NO_TERMS, fee: { amount: money('15000'), isBaseAlone: true } },
      }),
      t,
      f,
    ),
  ],
  [
    'A delivery for nothing, in a shop that is closed now',
    summaryScreen(
      confirmed(WHOLE, {
        terms: { ...NO_TERMS, fee: { amount: money('0') }, opensAt: new Date('2026-11-24T04:00:00Z') },
      }),
      t,
      f,
    ),
  ],
  ['A pickup', summaryScreen(confirmed(PICKUP), t, f)],
  [
    'Something changed meanwhile',
    summaryScreen(
      confirmed(WHOLE, {
        differences: [
          {
            itemId: 101,
            name: 'Сок яблочный 1 л',
            type: 'price',
            old: money('17000'),
            new: money('18500'),
          },
          { itemId: 102, name: 'Вода', type: 'stock', wanted: Quantity.of('2'), available: Quantity.zero },
          { itemId: 103, name: 'Хлеб', type: 'gone' },
        ],
      }),
      t,
      f,
    ),
  ],
];

const changes: Pages = ({ t, f }) => [
  [
    'What to change',
    editScreen(answers(WHOLE), ['phone', 'deliveryType', 'address', 'location', 'note'], t, f),
  ],
  ['The note once more', questionScreen(asked('note', 6, answers({ ...WHOLE, editing: 'note' })), t, f)],
  ['The name of a place', addressNameScreen('x', t)],
  ['Saved places', addressesScreen([{ id: 1, name: 'Дом', ...HOME }], true, t)],
];

/** Where the checkout cannot go on. */
function ends({ t }: Pen): Page[] {
  const reach = reachText({ phone: '+998 71 200-00-00' }, t) ?? '';
  return [
    ['A closed shop', blockedScreen(t.errors.closed('09:00', '21:00'), t)],
    ['A shop that takes no orders', blockedScreen(`${t.errors.ordersDisabled}\n${reach}`, t)],
    ['An answer that is corrected too late', correctedTooLateScreen(12, t)],
  ];
}

export const CHECKOUT: Chapter = [
  'The checkout',
  (pen) => [firstQuestions, laterQuestions, summaries, changes, ends].flatMap((pages) => pages(pen)),
];
