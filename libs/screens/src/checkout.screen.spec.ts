import type { CartDifference } from '@rto/cart';
import { Money, Quantity } from '@rto/kernel';
import { blockedScreen, differenceRows, questionScreen, summaryScreen } from './checkout.screen';
import type { Question } from './checkout.screen';
import { lettersOf, MAX_TEXT_LENGTH } from './screen';
import { aCart, aDraft, aLine, shown, words } from './screens.builders';

const { t, f } = words();

function ask(step: Question['step'], overrides: Partial<Question> = {}): string {
  const question = { step, checkoutId: 'checkout-01', skippable: false, choices: [], ...overrides };
  return shown(questionScreen(question, t));
}

describe('the questions of the checkout', () => {
  it('asks for the phone and says what becomes of it', () => {
    expect(ask('phone')).toMatchInlineSnapshot(`
     "*Оформление заказа*

     Нужен ваш номер телефона, чтобы магазин мог связаться с вами. Нажмите кнопку «Поделиться номером» внизу.
     Отправляя номер, вы соглашаетесь на его передачу магазину для выполнения заказа.
     [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('offers the delivery types', () => {
    const choices = [
      { id: 1, name: 'Курьер' },
      { id: 2, name: ' ' },
    ];
    expect(ask('deliveryType', { choices })).toMatchInlineSnapshot(`
     "*Оформление заказа*

     Как доставить заказ?
     [Курьер]
     [—]
     [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the address', () => {
    expect(ask('address')).toMatchInlineSnapshot(`
     "*Оформление заказа*

     Напишите адрес доставки одним сообщением.
     [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the location, with «Пропустить» where it may be skipped', () => {
    expect(ask('location')).not.toContain('Пропустить');
    expect(ask('location', { skippable: true })).toMatchInlineSnapshot(`
     "*Оформление заказа*

     Куда привезти? Нажмите кнопку «Отправить локацию» внизу.
     Если не нужно, нажмите «Пропустить».
     [Пропустить]
     [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the note', () => {
    expect(ask('note', { skippable: true })).toMatchInlineSnapshot(`
     "*Оформление заказа*

     Есть пожелания к заказу? Напишите примечание или нажмите «Пропустить».
     [Пропустить]
     [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('first says why the last answer did not do', () => {
    expect(ask('phone', { remark: t.checkout.ownContactOnly })).toMatch(
      /^\*Оформление заказа\*\n\nНужен именно ваш номер\..*\n\nНужен ваш номер телефона/,
    );
  });
});

const price: CartDifference = {
  type: 'price',
  itemId: 101,
  name: 'Сок яблочный 1 л',
  old: Money.of('17000', 'UZS'),
  new: Money.of('18500', 'UZS'),
};
const stock: CartDifference = {
  type: 'stock',
  itemId: 101,
  name: 'Сок яблочный 1 л',
  wanted: Quantity.of('5'),
  available: Quantity.of('2'),
};
const gone: CartDifference = { type: 'gone', itemId: 9, name: 'Вода' };

describe('the summary', () => {
  it('shows what is confirmed: lines, total and every answer', () => {
    const draft = aDraft({
      deliveryType: { id: 1, name: 'Курьер' },
      address: 'Чиланзар 5',
      location: { latitude: 41.3, longitude: 69.2 },
      note: 'Домофон 8',
    });
    expect(shown(summaryScreen({ cart: aCart(aLine()), draft, differences: [] }, t, f)))
      .toMatchInlineSnapshot(`
     "*Проверьте заказ*

     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

     *Итого: 37 000 сум*

     Телефон: +998901234567
     Доставка: Курьер
     Адрес: Чиланзар 5
     Локация: отправлена
     Примечание: Домофон 8
     [✅ Подтвердить]
     [✖️ Отменить] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leaves out what was skipped', () => {
    const draft = aDraft({ location: null, note: null, deliveryType: null });
    const text = shown(summaryScreen({ cart: aCart(aLine()), draft, differences: [] }, t, f));
    expect(text).not.toMatch(/Локация|Примечание|Доставка|Адрес/);
  });

  it('shows line by line what changed and asks to confirm again', () => {
    const soldOut = { ...stock, available: Quantity.zero, name: 'Хлеб' };
    const differences = [price, stock, gone, soldOut];
    const screen = summaryScreen({ cart: aCart(aLine()), draft: aDraft(), differences }, t, f);
    expect(shown(screen)).toMatchInlineSnapshot(`
     "*Проверьте заказ*

     Пока вы оформляли, кое-что изменилось:
     • Сок яблочный 1 л: цена была 17 000 сум, стала 18 500 сум
     • Сок яблочный 1 л: вы выбрали 5 шт, осталось 2 шт
     • Вода: этого товара больше нет, убрали его из корзины
     • Хлеб: этого товара больше нет, убрали его из корзины
     Проверьте и подтвердите ещё раз.

     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

     *Итого: 37 000 сум*

     Телефон: +998901234567
     [✅ Подтвердить]
     [✖️ Отменить] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('confirms exactly the version that it shows', () => {
    const screen = summaryScreen(
      { cart: aCart(aLine()), draft: aDraft({ version: 7 }), differences: [] },
      t,
      f,
    );
    expect(screen.keyboard[0]?.[0]?.action).toEqual({
      type: 'confirm',
      checkoutId: 'checkout-01',
      version: 7,
    });
  });

  it('keeps the total in one message, however many lines, changes and words there are', () => {
    const lines = Array.from({ length: 100 }, (_, itemId) => aLine({ itemId, name: 'Ж'.repeat(300) }));
    const differences = lines.map((line) => ({ ...price, itemId: line.itemId, name: line.name }));
    const draft = aDraft({
      address: 'А'.repeat(300),
      note: 'П'.repeat(500),
      deliveryType: { id: 1, name: 'Д'.repeat(300) },
      location: { latitude: 1, longitude: 2 },
    });
    const remark = t.checkout.outdated;
    const screen = summaryScreen({ cart: aCart(...lines), draft, differences, remark }, t, f);
    expect(lettersOf(screen.text).length).toBeLessThanOrEqual(MAX_TEXT_LENGTH);
    expect(shown(screen)).toMatch(/… и ещё позиций: \d+\n\n\*Итого: 3 700 000 сум\*/);
    expect(shown(screen)).toContain('П'.repeat(500));
  });
});

it('says which goods left when nothing is left to order', () => {
  const changes = differenceRows([gone], aCart(), t, f);
  expect(shown(blockedScreen(t.errors.cartEmpty, t, changes))).toMatchInlineSnapshot(`
   "Пока вы оформляли, кое-что изменилось:
   • Вода: этого товара больше нет, убрали его из корзины

   Корзина пуста. Сначала добавьте товары.
   [🛍 Каталог] [🛒 Корзина]
   [🏠 Меню]"
  `);
});
