import { LANGUAGES, newShortId } from '@rto/kernel';
import { bareLabel, LANGUAGE_NAMES, texts } from '@rto/screens';
import { parseSettings } from '@rto/settings';
import { newDialog } from './dialog';
import { FLOWS, TYPED_BUTTONS } from './flows';
import type { Turn } from './turn';
import type { Meaning } from './words';

/** On a card, on an order and in a checkout: where words depend on the place they differ in one of these. */
const PLACES = [
  { place: { type: 'openItem', itemId: 1, origin: { type: 'search', page: 1 } } },
  { place: { type: 'openOrder', number: 1 } },
  { place: { type: 'openOrders', page: 1 } },
  { expects: { type: 'checkout' }, draft: { id: newShortId(), version: 1, knownCustomer: true } },
] as const;

function meant(meaning: Meaning): unknown {
  if (typeof meaning !== 'function') return meaning;
  const { settings } = parseSettings({ DELIVERY_TYPE_REQUIRED: 'true' });
  const tenant = { settings, owners: [1] as readonly number[] } as Turn['tenant'];
  return PLACES.map((place) =>
    meaning({ tenant, chatId: 1, dialog: { ...newDialog('ru', false), ...place } } as Turn),
  );
}

const withoutEmoji = (label: string): string => label.replace(/^[^\p{L}]+/u, '');

/** With what it means at each place. */
function typedButton(text: string): unknown {
  const button = TYPED_BUTTONS.find(text);
  return button?.type === 'button' ? { ...button, meaning: meant(button.meaning) } : button;
}

it('knows the words on a button however they are typed', () => {
  const cart = { type: 'button', meaning: { type: 'openCart', page: 0 } };
  for (const text of [
    '🛒 Корзина',
    '🛒\uFE0F Корзина',
    'Корзина',
    ' корзина ',
    'КОРЗИНА',
    '«Корзина»',
    '🧺Корзина',
    '🛒 Корзина (3) 45\u00a0000\u00a0сум',
    'корзина (12)',
  ])
    expect([text, typedButton(text)]).toEqual([text, cart]);
});

it('knows the sign of oʻ and gʻ in each way it is typed', () => {
  for (const sign of ["'", 'ʻ', 'ʼ', '`', '’', '‘'])
    expect([sign, typedButton(`➕ Qo${sign}shish`)]).toEqual([sign, typedButton('Добавить')]);
  expect(typedButton('Добавить')).toMatchObject({ type: 'button' });
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
    const { menu, catalog, cart, checkout, orders, shop, reading, addresses, talk } = texts(language);
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
      checkout.edit,
      checkout.keep,
      checkout.likeLastTime,
      addresses.open,
      addresses.save,
      cart.clear,
      cart.clearYes,
      cart.clearNo,
      cart.remove('Сок'),
      shop.button,
      talk.write,
      talk.end,
      reading.again,
      LANGUAGE_NAMES[language],
      ...ofOrders,
    ];
    for (const label of [...Object.values(shown), add, next, previous, search, ...rest]) {
      const means = typedButton(label);
      expect([label, means]).not.toEqual([label, undefined]);
      expect(typedButton(withoutEmoji(label))).toEqual(means);
    }
  }
});

it.each([
  ['Қидириш', 'startSearch'],
  ['кидириш', 'startSearch'],
  ['Дўкон', 'openShop'],
  ['dokon', 'openShop'],
  ["do'kon", 'openShop'],
  ['Ўзбекча', 'chooseLanguage'],
])('knows %j with the letters that a keyboard has', (typed, type) => {
  expect(typedButton(typed)).toMatchObject({ type: 'button', meaning: { type } });
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

it.each(LANGUAGES)('is claimed by one feature: %s', (language) => {
  const claimed = new Map<string, unknown>();
  for (const { words } of FLOWS)
    for (const [label, meaning] of words(texts(language))) {
      const before = claimed.get(bareLabel(label));
      if (before !== undefined) expect([label, meant(meaning)]).toEqual([label, before]);
      claimed.set(bareLabel(label), meant(meaning));
    }
});

it.each([
  'Чиланзар 5, дом 12',
  'без лука',
  'Корзина цветов',
  'Корзина цветов (3) 45 000',
  'удалить',
  'удалитель ржавчины',
  'меню на стол',
  '',
  '🛒',
  '12',
])('leaves to people what they write themselves: %s', (text) => {
  expect(typedButton(text)).toBeUndefined();
});
