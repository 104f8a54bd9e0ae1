import { helpScreen, languageScreen, menuScreen, messageScreen } from '../menu.screen';
import { ownShopButton } from '../own-shop.screen';
import { newsButton } from '../news.screen';
import { reachText, shopScreen } from '../shop.screen';
import type { Chapter } from './pages.fixture';

const greeting = { shopName: 'Дружба', welcomeMessage: undefined };
const contacts = {
  phone: '+998 71 200-00-00',
  username: 'druzhba_shop',
  address: 'Ташкент, Чиланзар, 5',
  location: { latitude: 41.311081, longitude: 69.279737 },
  canWrite: true,
};

export const MENU: Chapter = [
  'Menu, shop and language',
  ({ t, language }) => [
    ['The first /start', menuScreen(t, { greeting, tellsOfData: true })],
    [
      'A later /start, of its owner, in a shop with contacts and words of its own',
      menuScreen(t, {
        greeting: { ...greeting, welcomeMessage: 'Салом! Привезём за час.' },
        more: [{ label: t.shop.button, action: { type: 'openShop' } }, ownShopButton(t)],
      }),
    ],
    ['The menu', menuScreen(t)],
    ['The menu while an order is begun', menuScreen(t, { isCheckoutOpen: true })],
    ['Help', helpScreen(t)],
    ['Languages', languageScreen(t, language, newsButton(false, t))],
    ['The shop', shopScreen({ name: 'Дружба', contacts, hours: { start: '09:00', end: '21:00' } }, t)],
    ['A shop that gave no contacts', shopScreen({ name: 'Дружба', contacts: {}, hours: undefined }, t)],
    ['Something went wrong', messageScreen(t, [t.common.failed, reachText(contacts, t)].join('\n'))],
    ['The shop is disabled', messageScreen(t, t.common.shopClosedForNow, [])],
  ],
];
