import { aCart, aGroup, anItem, aView, shown, words } from './screens.builders';
import { searchPromptScreen, searchScreen } from './search.screen';

const back = { type: 'openGroup', groupId: 3, page: 1 } as const;
const drinks = aGroup(3, 'Напитки');

describe('search', () => {
  it('asks for words', () => {
    expect(shown(searchPromptScreen(words().t, back))).toMatchInlineSnapshot(`
     "*🔎 Поиск*

     Напишите название товара, артикул или штрихкод.
     [⬅️ Назад] [🏠 Меню]"
    `);
  });

  it('shows what was found', () => {
    const screen = searchScreen(aView(), {
      query: 'сок',
      items: [anItem()],
      page: 0,
      pages: 2,
      cart: aCart(),
      back,
    });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: сок*

     _Страница 1 из 2_
     [Сок яблочный 1 л — 18 500 сум] [➕]
     [➡️ Следующая страница]
     [⬅️ Назад] [🖼 Карточками]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('says that nothing was found', () => {
    const screen = searchScreen(aView(), {
      query: '<b>x</b>',
      items: [],
      page: 0,
      pages: 1,
      cart: aCart(),
      back,
    });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: <b>x</b>*

     Ничего не нашлось. Попробуйте написать иначе.
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('offers what is nearest when nothing was found', () => {
    const nearest = { items: [anItem()], groups: [drinks] };
    const screen = searchScreen(aView(), {
      query: 'сог',
      items: [],
      nearest,
      page: 0,
      pages: 1,
      cart: aCart(),
      back,
    });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: сог*

     Такого не нашлось. Возможно, вы искали:
     [Сок яблочный 1 л — 18 500 сум] [➕]
     [📁 Напитки]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });
});
