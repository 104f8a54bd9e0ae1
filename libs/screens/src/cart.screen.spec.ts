import { cartScreen } from './cart.screen';
import { aCart, aLine, KILOGRAM, shown, words } from './screens.builders';

const { t, f } = words();
const manyLines = Array.from({ length: 20 }, (_, index) =>
  aLine({ itemId: index, name: `Товар ${index + 1}` }),
);

describe('the cart', () => {
  it('shows lines with − +, delete and the total', () => {
    const apples = aLine({ itemId: 103, name: 'Яблоки', unit: KILOGRAM, price: '12990', quantity: '0.35' });
    expect(shown(cartScreen(aCart(aLine(), apples), 0, t, f))).toMatchInlineSnapshot(`
     "*Корзина*

     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
     • Яблоки: 0,35 кг × 12 990 сум = 4 546,50 сум

     *Итого: 41 546,50 сум*
     [−] [2 шт] [+]
     [🗑 Удалить Сок яблочный 1 л]
     [−] [0,35 кг] [+]
     [🗑 Удалить Яблоки]
     [✅ Оформить заказ]
     [Очистить корзину] [🏠 Меню]"
    `);
  });

  it('leads to the catalogue when it is empty', () => {
    expect(shown(cartScreen(aCart(), 0, t, f))).toMatchInlineSnapshot(`
     "*Корзина*

     Корзина пуста. Загляните в каталог.
     [🛍 Каталог] [🏠 Меню]"
    `);
  });

  it('shows eight lines a page and the total of all', () => {
    const screen = shown(cartScreen(aCart(...manyLines), 1, t, f));
    expect(screen).toContain('• Товар 9:');
    expect(screen).toContain('• Товар 16:');
    expect(screen).not.toContain('• Товар 17:');
    expect(screen).toContain('*Итого: 740 000 сум*\n_Страница 2 из 3_');
    expect(screen).toContain('[⬅️ Предыдущая страница] [➡️ Следующая страница]');
  });

  it('shows the last page when the one asked for is gone', () => {
    expect(shown(cartScreen(aCart(...manyLines), 9, t, f))).toContain('_Страница 3 из 3_');
  });

  it('shows lines of two currencies without a total, so that they can be removed', () => {
    const screen = shown(cartScreen({ ...aCart(aLine()), total: undefined }, 0, t, f));
    expect(screen).toContain('Сок яблочный');
    expect(screen).toContain('[Очистить корзину]');
    expect(screen).not.toContain('Итого');
  });

  it('keeps the buttons of a page, whatever the quantity, on that page', () => {
    const actions = cartScreen(aCart(...manyLines), 1, t, f)
      .keyboard.flat()
      .map(({ action }) => action);
    expect(actions).toContainEqual({ type: 'stepLine', itemId: 8, direction: -1, page: 1 });
    expect(actions).toContainEqual({ type: 'removeLine', itemId: 8, page: 1 });
  });

  it('speaks uz and en', () => {
    const uz = words('uz');
    const en = words('en');
    expect(shown(cartScreen(aCart(aLine()), 0, uz.t, uz.f))).toMatchInlineSnapshot(`
     "*Savat*

     • Сок яблочный 1 л: 2 dona × 18 500 soʻm = 37 000 soʻm

     *Jami: 37 000 soʻm*
     [−] [2 dona] [+]
     [🗑 Oʻchirish: Сок яблочный 1 л]
     [✅ Buyurtma berish]
     [Savatni tozalash] [🏠 Menyu]"
    `);
    expect(shown(cartScreen(aCart(aLine()), 0, en.t, en.f))).toMatchInlineSnapshot(`
     "*Cart*

     • Сок яблочный 1 л: 2 pcs × 18,500 UZS = 37,000 UZS

     *Total: 37,000 UZS*
     [−] [2 pcs] [+]
     [🗑 Remove Сок яблочный 1 л]
     [✅ Place order]
     [Empty the cart] [🏠 Menu]"
    `);
  });
});
