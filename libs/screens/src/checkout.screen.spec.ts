import type { CartDifference } from '@rto/cart';
import { Money, Quantity } from '@rto/kernel';
import type { CheckoutDraft } from '@rto/orders';
import { blockedScreen, differenceRows, questionScreen, summaryScreen } from './checkout.screen';
import type { Question, Summary } from './checkout.screen';
import { lettersOf, MAX_TEXT_LENGTH } from './screen';
import { aCart, aDraft, aLine, NOON_IN_TASHKENT, shown, words } from './screens.builders';

const { t, f } = words();
const FEE = { amount: Money.of('15000', 'UZS') };

const UNANSWERED: CheckoutDraft = { id: 'checkout-01', version: 0, knownCustomer: true };
const NO_TERMS = { fee: undefined, slot: undefined, opensAt: undefined };

/** A summary of which a test names what it is about. */
function aSummary(given: Partial<Summary> = {}): Summary {
  return {
    ...{ cart: aCart(aLine()), draft: aDraft(), slot: undefined, hours: undefined, terms: NO_TERMS },
    ...{ now: NOON_IN_TASHKENT, differences: [], canSave: false },
    ...given,
  };
}

function ask(step: Question['step'], overrides: Partial<Question> = {}): string {
  const question: Question = {
    ...{ step, draft: UNANSWERED, slot: undefined, hours: undefined, isPickup: false, now: NOON_IN_TASHKENT },
    ...{ progress: { step: 2, of: 4 }, skippable: false, choices: [], hasLast: false },
    ...overrides,
  };
  return shown(questionScreen(question, t, f));
}

describe('the questions of the checkout', () => {
  it('asks for the phone and says what becomes of it', () => {
    expect(ask('phone')).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Нужен ваш номер телефона, чтобы магазин мог связаться с вами. Нажмите кнопку «Поделиться номером» внизу.
      Отправляя номер, вы соглашаетесь на его передачу магазину для выполнения заказа.
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('offers the delivery types', () => {
    const choices = ['Курьер', 'Самовывоз'].map((label) => ({ label, action: { type: 'nothing' } as const }));
    expect(ask('deliveryType', { choices })).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Как вы хотите получить заказ?
      [Курьер]
      [Самовывоз]
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the address', () => {
    expect(ask('address')).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Напишите адрес доставки одним сообщением.
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the location, with «Пропустить» where it may be skipped', () => {
    expect(ask('location')).not.toContain('Пропустить');
    expect(ask('location', { skippable: true })).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Куда привезти? Нажмите кнопку «Отправить локацию» внизу или напишите адрес.
      Если не нужно, нажмите «Пропустить».
      [Пропустить]
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('asks for the note', () => {
    expect(ask('note', { skippable: true })).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Есть пожелания к заказу? Напишите примечание или нажмите «Пропустить».
      [Пропустить]
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('stands below what was answered, with the way of the last time', () => {
    expect(ask('location', { draft: aDraft(), hasLast: true })).toMatchInlineSnapshot(`
      "*Оформление заказа* · 2 из 4

      Телефон: +998901234567

      Куда привезти? Нажмите кнопку «Отправить локацию» внизу или напишите адрес.
      [🔁 Как в прошлый раз]
      [✖️ Отменить] [🏠 Меню]"
    `);
  });

  it('can be left as it was when it is answered anew', () => {
    const screen = ask('note', { draft: aDraft({ editing: 'note', note: 'Домофон 8' }), hasLast: true });
    expect(screen).toContain('[⬅️ Оставить как есть]');
    expect(screen).not.toMatch(/Как в прошлый раз|2 из 4/);
  });

  it('first says why the last answer did not do', () => {
    expect(ask('phone', { remark: t.checkout.ownContactOnly })).toMatch(
      /^\*Оформление заказа\* · 2 из 4\n\nНужен именно ваш номер\..*\n\nНужен ваш номер телефона/,
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
  it.each([
    [FEE, 'Товары: 37 000 сум\nДоставка: 15 000 сум\n*Итого: 52 000 сум*'],
    [{ amount: Money.of('0', 'UZS') }, 'Доставка: бесплатно\n*Итого: 37 000 сум*'],
    [{ ...FEE, km: '3.3' }, 'Доставка: 15 000 сум, до вас 3,3 км\n'],
    [
      { ...FEE, isBaseAlone: true } as const,
      'Доставка: 15 000 сум (без точки на карте расстояние не учтено)\n',
    ],
  ])('says what the delivery costs before it is confirmed: %j', (fee, words) => {
    expect(shown(summaryScreen(aSummary({ terms: { ...NO_TERMS, fee } }), t, f))).toContain(words);
  });

  it('names the slot by the shop’s clock, and when a closed shop opens', () => {
    const slot = {
      start: new Date('2026-11-24T05:00:00Z'),
      end: new Date('2026-11-24T07:00:00Z'),
    };
    expect(shown(summaryScreen(aSummary({ slot }), t, f))).toContain('Время: завтра, 10:00–12:00');
    const opensAt = new Date('2026-11-24T04:00:00Z');
    expect(shown(summaryScreen(aSummary({ terms: { ...NO_TERMS, opensAt } }), t, f))).toContain(
      'Сейчас магазин закрыт, заказом займутся после открытия: завтра, 09:00.',
    );
  });

  it('tells who comes for the goods where and when', () => {
    const draft = aDraft({ pickupPoint: { id: 1, name: 'Чиланзар', address: 'Чиланзар 5' } });
    const hours = { start: '09:00', end: '21:00' };
    expect(shown(summaryScreen(aSummary({ draft, hours }), t, f))).toContain(
      '🏪 Забрать: Чиланзар, Чиланзар 5\n🕘 Выдаём с 09:00 до 21:00',
    );
  });

  it('offers to save a place that is not saved', () => {
    expect(shown(summaryScreen(aSummary({ canSave: true }), t, f))).toContain(
      '[✏️ Изменить] [⭐ Сохранить адрес]',
    );
  });

  it('shows what is confirmed: lines, total and every answer', () => {
    const draft = aDraft({
      deliveryType: { id: 1, name: 'Курьер' },
      address: 'Чиланзар 5',
      location: { latitude: 41.3, longitude: 69.2 },
      note: 'Домофон 8',
    });
    expect(shown(summaryScreen(aSummary({ draft }), t, f))).toMatchInlineSnapshot(`
      "*Проверьте заказ*

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

      *Итого: 37 000 сум*

      Телефон: +998901234567
      Получение: Курьер
      Адрес: Чиланзар 5
      📍 Точка на карте получена
      Примечание: Домофон 8
      [✅ Подтвердить]
      [✏️ Изменить]
      [✖️ Отменить] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('leaves out what was skipped', () => {
    const draft = aDraft({ location: null, note: null, deliveryType: null });
    const text = shown(summaryScreen(aSummary({ draft }), t, f));
    expect(text).not.toMatch(/Точка|Примечание|Получение|Адрес/);
  });

  it('shows line by line what changed and asks to confirm again', () => {
    const soldOut = { ...stock, available: Quantity.zero, name: 'Хлеб' };
    const differences = [price, stock, gone, soldOut];
    const screen = summaryScreen(aSummary({ differences }), t, f);
    expect(shown(screen)).toMatchInlineSnapshot(`
      "*Проверьте заказ*

      Пока вы оформляли, кое-что изменилось:
      • Сок яблочный 1 л: цена была 17 000 сум, стала 18 500 сум
      • Сок яблочный 1 л: вы выбрали 5 шт, осталось 2 шт
      • Вода: этого товара больше нет, убрали его из корзины
      • Хлеб: закончился, убрали из корзины
      Проверьте и подтвердите ещё раз.

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

      *Итого: 37 000 сум*

      Телефон: +998901234567
      [✅ Подтвердить]
      [✏️ Изменить]
      [✖️ Отменить] [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('confirms exactly the version that it shows', () => {
    const screen = summaryScreen(aSummary({ draft: aDraft({ version: 7 }) }), t, f);
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
    const screen = summaryScreen(
      aSummary({ cart: aCart(...lines), draft, differences, remark, terms: { ...NO_TERMS, fee: FEE } }),
      t,
      f,
    );
    expect(lettersOf(screen.text).length).toBeLessThanOrEqual(MAX_TEXT_LENGTH);
    expect(shown(screen)).toMatch(
      /… и ещё позиций: \d+\n\nТовары: 3 700 000 сум\nДоставка: 15 000 сум\n\*Итого: 3 715 000 сум\*/,
    );
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
