import { itemScreen, type ItemCard } from './item.screen';
import { lettersOf, MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from './screen';
import { aCart, aLine, anItem, aView, KILOGRAM, NOON_IN_TASHKENT, shown } from './screens.builders';

const BACK = { type: 'openGroup', groupId: 7, page: 1 } as const;
const IMAGE = 'https://cdn.example/1.jpg';

function aCard(overrides: Partial<ItemCard> = {}): ItemCard {
  const origin = { type: 'group', groupId: 7, page: 1 } as const;
  return { item: anItem(), variants: [], cart: aCart(), origin, back: BACK, ...overrides };
}

describe('the card of an item', () => {
  it('shows picture, description, price, unit and stock', () => {
    const item = anItem({ imageUrl: IMAGE, description: 'Прямого отжима.', articul: 'A-101' });
    expect(shown(itemScreen(aView(), aCard({ item })))).toMatchInlineSnapshot(`
      "<url>
      *Сок яблочный 1 л*
      A-101

      Прямого отжима.

      Цена: 18 500 сум за шт
      В наличии: 14 шт
      Сколько взять, можно написать: например, 12 шт.
      [➕ Добавить]
      [❤️ В избранное]
      [⬅️ Назад]
      [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('has − quantity + once the item is in the cart', () => {
    expect(shown(itemScreen(aView(), aCard({ cart: aCart(aLine()) })))).toMatchInlineSnapshot(`
      "*Сок яблочный 1 л*

      Цена: 18 500 сум за шт
      В наличии: 14 шт
      *В корзине: 2 шт на 37 000 сум*
      Сколько взять, можно написать: например, 12 шт.
      [−] [2 шт] [+]
      [❤️ В избранное]
      [🛒 Корзина (1) 37 000 сум]
      [✅ Оформить заказ]
      [⬅️ Назад] [🏠 Меню]"
    `);
  });

  it('says that the quantity can be typed', () => {
    const item = anItem({ name: 'Яблоки', unit: KILOGRAM, price: '12990', allowed: '5.35' });
    const line = aLine({ unit: KILOGRAM, price: '12990', quantity: '0.35' });
    expect(shown(itemScreen(aView(), aCard({ item, cart: aCart(line) })))).toMatchInlineSnapshot(`
      "*Яблоки*

      Цена: 12 990 сум за кг
      В наличии: 5,35 кг
      *В корзине: 0,35 кг на 4 546,50 сум*
      Сколько взять, можно написать: например, 1,5 кг.
      [−] [0,35 кг] [+]
      [0,5 кг] [1 кг] [2 кг]
      [❤️ В избранное]
      [🛒 Корзина (1) 4 546,50 сум]
      [✅ Оформить заказ]
      [⬅️ Назад] [🏠 Меню]"
    `);
  });

  const labelsOf = (card: ItemCard): string[] =>
    itemScreen(aView(), card).keyboard.map((row) =>
      row.map(({ label }) => label.replaceAll('\u00a0', ' ')).join('|'),
    );

  it('offers usual weights that are there, besides the one that is taken', () => {
    const item = anItem({ unit: KILOGRAM, allowed: '1.4' });
    expect(labelsOf(aCard({ item }))).toContain('0,5 кг|1 кг');
    const cart = aCart(aLine({ unit: KILOGRAM, quantity: '1' }));
    expect(labelsOf(aCard({ item, cart }))).toContain('0,5 кг');
    const button = itemScreen(aView(), aCard({ item })).keyboard.flat()[1];
    expect(button?.action).toMatchObject({ type: 'setItem', itemId: 101, quantity: '0.5' });
  });

  it('offers packs of pieces from the third piece on, and not before', () => {
    const withPieces = (quantity: string): string[] => labelsOf(aCard({ cart: aCart(aLine({ quantity })) }));
    expect(withPieces('2').join()).not.toContain('12 шт');
    expect(withPieces('3')).toContain('6 шт|12 шт');
    expect(withPieces('12')).toContain('6 шт');
    const few = aCard({ item: anItem({ allowed: '7' }), cart: aCart(aLine({ quantity: '3' })) });
    expect(labelsOf(few)).toContain('6 шт');
  });

  it('leads to the cart, with what is in it, and to the order', () => {
    const cart = aCart(aLine(), aLine({ itemId: 102 }));
    expect(labelsOf(aCard({ cart })).slice(-3)).toEqual([
      '🛒 Корзина (2) 74 000 сум',
      '✅ Оформить заказ',
      '⬅️ Назад|🏠 Меню',
    ]);
  });

  it('lets nobody add what is out of stock or has no price', () => {
    for (const given of [{ allowed: '0' }, { price: undefined }]) {
      const item = anItem({ ...given, sellable: false });
      expect(shown(itemScreen(aView(), aCard({ item })))).not.toContain('Добавить');
    }
  });

  it('lets less be taken of what ran out meanwhile', () => {
    const item = anItem({ allowed: '0', sellable: false });
    expect(shown(itemScreen(aView(), aCard({ item, cart: aCart(aLine()) })))).toContain('[−] [2 шт] [+]');
  });

  it('offers the variants instead of «Добавить»', () => {
    const item = anItem({ name: 'Футболка', hasVariants: true, sellable: false });
    const variants = [
      anItem({ id: 105, name: 'Футболка белая M', parentId: 104 }),
      anItem({ id: 106, name: 'Футболка белая L', parentId: 104, price: '19000' }),
    ];
    expect(shown(itemScreen(aView(), aCard({ item, variants })))).toMatchInlineSnapshot(`
      "*Футболка*

      От 18 500 сум
      В наличии: 14 шт
      Выберите вариант:
      [Футболка белая M — 18 500 сум]
      [Футболка белая L — 19 000 сум]
      [❤️ В избранное]
      [⬅️ Назад]
      [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('tells colour and size of a variant, and leads back where it is told to', () => {
    const item = anItem({ id: 105, parentId: 104, color: 'белый', size: 'M' });
    const screen = itemScreen(aView(), aCard({ item }));
    expect(shown(screen)).toContain('белый · M');
    expect(screen.keyboard.flat()).toContainEqual({ label: '⬅️ Назад', action: BACK });
  });

  it('turns to the goods beside it, and over to the list at its page', () => {
    const listed = { type: 'group', groupId: 7, page: 1 } as const;
    const deck = { index: 2, count: 27, previous: 100, next: 102, listed };
    const origin = { type: 'groupCards', groupId: 7 } as const;
    const screen = itemScreen(aView(), aCard({ origin, deck }));
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Сок яблочный 1 л*

     Цена: 18 500 сум за шт
     В наличии: 14 шт
     Сколько взять, можно написать: например, 12 шт.
     [➕ Добавить]
     [❤️ В избранное]
     [◀] [3/27] [▶]
     [⬅️ Назад] [📋 Списком]
     [🔎 Поиск] [🛒 Корзина] [🏠 Меню]"
    `);
    const actions = screen.keyboard.flat().map(({ action }) => action);
    expect(actions).toContainEqual({ type: 'openItem', itemId: 102, origin });
    expect(actions).toContainEqual({ type: 'chooseView', view: 'list', origin: listed });
    const filled = itemScreen(aView(), aCard({ origin, deck, cart: aCart(aLine()) }));
    expect(
      filled.keyboard.slice(-4).map((row) => row.map(({ label }) => label.replaceAll('\u00a0', ' '))),
    ).toEqual([
      ['⬅️ Назад', '📋 Списком'],
      ['🛒 Корзина (1) 37 000 сум'],
      ['✅ Оформить заказ'],
      ['🔎 Поиск', '🏠 Меню'],
    ]);
  });

  it('says what was searched for, and has nothing to turn to when it is alone', () => {
    const listed = { type: 'search', page: 0 } as const;
    const deck = { index: 0, count: 1, previous: 101, next: 101, listed, query: 'сок' };
    const text = shown(itemScreen(aView(), aCard({ origin: { type: 'foundCards' }, deck })));
    expect(text).toMatch(/^_Поиск: сок_\n\*Сок яблочный/);
    expect(text).not.toContain('▶');
  });

  it.each([
    [IMAGE, MAX_CAPTION_LENGTH],
    [undefined, MAX_TEXT_LENGTH],
  ])('cuts the description and never the price (picture %s)', (imageUrl, limit) => {
    const description = 'Очень подробно. '.repeat(400);
    const item = anItem({ imageUrl, description, name: 'Н'.repeat(300), articul: 'A'.repeat(200) });
    const view = aView({ staleAsOf: NOON_IN_TASHKENT });
    const text = lettersOf(itemScreen(view, aCard({ item, cart: aCart(aLine()) })).text);
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text).toContain('Очень подробно.');
    expect(text.replaceAll('\u00a0', ' ')).toMatch(
      /…\n\nЦена: 18 500 сум за шт\n.*\nВ корзине: 2 шт на 37 000 сум\n.*$/,
    );
  });

  it('keeps within the hundred buttons of a message', () => {
    const variants = Array.from({ length: 150 }, (_, index) => anItem({ id: index }));
    expect(itemScreen(aView(), aCard({ variants })).keyboard.flat().length).toBeLessThanOrEqual(100);
  });
});
