import { groupScreen, type CatalogView, type GroupPage } from '../catalog.screen';
import { itemScreen, type ItemCard } from '../item.screen';
import type { Screen } from '../screen';
import { searchPromptScreen, searchScreen, type SearchPage } from '../search.screen';
import { sharedCard } from '../share.screen';
import { aCart, aGroup, aLine, anItem, KILOGRAM, NOON_IN_TASHKENT } from '../screens.builders';
import type { Chapter, Pen } from './pages.fixture';

const back = { type: 'openCatalog', page: 0 } as const;
const inGroup = { type: 'group', groupId: 7, page: 0 } as const;
const cards = { type: 'groupCards', groupId: 7 } as const;
const first = { type: 'openItem', itemId: 101, origin: cards } as const;
const deck = { index: 2, count: 27, previous: 100, next: 102, listed: inGroup };
const juice = anItem();
const apples = anItem({
  id: 102,
  name: 'Яблоки «Семеренко»',
  unit: KILOGRAM,
  price: '14000',
  allowed: '32.5',
  articul: 'A-102',
  description: 'Кисло-сладкие, из Намангана.',
});
const gone = anItem({ id: 103, name: 'Гранатовый сок 0,5 л', allowed: '0', sellable: false });
const shirt = anItem({ id: 104, name: 'Футболка', hasVariants: true, sellable: false, price: '89000' });
const red = anItem({
  id: 105,
  name: 'Футболка красная M',
  parentId: 104,
  color: 'красный',
  size: 'M',
  price: '89000',
});
const nothing = aCart();
const some = aCart(
  aLine(),
  aLine({ itemId: 102, name: 'Яблоки «Семеренко»', unit: KILOGRAM, price: '14000', quantity: '1.5' }),
);

const view = ({ t, f }: Pen, more: Partial<CatalogView> = {}): CatalogView => ({
  ...{ t, f, showStock: true, now: NOON_IN_TASHKENT, staleAsOf: undefined, oldAsOf: undefined },
  ...more,
});
const page = (more: Partial<GroupPage> = {}): GroupPage => ({
  group: aGroup(7, 'Напитки'),
  groups: [],
  items: [juice, apples, gone],
  ...{ page: 0, pages: 3, cart: nothing, back },
  ...more,
});
const card = (more: Partial<ItemCard> = {}): ItemCard => ({
  ...{ item: juice, variants: [], cart: nothing, origin: inGroup, back },
  ...more,
});
const found = (more: Partial<SearchPage> = {}): SearchPage => ({
  ...{ query: 'сок', items: [juice, gone], page: 0, pages: 1, cart: nothing, back },
  ...more,
});
/** The message that a good is in any other chat. */
const shared = (pen: Pen): Screen => ({
  text: sharedCard(view(pen), apples, 'Дружба').text,
  keyboard: [[{ label: pen.t.share.open, url: 'https://t.me/druzhba_bot?start=item_102' }]],
});
const anHourAgo = new Date(NOON_IN_TASHKENT.getTime() - 3_600_000);
const twoDaysAgo = new Date(NOON_IN_TASHKENT.getTime() - 2 * 86_400_000);
const reading = { read: 3_400, total: 8_000, isStuck: false };

const PICTURES = ['https://regos.example/1.jpg', 'https://regos.example/2.jpg'];

export const CATALOG: Chapter = [
  'Catalogue and search',
  (pen) => [
    [
      'The catalogue',
      groupScreen(
        view(pen),
        page({
          group: undefined,
          groups: [aGroup(7, 'Напитки'), aGroup(8, 'Молочное')],
          items: [],
          pages: 1,
        }),
      ),
    ],
    ['A page of a group', groupScreen(view(pen), page({ page: 1 }))],
    [
      'A group with subgroups, as cards',
      groupScreen(
        view(pen),
        page({ groups: [aGroup(9, 'Соки')], items: [], pages: 1, deck: { count: 27, first } }),
      ),
    ],
    ['A group as cards', itemScreen(view(pen), card({ origin: cards, deck }))],
    ['Something in the cart, as cards', itemScreen(view(pen), card({ origin: cards, deck, cart: some }))],
    ['An empty group', groupScreen(view(pen), page({ items: [], pages: 1 }))],
    ['The shop is away since an hour', groupScreen(view(pen, { staleAsOf: anHourAgo }), page({ pages: 1 }))],
    [
      'The shop is away since another day',
      groupScreen(view(pen, { staleAsOf: twoDaysAgo }), page({ pages: 1 })),
    ],
    ['Data of an hour ago', groupScreen(view(pen, { oldAsOf: anHourAgo }), page({ pages: 1 }))],
    ['A group that is read in part', groupScreen(view(pen, { progress: reading }), page({ pages: 1 }))],
    ['A card', itemScreen(view(pen), card({ item: anItem({ imageUrl: 'https://regos.example/1.jpg' }) }))],
    ['A card with several pictures', itemScreen(view(pen), card({ pictures: { urls: PICTURES, index: 1 } }))],
    ['A card of something in the cart', itemScreen(view(pen), card({ cart: some }))],
    [
      'A card with many of it in the cart',
      itemScreen(view(pen), card({ cart: aCart(aLine({ quantity: '5' })) })),
    ],
    ['A card of weighed goods', itemScreen(view(pen), card({ item: apples }))],
    ['A card of weighed goods in the cart', itemScreen(view(pen), card({ item: apples, cart: some }))],
    ['A card of something sold out', itemScreen(view(pen), card({ item: gone }))],
    [
      'A card without a price',
      itemScreen(view(pen), card({ item: anItem({ price: undefined, sellable: false }) })),
    ],
    ['A card of variants', itemScreen(view(pen), card({ item: shirt, variants: [red] }))],
    ['A variant', itemScreen(view(pen), card({ item: red }))],
    ['The question of the search', searchPromptScreen(pen.t, back)],
    ['What was found', searchScreen(view(pen), found({ pages: 2 }))],
    [
      'Nothing but what is near',
      searchScreen(
        view(pen),
        found({ query: 'сокк', items: [], nearest: { items: [juice], groups: [aGroup(7, 'Напитки')] } }),
      ),
    ],
    ['Nothing at all', searchScreen(view(pen), found({ query: 'qwerty', items: [] }))],
    ['What is shared into another chat', shared(pen)],
  ],
];
