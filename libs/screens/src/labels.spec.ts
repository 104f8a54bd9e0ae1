import { LANGUAGES } from '@rto/kernel';
import { typedButton } from './labels';
import { texts } from './texts';

it('knows the words on a button however they are typed', () => {
  const cart = { type: 'action', action: { type: 'openCart', page: 0 } };
  for (const text of [
    '🛒 Корзина',
    '🛒\uFE0F Корзина',
    'Корзина',
    ' корзина ',
    'КОРЗИНА',
    '«Корзина»',
    '🧺Корзина',
  ])
    expect([text, typedButton(text)]).toEqual([text, cart]);
});

it('knows the sign of oʻ and gʻ in each way it is typed', () => {
  for (const sign of ["'", 'ʻ', 'ʼ', '`', '’', '‘'])
    expect(typedButton(`➕ Qo${sign}shish`)).toEqual({ type: 'step', step: 'add' });
});

it('knows every button that REGOS’s own bot had', () => {
  const labels = ['Каталог', 'Корзина', 'Оформить заказ', 'Карты покупателя', 'Мои заказы', 'Язык', 'Меню'];
  const more = [
    'Добавить',
    'Следующая страница',
    'Очистить корзину',
    'Пропустить',
    'Отменить',
    'Подтвердить',
  ];
  for (const label of [...labels, ...more, 'Отправить локацию', 'Поделиться номером'])
    expect([label, typedButton(label)]).not.toEqual([label, undefined]);
  expect(typedButton('Удалить 101')).toEqual({ type: 'remove', of: '101' });
  expect(typedButton('🗑 Удалить Сок яблочный 1 л')).toEqual({ type: 'remove', of: 'сок яблочный 1 л' });
});

it('knows every label that the bot itself shows, in each language', () => {
  for (const language of LANGUAGES) {
    const { menu, catalog, cart, checkout, orders } = texts(language);
    const { welcome: _welcome, consent: _consent, hint: _hint, ...shown } = menu;
    const { add, next, previous, search } = catalog;
    const { sharePhone, sendLocation, skip, confirm, abort } = checkout;
    const ofOrders = [orders.repeat, orders.cancel, orders.cancelYes, orders.cancelNo];
    const rest = [
      sharePhone,
      sendLocation,
      skip,
      confirm,
      abort,
      cart.clear,
      cart.remove('Сок'),
      ...ofOrders,
    ];
    for (const label of [...Object.values(shown), add, next, previous, search, ...rest])
      expect([label, typedButton(label)]).not.toEqual([label, undefined]);
  }
});

it('means one thing by one label, whatever the language', () => {
  const meanings = new Map<string, Set<string>>();
  for (const language of LANGUAGES) {
    const { menu, catalog, cart, checkout } = texts(language);
    const own = {
      catalog: menu.catalog,
      cart: menu.cart,
      add: catalog.add,
      clear: cart.clear,
      skip: checkout.skip,
    };
    for (const [name, label] of Object.entries(own)) {
      const meaning = JSON.stringify(typedButton(label));
      meanings.set(name, (meanings.get(name) ?? new Set()).add(meaning));
    }
  }
  for (const [name, found] of meanings) expect([name, found.size]).toEqual([name, 1]);
});

it.each([
  'Чиланзар 5, дом 12',
  'без лука',
  'Корзина цветов',
  'удалить',
  'удалитель ржавчины',
  'меню на стол',
  '',
  '🛒',
  '12',
])('leaves to people what they write themselves: %s', (text) => {
  expect(typedButton(text)).toBeUndefined();
});
