import { Money } from '@rto/kernel';
import type { Order } from '@rto/orders';
import { lettersOf, MAX_TEXT_LENGTH } from './screen';
import { orderScreen, ordersScreen } from './orders.screen';
import { aLine, anOrder, shown, words } from './screens.builders';

const { t, f } = words();
const submitted = { state: 'submitted', regosCode: 'ODL-7' } as const;

describe('my orders', () => {
  it('lists number, time, total and status', () => {
    const orders = [anOrder({ number: 13, ...submitted, regosStatus: 'Processing' }), anOrder()];
    expect(shown(ordersScreen({ orders, page: 1, hasMore: true }, t, f))).toMatchInlineSnapshot(`
      "*Мои заказы*

      *Заказ № 13*
      23 ноября 2026, 12:00 · 37 000 сум
      Статус: собирается

      *Заказ № 12*
      23 ноября 2026, 12:00 · 37 000 сум
      Статус: передаём в магазин
      [Заказ № 13 — 37 000 сум] [🔁 Повторить]
      [Заказ № 12 — 37 000 сум] [🔁 Повторить]
      [⬅️ Предыдущая страница] [➡️ Следующая страница]
      [🏠 Меню]"
    `);
  });

  it('leads to the catalogue when there is none', () => {
    expect(shown(ordersScreen({ orders: [], page: 0, hasMore: false }, t, f))).toMatchInlineSnapshot(`
           "*Мои заказы*

           Вы ещё ничего не заказывали.
           [🛍 Каталог] [🏠 Меню]"
        `);
  });
});

describe('one order', () => {
  it('shows its lines and may be cancelled while it is New', () => {
    expect(shown(orderScreen(anOrder({ ...submitted, regosStatus: 'New' }), t, f))).toMatchInlineSnapshot(`
      "*Заказ № 12*
      Номер в магазине: ODL-7
      Оформлен: 23 ноября 2026, 12:00
      Статус: передан в магазин, ждём подтверждения

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

      *Итого: 37 000 сум*

      Магазин ещё не подтвердил заказ: пока его можно отменить.
      [🔁 Повторить]
      [Отменить заказ]
      [📦 Мои заказы] [🏠 Меню]"
    `);
  });

  it('shows what the shop made of it, and keeps what was ordered', () => {
    const ice = { itemId: 9, name: 'Лёд', unit: { name: '', kind: 'non_pcs' } } as const;
    const lines = [
      aLine({ quantity: '1', price: '17000' }),
      aLine({ ...ice, quantity: '1.5', price: '1000' }),
    ];
    const sold = { lines, total: Money.of('18500', 'UZS') };
    const order = anOrder({ ...submitted, regosStatus: 'Finished', sold });
    expect(shown(orderScreen(order, t, f))).toMatchInlineSnapshot(`
           "*Заказ № 12*
           Номер в магазине: ODL-7
           Оформлен: 23 ноября 2026, 12:00
           Статус: выдан. Спасибо за покупку!

           Сейчас заказ такой:
           • Сок яблочный 1 л: 1 шт × 17 000 сум = 17 000 сум (было 2 шт × 18 500 сум)
           • Лёд: 1,5 × 1 000 сум = 1 500 сум (добавил магазин)

           *Итого: 18 500 сум*
           Вы заказывали на 37 000 сум

           Нужно то же самое? «Повторить» положит эти товары в корзину.
           [🔁 Повторить]
           [📦 Мои заказы] [🏠 Меню]"
        `);
    expect(shown(ordersScreen({ orders: [order], page: 0, hasMore: false }, t, f))).toContain(
      '23 ноября 2026, 12:00 · 18 500 сум',
    );
  });

  it('shows how the buyer gets it, what the shop has added to that, and whom to ask', () => {
    const order = anOrder({
      ...submitted,
      regosStatus: 'Processing',
      deliveryType: { id: 1, name: 'Курьер' },
      address: 'ул. Навои, 5',
      location: { latitude: 41.3, longitude: 69.2 },
      deliveryAt: new Date('2026-11-23T09:00:00Z'),
      note: 'Домофон 8',
      toldFacts: { courier: 'Тимур', receiptUrl: 'https://ofd.example/check?t=1' },
    });
    expect(shown(orderScreen(order, t, f, { contacts: { phone: '+998 71 200 00 00' } })))
      .toMatchInlineSnapshot(`
      "*Заказ № 12*
      Номер в магазине: ODL-7
      Оформлен: 23 ноября 2026, 12:00
      Статус: собирается

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум

      *Итого: 37 000 сум*

      Получение: Курьер
      Адрес: ул. Навои, 5
      📍 Точка на карте получена
      Ко времени: 23 ноября 2026, 14:00
      Примечание: Домофон 8
      Курьер: Тимур
      Чек: https://ofd.example/check?t=1

      Магазин готовит заказ. Как он продвигается, видно в сообщении о нём.
      📞 Связаться с магазином: +998 71 200 00 00
      [🔁 Повторить]
      [📦 Мои заказы] [🏠 Меню]"
    `);
  });

  it('names what is gone, and an item that was split only once', () => {
    const lines = [aLine({ quantity: '2' }), aLine({ itemId: 102, quantity: '5', price: '3000' })];
    const sold = {
      lines: [aLine({ quantity: '1' }), aLine({ quantity: '2' })],
      total: Money.of('55500', 'UZS'),
    };
    const rows = shown(orderScreen(anOrder({ ...submitted, lines, sold }), t, f)).split('\n');
    expect(rows.filter((row) => row.startsWith('•'))).toEqual([
      '• Сок яблочный 1 л: 1 шт × 18 500 сум = 18 500 сум (было 2 шт)',
      '• Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум',
      '• Сок яблочный 1 л: не оказалось, убрали (было 5 шт)',
    ]);
  });

  it('says of nothing that it was otherwise when it is as ordered', () => {
    const sold = {
      lines: [aLine({ quantity: '1' }), aLine({ quantity: '1' })],
      total: Money.of('37000', 'UZS'),
    };
    expect(shown(orderScreen(anOrder({ ...submitted, sold }), t, f))).not.toContain('(');
  });

  it.each([
    ['ru', 'Статус: удалён магазином'],
    ['uz', 'Holati: doʻkon oʻchirgan'],
    ['en', 'Status: deleted by the shop'],
  ] as const)('says in %s that the shop deleted it', (language, expected) => {
    const { t, f } = words(language);
    const order = anOrder({ ...submitted, state: 'cancelled', toldFacts: { deleted: true } });
    expect(shown(orderScreen(order, t, f))).toContain(expected);
  });

  it('says first what became of a wish', () => {
    const order = anOrder({ state: 'cancelled' });
    expect(shown(orderScreen(order, t, f, { remark: t.orders.cancelled }))).toMatch(
      /^Заказ отменён\.\n\n\*Заказ № 12\*/,
    );
  });

  it.each<[Partial<Order>, boolean]>([
    [{ state: 'placed' }, true],
    [{ ...submitted, regosStatus: 'New' }, true],
    [{ state: 'submitting' }, false],
    [{ state: 'unknown' }, false],
    [{ ...submitted, regosStatus: 'Approved' }, false],
    [{ state: 'refused' }, false],
    [{ state: 'cancelled' }, false],
  ])('offers to cancel only what can be cancelled: %j', (overrides, isOffered) => {
    expect(shown(orderScreen(anOrder(overrides), t, f)).includes('[Отменить заказ]')).toBe(isOffered);
  });

  it('keeps the total in one message with a hundred lines', () => {
    const lines = Array.from({ length: 100 }, (_, itemId) => aLine({ itemId, name: 'Ж'.repeat(300) }));
    const screen = orderScreen(anOrder({ lines }), t, f, { remark: t.checkout.alreadyPlaced(12) });
    expect(lettersOf(screen.text).length).toBeLessThanOrEqual(MAX_TEXT_LENGTH);
    expect(shown(screen)).toContain('*Итого: 3 700 000 сум*');
  });

  it('speaks uz and en', () => {
    const uz = words('uz');
    const en = words('en');
    expect(shown(orderScreen(anOrder(), uz.t, uz.f))).toMatchInlineSnapshot(`
      "*12-buyurtma*
      Berilgan vaqti: 2026-yil 23-noyabr, 12:00
      Holati: doʻkonga yuborilmoqda

      • Сок яблочный 1 л: 2 dona × 18 500 soʻm = 37 000 soʻm

      *Jami: 37 000 soʻm*

      Buyurtma doʻkonga yetganda xabar beramiz.
      [🔁 Takrorlash]
      [Buyurtmani bekor qilish]
      [📦 Buyurtmalarim] [🏠 Menyu]"
    `);
    expect(shown(orderScreen(anOrder(), en.t, en.f))).toMatchInlineSnapshot(`
      "*Order #12*
      Placed: 23 Nov 2026, 12:00
      Status: being passed to the shop

      • Сок яблочный 1 л: 2 pcs × 18,500 UZS = 37,000 UZS

      *Total: 37,000 UZS*

      We will tell you when the shop has it.
      [🔁 Order again]
      [Cancel the order]
      [📦 My orders] [🏠 Menu]"
    `);
  });
});
