import { messageScreen } from '../menu.screen';
import { ownShopScreen } from '../own-shop.screen';
import type { Chapter } from './pages.fixture';

export const OWNER: Chapter = [
  'The owner',
  ({ t }) => [
    ['Who has just become an owner', ownShopScreen({ name: 'Дружба', isNew: true, more: [] }, t)],
    ['My shop', ownShopScreen({ name: 'Дружба', isNew: false, more: [] }, t)],
    ['A wrong code', messageScreen(t, t.owner.wrongCode)],
    ['No room for more owners', messageScreen(t, t.owner.tooMany)],
  ],
];
