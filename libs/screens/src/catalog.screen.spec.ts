import { groupScreen, type GroupPage } from './catalog.screen';
import { aGroup, anItem, aView, KILOGRAM, NOON_IN_TASHKENT, shown } from './screens.builders';

const drinks = aGroup(3, 'Напитки');

function aPage(overrides: Partial<GroupPage> = {}): GroupPage {
  return { group: drinks, groups: [], items: [anItem()], page: 0, pages: 1, ...overrides };
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
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('shows subgroups above the goods, with names, prices and stock', () => {
    const items = [
      anItem(),
      anItem({ id: 103, name: 'Яблоки', unit: KILOGRAM, price: '12990', allowed: '5.35' }),
    ];
    const screen = groupScreen(aView(), aPage({ groups: [aGroup(7, 'Соки', { parentId: 3 })], items }));
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Напитки*

     *Сок яблочный 1 л*
     18 500 сум · в наличии: 14 шт

     *Яблоки*
     12 990 сум · в наличии: 5,35 кг
     [📁 Соки]
     [Сок яблочный 1 л — 18 500 сум]
     [Яблоки — 12 990 сум]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leads to the pages on both sides and says where one is', () => {
    expect(shown(groupScreen(aView(), aPage({ page: 1, pages: 3 })))).toMatchInlineSnapshot(`
     "*Напитки*

     *Сок яблочный 1 л*
     18 500 сум · в наличии: 14 шт

     _Страница 2 из 3_
     [Сок яблочный 1 л — 18 500 сум]
     [⬅️ Предыдущая страница] [➡️ Следующая страница]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leads back to the group above', () => {
    const juices = aGroup(7, 'Соки', { parentId: 3 });
    const buttons = groupScreen(aView(), aPage({ group: juices })).keyboard.flat();
    expect(buttons).toContainEqual({
      label: '⬅️ Назад',
      action: { type: 'openGroup', groupId: 3, page: 0 },
    });
  });

  it('says what cannot be bought: no stock, no price, a choice of variants', () => {
    const items = [
      anItem({ name: 'Вода', allowed: '0' }),
      anItem({ name: 'Соль', price: undefined }),
      anItem({ name: 'Футболка', hasVariants: true, sellable: false }),
    ];
    expect(shown(groupScreen(aView(), aPage({ items })))).toMatchInlineSnapshot(`
     "*Напитки*

     *Вода*
     18 500 сум · нет в наличии

     *Соль*
     цена не указана · в наличии: 14 шт

     *Футболка*
     от 18 500 сум · в наличии: 14 шт
     [Вода — 18 500 сум]
     [Соль — цена не указана]
     [Футболка — от 18 500 сум]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('hides the stock when the shop wants it so, but not that there is none', () => {
    const items = [anItem(), anItem({ name: 'Вода', allowed: '0' })];
    const text = shown(groupScreen(aView({ showStock: false }), aPage({ items })));
    expect(text).not.toContain('в наличии: 14');
    expect(text).toContain('нет в наличии');
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
