import { Money } from '@rto/kernel';
import type { Order } from '@rto/orders';
import { noticeScreen, type SentNotice } from '../notice.screen';
import { campaignScreens } from '../campaign.screen';
import { progressScreen } from '../progress.screen';
import { cancelQuestionScreen, orderScreen, ordersScreen } from '../orders.screen';
import { aLine, anOrder, KILOGRAM, NOON_IN_TASHKENT, PIECE } from '../screens.builders';
import type { Chapter, Page, Pen } from './pages.fixture';

const number = 12;
const later = (minutes: number): Date => new Date(NOON_IN_TASHKENT.getTime() + minutes * 60_000);
const contacts = { phone: '+998 71 200-00-00', username: 'druzhba_shop', canWrite: true };
const apples = aLine({
  itemId: 102,
  name: 'Яблоки «Семеренко»',
  unit: KILOGRAM,
  price: '14000',
  quantity: '1.5',
});
const sent = anOrder({
  state: 'submitted',
  regosStatus: 'New',
  regosCode: 'ODL-7',
  lines: [aLine(), apples],
});
const done: Partial<Order> = {
  steps: [
    { status: 'Approved', at: later(4) },
    { status: 'Processing', at: later(9) },
    { status: 'Paying', at: later(31) },
    { status: 'Finished', at: later(52) },
  ],
};
const picked: Order['sold'] = {
  lines: [aLine({ quantity: '1' }), { ...apples, itemId: 103, name: 'Яблоки «Голден»' }],
  total: Money.of('39500', 'UZS'),
};
const told = anOrder({
  ...sent,
  ...done,
  regosStatus: 'Finished',
  deliveryType: { id: 1, name: 'Доставка курьером' },
  address: 'Чиланзар 5, кв. 12',
  location: { latitude: 41.3, longitude: 69.2 },
  note: 'Домофон 8',
  toldFacts: { courier: 'Тимур', receiptUrl: 'https://ofd.example/check?t=1' },
  sold: picked,
});

/** Each kind of notice, of the order as it is then. */
const NOTICES: readonly (readonly [when: string, notice: SentNotice, order: Order | undefined])[] = [
  ['Placed', { type: 'orderPlaced', number }, anOrder({ lines: [aLine(), apples] })],
  ['Passed to the shop', { type: 'orderAccepted', number }, sent],
  ['The shop has said yes', { type: 'orderAccepted', number }, { ...sent, regosStatus: 'Approved' }],
  ['Its number, later', { type: 'orderCode', number, regosCode: 'ODL-7' }, sent],
  [
    'How far it is',
    { type: 'orderStatus', number, status: 'Processing' },
    { ...sent, regosStatus: 'Processing', steps: done.steps?.slice(0, 2) ?? [] },
  ],
  [
    'Done',
    { type: 'orderStatus', number, status: 'Finished' },
    { ...sent, ...done, regosStatus: 'Finished' },
  ],
  ['Not known yet', { type: 'orderWaiting', number }, sent],
  ['Refused for stock', { type: 'orderRefused', number, reason: 'notEnoughStock' }, sent],
  ['Refused for the phone', { type: 'orderRefused', number, reason: 'phoneInvalid' }, sent],
  ['Refused without a phone', { type: 'orderRefused', number, reason: 'phoneMissing' }, sent],
  ['Refused by the settings', { type: 'orderRefused', number, reason: 'shopSettings' }, sent],
  ['Cancelled by the shop', { type: 'orderCancelled', number, status: 'Canceled' }, sent],
  ['Cancelled at the till', { type: 'orderCancelled', number, status: 'CanceledByPosSale' }, sent],
  ['Deleted by the shop', { type: 'orderDeleted', number }, sent],
  ['Not passed on', { type: 'orderNeedsAttention', number }, sent],
  ['A courier', { type: 'orderCourier', number, courier: 'Тимур' }, sent],
  ['A receipt', { type: 'orderReceipt', number, url: 'https://ofd.example/check?t=1' }, sent],
  [
    'Picked otherwise',
    {
      type: 'orderPicked',
      number,
      lines: [
        { name: 'Сок яблочный 1 л', unit: PIECE, was: '2', now: '1' },
        { name: 'Хлеб', unit: PIECE, was: '1', now: '0' },
        { name: 'Яблоки', unit: KILOGRAM, was: '0', now: '1.5' },
      ],
      total: '39500',
      currency: 'UZS',
    },
    sent,
  ],
  ['Another total', { type: 'orderPicked', number, lines: [], total: '39500', currency: 'UZS' }, sent],
  ['A message that the shop did not get', { type: 'talkLost' }, undefined],
  ['Somebody ordered with this phone', { type: 'phoneUsedByOther' }, undefined],
  [
    'The staff: an order in trouble',
    { type: 'staffAttention', number },
    { ...sent, lastError: 'REGOS does not answer' },
  ],
  ['The staff: an order that was deleted', { type: 'staffDeleted', number }, sent],
  ['The staff: REGOS does not answer', { type: 'staffRegosAway' }, undefined],
  ['The staff: REGOS is back', { type: 'staffRegosBack', minutes: 12 }, undefined],
  ['The staff: few calls are left', { type: 'staffCallsSpent', calls: 138_240, budget: 172_800 }, undefined],
  ['The staff: the tariff is used up', { type: 'staffQuota' }, undefined],
  ['The staff: the chat has moved', { type: 'staffChatMoved', movedTo: -1_001_234_567_890 }, undefined],
];

function orders({ t, f }: Pen): Page[] {
  return [
    ['No orders yet', ordersScreen({ orders: [], page: 0, hasMore: false }, t, f)],
    ['Orders', ordersScreen({ orders: [told, { ...sent, number: 11 }], page: 1, hasMore: true }, t, f)],
    ['An order on its way', orderScreen(anOrder(), t, f, { contacts })],
    ['An order in the shop', orderScreen(sent, t, f, { contacts })],
    ['An order that is done, picked otherwise', orderScreen(told, t, f, { contacts })],
    ['An order that was refused', orderScreen(anOrder({ state: 'refused' }), t, f, { contacts })],
    ['Before it is cancelled', cancelQuestionScreen(sent, t, f)],
    ['How far it is, told anew', progressScreen({ ...sent, steps: done.steps?.slice(0, 1) ?? [] }, t, f)],
    [
      'A message of the shop',
      campaignScreens({ type: 'campaign', text: 'Скидка 20% до воскресенья!', imageUrl: null }, t),
    ],
    ['Cancelled', orderScreen(anOrder({ state: 'cancelled' }), t, f, { remark: t.orders.cancelled })],
  ];
}

export const ORDERS: Chapter = [
  'Orders and notices',
  (pen) => [
    ...orders(pen),
    ...NOTICES.map(([when, notice, order]): Page => [
      when,
      noticeScreen(notice, order, pen.t, pen.f, { contacts }),
    ]),
  ],
];
