import type { CartDifference } from '@rto/cart';
import { Money, Quantity } from '@rto/kernel';
import { cartScreen, clearQuestionScreen } from './cart.screen';
import { aCart, aLine, KILOGRAM, shown, words } from './screens.builders';

const { t, f } = words();
const NAMED = { itemId: 101, name: 'Сок яблочный 1 л' };
const manyLines = Array.from({ length: 20 }, (_, index) =>
  aLine({ itemId: index, name: `Товар ${index + 1}` }),
);

describe('the cart', () => {
  it('shows lines with − +, delete and the total', () => {
    const apples = aLine({ itemId: 103, name: 'Яблоки', unit: KILOGRAM, price: '12990', quantity: '0.35' });
    expect(shown(cartScreen({ cart: aCart(aLine(), apples), page: 0 }, t, f))).toMatchInlineSnapshot(`
      "*Корзина*

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
      • Яблоки: 0,35 кг × 12 990 сум = 4 546,50 сум

      *Итого: 41 546,50 сум*
      [−] [2 шт · Сок яблочный 1 л] [+]
      [−] [0,35 кг · Яблоки] [+]
      [🗑 Удалить Сок яблочный 1 л] [🗑 Удалить Яблоки]
      [✅ Оформить заказ]
      [🛍 Каталог] [Очистить корзину]
      [🏠 Меню]"
    `);
  });

  it('leads to the catalogue when it is empty', () => {
    expect(shown(cartScreen({ cart: aCart(), page: 0 }, t, f))).toMatchInlineSnapshot(`
      "*Корзина*

      Корзина пуста. Загляните в каталог.
      [🛍 Каталог] [🏠 Меню]"
    `);
  });

  it('shows eight lines a page and the total of all', () => {
    const screen = shown(cartScreen({ cart: aCart(...manyLines), page: 1 }, t, f));
    expect(screen).toContain('• Товар 9:');
    expect(screen).toContain('• Товар 16:');
    expect(screen).not.toContain('• Товар 17:');
    expect(screen).toContain('*Итого: 740 000 сум*\n_Страница 2 из 3_');
    expect(screen).toContain('[⬅️ Предыдущая страница] [➡️ Следующая страница]');
  });

  it('shows the last page when the one asked for is gone', () => {
    expect(shown(cartScreen({ cart: aCart(...manyLines), page: 9 }, t, f))).toContain('_Страница 3 из 3_');
  });

  it('shows lines of two currencies without a total, so that they can be removed', () => {
    const screen = shown(cartScreen({ cart: { ...aCart(aLine()), total: undefined }, page: 0 }, t, f));
    expect(screen).toContain('Сок яблочный');
    expect(screen).toContain('[Очистить корзину]');
    expect(screen).not.toContain('Итого');
  });

  it('keeps the buttons of a page, whatever the quantity, on that page', () => {
    const actions = cartScreen({ cart: aCart(...manyLines), page: 1 }, t, f)
      .keyboard.flat()
      .map(({ action }) => action);
    expect(actions).toContainEqual({ type: 'stepLine', itemId: 8, direction: -1, page: 1 });
    expect(actions).toContainEqual({ type: 'removeLine', itemId: 8, page: 1 });
  });

  it('marks what changed since the goods were put in, and counts at the prices of now', () => {
    const differences: CartDifference[] = [
      { ...NAMED, type: 'price', old: Money.of('18500', 'UZS'), new: Money.of('20000', 'UZS') },
      { ...NAMED, type: 'stock', wanted: Quantity.of('2'), available: Quantity.of('1') },
      { itemId: 102, name: 'Вода', type: 'stock', wanted: Quantity.of('1'), available: Quantity.zero },
      { itemId: 103, name: 'Хлеб', type: 'gone' },
    ];
    const water = aLine({ itemId: 102, name: 'Вода', price: '3000', quantity: '1' });
    const bread = aLine({ itemId: 103, name: 'Хлеб', price: '4000', quantity: '1' });
    const screen = cartScreen({ cart: aCart(aLine(), water, bread), page: 0, differences }, t, f);
    expect(shown(screen).split('\n[')[0]).toMatchInlineSnapshot(`
      "*Корзина*

      • Сок яблочный 1 л: 2 шт × 20 000 сум = 40 000 сум
      ⚠️ цена изменилась, была 18 500 сум
      ⚠️ осталось 1 шт
      • Вода: 1 шт × 3 000 сум = 3 000 сум
      ⚠️ закончился
      • Хлеб: 1 шт × 4 000 сум = 4 000 сум
      ⚠️ больше не продаётся

      *Итого: 47 000 сум*"
    `);
  });

  it('says minimum, hours and delivery before the checkout', () => {
    const money = (amount: string) => Money.of(amount, 'UZS');
    const terms = {
      minimum: money('50000'),
      hours: { start: '09:00', end: '21:00', isOpen: true },
      fee: { base: money('15000'), perKm: money('1000'), freeFrom: money('200000') },
    };
    const screen = cartScreen({ cart: aCart(aLine()), page: 0, terms, hasLast: true }, t, f);
    expect(shown(screen)).toMatchInlineSnapshot(`
      "*Корзина*

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

      *Итого: 37 000 сум*

      Минимальная сумма заказа — 50 000 сум: добавьте ещё на 13 000 сум.
      🚚 Доставка: 15 000 сум и ещё 1 000 сум за километр; при заказе от 200 000 сум бесплатно
      🕘 Заказы принимаются с 09:00 до 21:00
      [−] [2 шт · Сок яблочный 1 л] [+]
      [🗑 Удалить Сок яблочный 1 л]
      [✅ Оформить заказ]
      [🔁 Как в прошлый раз]
      [🛍 Каталог] [Очистить корзину]
      [🏠 Меню]"
    `);
    const closed = { hours: { ...terms.hours, isOpen: false } };
    expect(shown(cartScreen({ cart: aCart(aLine()), page: 0, terms: closed }, t, f))).toContain(
      'Сейчас магазин закрыт. Заказы принимаются с 09:00 до 21:00.',
    );
  });

  it('asks before everything is taken out', () => {
    expect(shown(clearQuestionScreen(t))).toMatchInlineSnapshot(`
      "*Убрать из корзины все товары?*
      [Да, очистить]
      [Нет, не очищать]"
    `);
  });

  it('speaks uz and en', () => {
    const uz = words('uz');
    const en = words('en');
    expect(shown(cartScreen({ cart: aCart(aLine()), page: 0 }, uz.t, uz.f))).toMatchInlineSnapshot(`
      "*Savat*

      • Сок яблочный 1 л: 2 dona × 18 500 soʻm = 37 000 soʻm

      *Jami: 37 000 soʻm*
      [−] [2 dona · Сок яблочный 1 л] [+]
      [🗑 Oʻchirish: Сок яблочный 1 л]
      [✅ Buyurtma berish]
      [🛍 Katalog] [Savatni tozalash]
      [🏠 Menyu]"
    `);
    expect(shown(cartScreen({ cart: aCart(aLine()), page: 0 }, en.t, en.f))).toMatchInlineSnapshot(`
      "*Cart*

      • Сок яблочный 1 л: 2 pcs × 18,500 UZS = 37,000 UZS

      *Total: 37,000 UZS*
      [−] [2 pcs · Сок яблочный 1 л] [+]
      [🗑 Remove Сок яблочный 1 л]
      [✅ Place order]
      [🛍 Catalogue] [Empty the cart]
      [🏠 Menu]"
    `);
  });
});
