import { newsChoiceScreen, newsScreen } from '../news.screen';
import type { Chapter } from './pages.fixture';

const item = { type: 'item', id: 101, name: 'Сок' } as const;

export const NEWS: Chapter = [
  'News of the shop',
  ({ t }) => [
    [
      'A campaign, with a picture and a button to an item',
      newsScreen({ number: 3, text: 'Скидка 20% до воскресенья!', photo: 'AgACAgIAAx', target: item }, t),
    ],
    [
      'A campaign with a button to a group',
      newsScreen(
        { number: 4, text: 'Свежие овощи', photo: undefined, target: { ...item, type: 'group' } },
        t,
      ),
    ],
    ['News switched off', newsChoiceScreen(true, t)],
    ['News switched on again', newsChoiceScreen(false, t)],
  ],
];
