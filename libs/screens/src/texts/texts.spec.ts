import { LANGUAGES, WRITTEN_LANGUAGES } from '@rto/kernel';
import { texts } from './index';

type Entry = readonly [path: string, text: unknown];

/** Every text of a tree; texts with values are given `?` for each. */
function entries(tree: object, path = ''): Entry[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): Entry[] => {
    const here = `${path}${key}`;
    if (typeof value === 'function') {
      const make = value as (...values: string[]) => unknown;
      return [[here, make(...Array.from({ length: make.length }, (_, index) => `?${index}?`))]];
    }
    return typeof value === 'object' && value !== null ? entries(value, `${here}.`) : [[here, value]];
  });
}

describe.each(LANGUAGES)('the texts in %s', (language) => {
  it('are all there', () => {
    const empty = entries(texts(language)).filter(
      ([, text]) => typeof text !== 'string' || text.trim() === '',
    );
    expect(empty).toEqual([]);
  });

  it('use every value they are given', () => {
    const valuesOf = (text: unknown): string[] => (String(text).match(/\?\d\?/g) ?? []).sort();
    const russian = new Map(entries(texts('ru')).map(([path, text]) => [path, valuesOf(text)]));
    for (const [path, text] of entries(texts(language)))
      expect([path, valuesOf(text)]).toEqual([path, russian.get(path)]);
  });

  it('fit where Telegram shows what a bot says about itself', () => {
    const { description, shortDescription, startCommand } = texts(language).bot;
    expect(description.length).toBeLessThanOrEqual(512);
    expect(shortDescription.length).toBeLessThanOrEqual(120);
    expect(startCommand.length).toBeLessThanOrEqual(256);
  });

  it('fit a toast where they are shown over the chat', () => {
    const { catalog, cart, errors, common } = texts(language);
    const toasts = [catalog.added, catalog.removed, catalog.searchExpired, cart.cleared, cart.gone];
    const alerts = entries({ errors, common }).map(([, text]) => String(text));
    for (const text of [...toasts, ...alerts]) expect(text.length).toBeLessThanOrEqual(200);
  });
});

it('speaks three languages, not one three times', () => {
  const [ru, uz, en] = WRITTEN_LANGUAGES.map((language) => new Map(entries(texts(language))));
  const same = [...(ru ?? [])].filter(([path, text]) => text === uz?.get(path) || text === en?.get(path));
  expect(same).toEqual([]);
});

it('has the fixed Russian labels letter for letter, at most an emoji before them', () => {
  const { menu, catalog, cart, checkout, orders, shop } = texts('ru');
  const labels: readonly (readonly [label: string, fixed: string])[] = [
    [shop.button, 'Магазин'],
    [menu.catalog, 'Каталог'],
    [menu.cart, 'Корзина'],
    [menu.checkout, 'Оформить заказ'],
    [menu.cards, 'Карты покупателя'],
    [menu.orders, 'Мои заказы'],
    [menu.language, 'Язык'],
    [menu.menu, 'Меню'],
    [catalog.add, 'Добавить'],
    [catalog.next, 'Следующая страница'],
    [catalog.previous, 'Предыдущая страница'],
    [catalog.search, 'Поиск'],
    [cart.remove('Сок'), 'Удалить Сок'],
    [cart.clear, 'Очистить корзину'],
    [checkout.sharePhone, 'Поделиться номером'],
    [checkout.sendLocation, 'Отправить локацию'],
    [checkout.skip, 'Пропустить'],
    [checkout.confirm, 'Подтвердить'],
    [checkout.abort, 'Отменить'],
    [orders.repeat, 'Повторить'],
    [orders.cancel, 'Отменить заказ'],
  ];
  for (const [label, fixed] of labels) {
    expect(label.replace(/^\p{Extended_Pictographic}\uFE0F? /u, '')).toBe(fixed);
  }
});
