import { noticeScreen } from '../notice.screen';
import { savedScreen } from '../saved.screen';
import { anItem } from '../screens.builders';
import type { Chapter } from './pages.fixture';

const juice = anItem();
const gone = { itemId: 102, name: 'Кофе молотый 250 г', item: undefined };

export const SAVED: Chapter = [
  'Goods put aside',
  ({ t, f }) => [
    [
      'Favourites, one of which is sold out',
      savedScreen(
        { of: 'favourites', rows: [{ itemId: 101, name: juice.name, item: juice }, gone], page: 0, pages: 2 },
        t,
        f,
      ),
    ],
    ['No favourites yet', savedScreen({ of: 'favourites', rows: [], page: 0, pages: 1 }, t, f)],
    [
      'What was bought before',
      savedScreen(
        { of: 'bought', rows: [{ itemId: 101, name: juice.name, item: juice }], page: 0, pages: 1 },
        t,
        f,
      ),
    ],
    ['Nothing was bought yet', savedScreen({ of: 'bought', rows: [], page: 0, pages: 1 }, t, f)],
    [
      'Goods that were waited for are there',
      noticeScreen({ type: 'backInStock', itemId: 102, name: gone.name }, undefined, t, f),
    ],
  ],
];
