import { Money } from '@rto/kernel';
import { dailySummaryScreen } from '../daily-summary.screen';
import { menuScreen, messageScreen } from '../menu.screen';
import {
  asOwnerButton,
  checkupScreen,
  inLanguage,
  ownShopScreen,
  type OwnFinding,
  type OwnShopView,
} from '../own-shop.screen';
import { invitationScreen, ownersScreen, removeOwnerScreen } from '../owners.screen';
import { withRemark, type Button } from '../screen';
import { NOON_IN_TASHKENT } from '../screens.builders';
import { campaignNameScreen, linkGroupsScreen, linksScreen, posterScreen } from '../shop-links.screen';
import type { Chapter } from './pages.fixture';

const now = NOON_IN_TASHKENT;
const tomorrow = new Date(now.getTime() + 21 * 3_600_000);
const problem = {
  ru: 'В поле «Минимальная сумма заказа» должна быть сумма, например: 50000. Ноль — без ограничения.',
  uz: '«Buyurtmaning eng kam summasi» summa boʻlishi kerak, masalan: 50000. Nol — cheklovsiz.',
  en: '“Minimum order amount” must be an amount, for example: 50000. Zero means no limit.',
};
const SHOP: OwnShopView = {
  ...{ name: 'Дружба', now, isNew: false, bot: 'druzhba_bot', open: 2, problems: [], more: [] },
  opening: { type: 'open' },
  today: { orders: 3, sums: [Money.of('145000', 'UZS')] },
  catalog: { goods: 1_240, asOf: now, isStale: false, isBeingRead: false },
  hidden: { withoutStock: 14, withoutPrice: 3, withoutPicture: 0 },
  misses: [
    { query: 'кола', times: 3 },
    { query: 'безлактозное', times: 1 },
  ],
  awaited: [{ name: 'Кофе молотый 250 г', people: 2 }],
};
const EMPTY: OwnShopView = {
  ...SHOP,
  ...{ isNew: true, open: 0, catalog: undefined, hidden: undefined, misses: [], awaited: [] },
  opening: { type: 'notReady' },
  today: { orders: 0, sums: [] },
};
const OWNERS = [
  { chatId: 700, name: 'Алиса', since: now, isReader: true },
  { chatId: 701, name: undefined, since: now, isReader: false },
] as const;
const SUMMARY = {
  day: '2026-11-30',
  ...{ orders: 12, refused: 1, newBuyers: 4 },
  sums: [{ amount: '1450000', currency: 'UZS' }],
  cancelled: [
    { by: 'noGoods', times: 2 },
    { by: 'buyer', times: 1 },
  ],
  top: [{ name: 'Сок яблочный 1 л', quantity: '24', unit: { name: 'шт', kind: 'pcs' } }],
  misses: [{ query: 'кола', times: 3 }],
  before: { orders: 9, sums: [{ amount: '980000', currency: 'UZS' }] },
} as const;
const QUIET = {
  ...SUMMARY,
  ...{ orders: 0, sums: [], refused: 0, newBuyers: 0, top: [], before: { orders: 0, sums: [] } },
  cancelled: [{ by: 'buyer', times: 1 }],
} as const;

export const OWNER: Chapter = ['The owner', (reader) => [...seenPages(reader), ...donePages(reader)]];

type Pages = ReturnType<Chapter[1]>;
type Reader = Parameters<Chapter[1]>[0];

function seenPages({ t, f, language }: Reader): Pages {
  const message = inLanguage(problem, language);
  const more: Button[] = [
    { label: t.owner.owners, action: { type: 'openOwners' } },
    { label: t.owner.links, action: { type: 'openLinks' } },
  ];
  const check = (findings: readonly OwnFinding[]) => checkupScreen({ findings, checkedAt: now, now }, t, f);
  return [
    ['Who has just become an owner, in a shop that is not set up', ownShopScreen(EMPTY, t, f)],
    ['My shop', ownShopScreen({ ...SHOP, more }, t, f)],
    [
      'My shop, closed for today, with faults, while REGOS is away',
      ownShopScreen(
        {
          ...SHOP,
          ...{ more, problems: [message, message, message, message], hidden: undefined },
          opening: { type: 'closedToday', until: tomorrow },
          catalog: { goods: 1_240, asOf: now, isStale: true, isBeingRead: false },
        },
        t,
        f,
      ),
    ],
    [
      'Outside hours, while the catalogue is read',
      ownShopScreen(
        {
          ...SHOP,
          opening: { type: 'closedByHours', until: tomorrow },
          catalog: { goods: 200, asOf: now, isStale: false, isBeingRead: true },
        },
        t,
        f,
      ),
    ],
    ['Orders are switched off', ownShopScreen({ ...SHOP, opening: { type: 'ordersOff' } }, t, f)],
    [
      'A check with faults',
      check([
        { severity: 'error', message },
        { severity: 'warning', message },
        { severity: 'ok', message: '' },
      ]),
    ],
    ['A check without faults', check([{ severity: 'ok', message: '' }])],
  ];
}

function donePages({ t, f }: Reader): Pages {
  return [
    ['As a buyer', withRemark(menuScreen(t, { more: [asOwnerButton(t)] }), t.owner.asBuyerHint)],
    ['Owners', ownersScreen(OWNERS, t, f)],
    ['Before an owner is removed', removeOwnerScreen(OWNERS[0], t)],
    [
      'An invitation',
      invitationScreen('Дружба', 'https://t.me/druzhba_bot?start=owner_Zm9yLW9uZS1wZXJzb24', t),
    ],
    ['Links', linksScreen(t)],
    ['A link to a group', linkGroupsScreen({ groups: [{ id: 7, name: 'Напитки' }], page: 0, pages: 2 }, t)],
    ['A shop without groups', linkGroupsScreen({ groups: [], page: 0, pages: 1 }, t)],
    ['A link for an advertisement', campaignNameScreen(t)],
    [
      'The file with the QR code',
      posterScreen(
        { title: 'Дружба', address: 'https://t.me/druzhba_bot?start=src_flyer', uses: 12, orders: 3 },
        t,
      ),
    ],
    ['A name that no link can have', messageScreen(t, t.owner.badCampaign)],
    ['A bot whose name is not known', messageScreen(t, t.owner.noBot)],
    ['The daily summary', dailySummaryScreen(SUMMARY, true, t, f)],
    ['The summary of a quiet day, in the staff chat', dailySummaryScreen(QUIET, false, t, f)],
    ['A wrong code', messageScreen(t, t.owner.wrongCode)],
    ['No room for more owners', messageScreen(t, t.owner.tooMany)],
    ['Not the owner', messageScreen(t, t.owner.notYours)],
  ];
}
