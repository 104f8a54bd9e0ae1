import { groupScreen, type GroupPage } from './catalog.screen';
import { aCart, aGroup, aLine, anItem, aView, KILOGRAM, NOON_IN_TASHKENT, shown } from './screens.builders';

const drinks = aGroup(3, 'Напитки');

function aPage(overrides: Partial<GroupPage> = {}): GroupPage {
  return {
    group: drinks,
    groups: [],
    items: [anItem()],
    page: 0,
    pages: 1,
    cart: aCart(),
    back: { type: 'openCatalog', page: 0 },
    ...overrides,
  };
}

describe('a page of the catalogue', () => {
  it('shows the groups at the root', () => {
    const groups = [drinks, aGroup(9, 'Овощи'), aGroup(11, 'Хлеб')];
    expect(shown(groupScreen(aView(), aPage({ group: undefined, groups, items: [] }))))
      .toMatchInlineSnapshot(`
     "*Каталог*
     Выберите раздел.
     [📁 Напитки] [📁 Овощи]
     [📁 Хлеб]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('shows subgroups above the goods, each once, with name and price', () => {
    const items = [
      anItem(),
      anItem({ id: 103, name: 'Яблоки', unit: KILOGRAM, price: '12990', allowed: '5.35' }),
    ];
    const screen = groupScreen(aView(), aPage({ groups: [aGroup(7, 'Соки', { parentId: 3 })], items }));
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Напитки*
     Выберите раздел.
     [📁 Соки]
     [Сок яблочный 1 л — 18 500 сум] [➕]
     [Яблоки — 12 990 сум] [➕]
     [⬅️ Назад] [🖼 Карточками]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leads to the pages on both sides and says where one is', () => {
    expect(shown(groupScreen(aView(), aPage({ page: 1, pages: 3 })))).toMatchInlineSnapshot(`
     "*Напитки*
     Нажмите на товар, чтобы открыть его, или ➕, чтобы взять один.

     _Страница 2 из 3_
     [Сок яблочный 1 л — 18 500 сум] [➕]
     [⬅️ Предыдущая страница] [➡️ Следующая страница]
     [⬅️ Назад] [🖼 Карточками]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leads back where it is told to, and over to cards', () => {
    const buttons = groupScreen(aView(), aPage({ page: 2, pages: 3 })).keyboard.flat();
    expect(buttons).toContainEqual({ label: '⬅️ Назад', action: { type: 'openCatalog', page: 0 } });
    const origin = { type: 'group', groupId: 3, page: 2 };
    expect(buttons).toContainEqual({
      label: '🖼 Карточками',
      action: { type: 'chooseView', view: 'cards', origin },
    });
  });

  it('adds one of an item by ➕ beside it, and says what is in the cart', () => {
    const screen = groupScreen(aView(), aPage({ cart: aCart(aLine(), aLine({ itemId: 5 })) }));
    const [row] = screen.keyboard;
    expect(row?.[1]).toEqual({
      label: '➕',
      action: { type: 'addListed', itemId: 101, origin: { type: 'group', groupId: 3, page: 0 } },
    });
    expect(shown(screen)).toContain('[🛒 Корзина (2) 74 000 сум]');
  });

  it('has the goods of a group with subgroups behind one button in the view of cards', () => {
    const first = { type: 'openItem', itemId: 101, origin: { type: 'groupCards', groupId: 3 } } as const;
    const page = aPage({ groups: [aGroup(7, 'Соки')], items: [], deck: { count: 27, first } });
    expect(shown(groupScreen(aView(), page))).toMatchInlineSnapshot(`
     "*Напитки*
     Выберите раздел.
     [📁 Соки]
     [🖼 Смотреть товары: 27]
     [⬅️ Назад] [📋 Списком]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('says what cannot be bought: no stock, no price, a choice of variants', () => {
    const items = [
      anItem({ name: 'Вода', allowed: '0', sellable: false }),
      anItem({ name: 'Соль', price: undefined, sellable: false }),
      anItem({ name: 'Футболка', hasVariants: true, sellable: false }),
    ];
    expect(shown(groupScreen(aView(), aPage({ items })))).toMatchInlineSnapshot(`
     "*Напитки*
     Нажмите на товар, чтобы открыть его, или ➕, чтобы взять один.
     [Вода — нет в наличии]
     [Соль — цена не указана]
     [Футболка — от 18 500 сум]
     [⬅️ Назад] [🖼 Карточками]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('says how old the data is while REGOS is away', () => {
    expect(shown(groupScreen(aView({ staleAsOf: NOON_IN_TASHKENT }), aPage()))).toContain(
      '_⚠️ Нет связи с магазином. Цены и остатки на 12:00._',
    );
  });

  it('says so when there is nothing', () => {
    expect(shown(groupScreen(aView(), aPage({ items: [] })))).toContain('Здесь пока нет товаров.');
  });

  it('remembers on every item where it was opened', () => {
    const [button] = groupScreen(aView(), aPage({ page: 2, pages: 3 })).keyboard.flat();
    expect(button?.action).toEqual({
      type: 'openItem',
      itemId: 101,
      origin: { type: 'group', groupId: 3, page: 2 },
    });
  });

  it('stays one message with twenty names of 300 characters', () => {
    const items = Array.from({ length: 20 }, (_, index) => anItem({ id: index, name: 'Я'.repeat(300) }));
    expect(shown(groupScreen(aView(), aPage({ items }))).split('[')[0]?.length).toBeLessThan(4096);
  });
});
