import type { PickedLine } from '@rto/orders';
import { noticeScreen, type SentNotice } from './notice.screen';
import { anOrder, shown, words } from './screens.builders';

const { t, f } = words();
const number = 12;

function notice(content: SentNotice, order = anOrder({ state: 'submitted', regosCode: 'ODL-7' })): string {
  return shown(noticeScreen(content, order, t, f));
}

describe('messages that nobody asked for', () => {
  it('say that the order is here when no screen could', () => {
    expect(notice({ type: 'orderPlaced', number }, anOrder())).toContain(
      'Заказ № 12 получен, передаём в магазин.',
    );
  });

  it('say that the order was accepted, with the number it has in the shop', () => {
    expect(notice({ type: 'orderAccepted', number })).toMatchInlineSnapshot(`
     "✅ Заказ № 12 передан в магазин, ждём подтверждения.
     Номер в магазине: ODL-7
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it('say the number in the shop later when it was not known', () => {
    expect(notice({ type: 'orderAccepted', number }, anOrder())).not.toContain('Номер в магазине');
    expect(notice({ type: 'orderCode', number, regosCode: 'ODL-7' })).toMatchInlineSnapshot(`
     "Заказ № 12
     Номер в магазине: ODL-7
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it('ask not to order again while the outcome is unknown', () => {
    expect(notice({ type: 'orderWaiting', number })).toMatchInlineSnapshot(`
     "⏳ Ваш заказ № 12 у нас, уточняем у магазина. Пожалуйста, не оформляйте его повторно.
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it('name the reason of a refusal and lead to the goods, which are back', () => {
    expect(notice({ type: 'orderRefused', number, reason: 'notEnoughStock' })).toMatchInlineSnapshot(`
     "❌ Магазин не смог принять заказ № 12: не всё есть в нужном количестве (чего не хватает, видно при оформлении). Товары вернулись в корзину.
     [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('say what to do where the phone is the reason', () => {
    expect(notice({ type: 'orderRefused', number, reason: 'phoneInvalid' })).toMatchInlineSnapshot(`
     "❌ Магазин не смог принять заказ № 12: не подошёл номер телефона. Товары вернулись в корзину.
     Система магазина не принимает номер вашего Telegram. Смените его в настройках Telegram.
     [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('say that the order was accepted where the shop has approved it by then', () => {
    const order = anOrder({ state: 'submitted', regosStatus: 'Approved' });
    expect(notice({ type: 'orderAccepted', number }, order)).toContain('✅ Заказ № 12 принят магазином.');
  });

  it.each(['orderProgress', 'orderStatus'] as const)('tell how far it is (%s)', (type) => {
    const order = anOrder({ state: 'submitted', regosStatus: 'Approved' });
    expect(notice({ type, number, status: 'New' }, order)).toContain('📦 Заказ № 12: принят магазином');
  });

  it('say who cancelled it, and how it can be had or asked about', () => {
    const cancelled = (status: 'Canceled' | 'CanceledByPosSale', phone?: string): string =>
      shown(
        noticeScreen({ type: 'orderCancelled', number, status }, anOrder(), t, f, { contacts: { phone } }),
      );
    expect(cancelled('Canceled', '+998 71 200 00 00')).toMatchInlineSnapshot(`
     "❌ Заказ № 12: магазин отменил заказ. Если он ещё нужен, нажмите «Повторить».
     📞 Связаться с магазином: +998 71 200 00 00
     [🔁 Повторить]
     [Заказ № 12] [🏠 Меню]"
    `);
    expect(cancelled('CanceledByPosSale')).toMatchInlineSnapshot(`
     "❌ Заказ № 12 отменён на кассе. Если он ещё нужен, нажмите «Повторить».
     [🔁 Повторить]
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it('stay as they are when a button is tapped', () => {
    const screen = noticeScreen({ type: 'orderCourier', number, courier: 'Тимур' }, anOrder(), t, f);
    expect(screen.stays).toBe(true);
  });

  it.each([
    ['ru', ['оформляется возврат', 'возврат отменён', 'отменён на кассе']],
    ['uz', ['qaytarilmoqda', 'qaytarish bekor qilindi', 'kassada bekor qilindi']],
    ['en', ['being returned', 'return called off', 'cancelled at the till']],
  ] as const)('tell in %s of returns, and of a sale that the till called off', (language, expected) => {
    const { t, f } = words(language);
    const statuses = ['ReturnPaying', 'CanceledByPosReturn', 'CanceledByPosSale'] as const;
    for (const [index, regosStatus] of statuses.entries()) {
      const order = anOrder({ state: 'submitted', regosStatus });
      const screen = noticeScreen({ type: 'orderProgress', number }, order, t, f);
      expect(shown(screen)).toContain(expected[index]);
    }
  });

  it('tell what the document says besides: courier, other quantities', () => {
    expect(notice({ type: 'orderCourier', number, courier: '<b>Тимур</b>' })).toMatchInlineSnapshot(`
     "🚚 Заказ № 12: курьер <b>Тимур</b>
     [Заказ № 12] [🏠 Меню]"
    `);
    expect(
      notice({
        type: 'orderPicked',
        number,
        total: '49000',
        currency: 'UZS',
        lines: [
          { name: 'Сок', unit: { name: 'шт', kind: 'pcs' }, was: '2', now: '1' },
          { name: 'Вода', unit: { name: 'шт', kind: 'pcs' }, was: '5', now: '0' },
          { name: 'Лёд', unit: undefined, was: '0', now: '1.5' },
        ],
      }),
    ).toMatchInlineSnapshot(`
     "✏️ Заказ № 12: магазин собрал не всё так, как вы заказали.
     • Сок: было 2 шт, стало 1 шт
     • Вода: не оказалось, убрали (было 5 шт)
     • Лёд: добавлено 1,5
     *Новая сумма: 49 000 сум*
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  describe('of goods and prices that the shop changed', () => {
    const juice = { name: 'Сок', unit: { name: 'шт', kind: 'pcs' } } as const;
    const picked = (...rows: readonly PickedLine[]): string =>
      notice({ type: 'orderPicked', number, total: '36500', currency: 'UZS', lines: rows });

    it('name a price that changed alone', () => {
      const portions = {
        was: [{ quantity: '2', price: '18500' }],
        now: [{ quantity: '2', price: '18250.5' }],
      };
      expect(picked({ ...juice, was: '2', now: '2', portions })).toMatchInlineSnapshot(`
       "✏️ Заказ № 12: магазин изменил цену.
       • Сок: цена была 18 500 сум, стала 18 250,50 сум
       *Новая сумма: 36 500 сум*
       [Заказ № 12] [🏠 Меню]"
      `);
    });

    it('name both where both changed, and each part where a part costs something else', () => {
      const was = [{ quantity: '2', price: '18500' }];
      const [one, other] = [
        { quantity: '1', price: '18500' },
        { quantity: '1', price: '17000' },
      ];
      expect(
        picked(
          { ...juice, was: '2', now: '1', portions: { was, now: [other] } },
          { ...juice, was: '2', now: '2', portions: { was, now: [one, other] } },
          { ...juice, was: '0', now: '1', portions: { was: [], now: [other] } },
        ),
      ).toMatchInlineSnapshot(`
       "✏️ Заказ № 12: магазин собрал не всё так, как вы заказали.
       • Сок: было 2 шт × 18 500 сум, стало 1 шт × 17 000 сум
       • Сок: было 2 шт × 18 500 сум, стало 1 шт × 18 500 сум + 1 шт × 17 000 сум
       • Сок: добавлено 1 шт × 17 000 сум
       *Новая сумма: 36 500 сум*
       [Заказ № 12] [🏠 Меню]"
      `);
    });

    it('say so when the total alone changed', () => {
      expect(picked()).toMatchInlineSnapshot(`
       "✏️ Заказ № 12: магазин изменил сумму, товары те же.
       *Новая сумма: 36 500 сум*
       [Заказ № 12] [🏠 Меню]"
      `);
    });
  });

  it('tell the receipt', () => {
    const url = 'https://ofd.example/check?t=1';
    expect(notice({ type: 'orderReceipt', number, url })).toMatchInlineSnapshot(`
     "🧾 Чек по заказу № 12: https://ofd.example/check?t=1
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it('tell of an order that the shop deleted, and the way to have it again', () => {
    expect(notice({ type: 'orderDeleted', number })).toMatchInlineSnapshot(`
     "❌ Заказ № 12 отменён: магазин удалил его у себя. Если он ещё нужен, нажмите «Повторить».
     [🔁 Повторить]
     [Заказ № 12] [🏠 Меню]"
    `);
    expect(notice({ type: 'staffDeleted', number })).toMatchInlineSnapshot(`
     "🗑 Заказ № 12 закрыт: его документ удалён в REGOS. Покупателю мы об этом написали.
     Номер в магазине: ODL-7
     Телефон: +998901234567
     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
     Итого: 37 000 сум"
    `);
  });

  it('tell of an order that needs a person', () => {
    expect(notice({ type: 'orderNeedsAttention', number })).toMatchInlineSnapshot(`
     "⚠️ Заказ № 12 сохранён, но передать его в магазин пока не удалось, мы разбираемся. Пожалуйста, не оформляйте его повторно.
     [Заказ № 12] [🏠 Меню]"
    `);
  });

  it.each(['staffAttention', 'staffDeleted'] as const)(
    'name no phone in %s to a chat that anybody can read, and say where it is',
    (type) => {
      for (const language of ['ru', 'uz', 'en'] as const) {
        const { t, f } = words(language);
        const text = shown(noticeScreen({ type, number }, anOrder(), t, f, { toPublic: true }));
        expect(text).not.toContain('998901234567');
        expect(text).toContain('REGOS');
      }
    },
  );

  it('show the staff what to prepare, without buttons that are the buyer’s', () => {
    expect(notice({ type: 'phoneUsedByOther' })).not.toMatch(/ODL|№/);
    expect(notice({ type: 'staffAttention', number }, anOrder({ lastError: 'REGOS 1058: no price type' })))
      .toMatchInlineSnapshot(`
       "⚠️ Заказ № 12 требует внимания. Проверьте, есть ли он в REGOS и один ли он там, и позвоните покупателю.
       Телефон: +998901234567
       • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
       Итого: 37 000 сум
       REGOS 1058: no price type"
      `);
  });
});
