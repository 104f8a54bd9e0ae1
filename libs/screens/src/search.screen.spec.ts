import { aGroup, anItem, aView, shown, words } from './screens.builders';
import { searchPromptScreen, searchScreen } from './search.screen';

const drinks = aGroup(3, 'Напитки');

describe('search', () => {
  it('asks for words', () => {
    expect(shown(searchPromptScreen(words().t))).toMatchInlineSnapshot(`
     "*🔎 Поиск*

     Напишите название товара, артикул или штрихкод.
     [⬅️ Назад] [🏠 Меню]"
    `);
  });

  it('shows what was found', () => {
    const screen = searchScreen(aView(), { query: 'сок', items: [anItem()], page: 0, pages: 2 });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: сок*

     *Сок яблочный 1 л*
     18 500 сум · в наличии: 14 шт

     _Страница 1 из 2_
     [Сок яблочный 1 л — 18 500 сум]
     [➡️ Следующая страница]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('says that nothing was found', () => {
    const screen = searchScreen(aView(), { query: '<b>x</b>', items: [], page: 0, pages: 1 });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: <b>x</b>*

     Ничего не нашлось. Попробуйте написать иначе.
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('offers what is nearest when nothing was found', () => {
    const nearest = { items: [anItem()], groups: [drinks] };
    const screen = searchScreen(aView(), { query: 'сог', items: [], nearest, page: 0, pages: 1 });
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Поиск: сог*

     Такого не нашлось. Возможно, вы искали:

     *Сок яблочный 1 л*
     18 500 сум · в наличии: 14 шт
     [Сок яблочный 1 л — 18 500 сум]
     [📁 Напитки]
     [⬅️ Назад]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
  });
});
