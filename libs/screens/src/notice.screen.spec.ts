import type { Notice } from '@rto/orders';
import { noticeScreen } from './notice.screen';
import { anOrder, shown, words } from './screens.builders';

const { t, f } = words();
const number = 12;

function notice(
  content: Exclude<Notice, { type: 'campaign' }>,
  order = anOrder({ state: 'submitted', regosCode: 'ODL-7' }),
): string {
  return shown(noticeScreen(content, order, t, f));
}

describe('messages that nobody asked for', () => {
  it('say that the order is here when no screen could', () => {
    expect(notice({ type: 'orderPlaced', number })).toContain('Заказ №12 получен, передаём в магазин.');
  });

  it('say that the order was accepted, with the number it has in the shop', () => {
    expect(notice({ type: 'orderAccepted', number })).toMatchInlineSnapshot(`
     "✅ Заказ №12 принят.
     Номер в магазине: ODL-7
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('say the number in the shop later when it was not known', () => {
    expect(notice({ type: 'orderAccepted', number }, anOrder())).not.toContain('Номер в магазине');
    expect(notice({ type: 'orderCode', number, regosCode: 'ODL-7' })).toMatchInlineSnapshot(`
     "Заказ №12
     Номер в магазине: ODL-7
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('ask not to order again while the outcome is unknown', () => {
    expect(notice({ type: 'orderWaiting', number })).toMatchInlineSnapshot(`
     "⏳ Ваш заказ №12 у нас, уточняем у магазина. Пожалуйста, не оформляйте его повторно.
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('name the reason of a refusal and lead to the goods, which are back', () => {
    expect(notice({ type: 'orderRefused', number, reason: 'notEnoughStock' })).toMatchInlineSnapshot(`
     "❌ Магазин не смог принять заказ №12: какого-то товара уже не хватает на складе. Товары вернулись в корзину.
     [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('tell the status', () => {
    expect(notice({ type: 'orderStatus', number, status: 'Approved' })).toMatchInlineSnapshot(`
     "📦 Заказ №12: подтверждён магазином
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('tell what the document says besides: courier, other quantities, receipt', () => {
    expect(notice({ type: 'orderCourier', number, courier: '<b>Тимур</b>' })).toMatchInlineSnapshot(`
     "🚚 Заказ №12: курьер <b>Тимур</b>
     [Заказ №12] [🏠 Меню]"
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
     "✏️ Заказ №12: магазин собрал не всё так, как вы заказали.
     • Сок: было 2 шт, стало 1 шт
     • Вода: было 5 шт, не будет
     • Лёд: добавлено 1,5
     *Новая сумма: 49 000 сум*
     [Заказ №12] [🏠 Меню]"
    `);
    const url = 'https://ofd.example/check?t=1';
    expect(notice({ type: 'orderReceipt', number, url })).toMatchInlineSnapshot(`
     "🧾 Чек по заказу №12: https://ofd.example/check?t=1
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('tell of an order that needs a person', () => {
    expect(notice({ type: 'orderNeedsAttention', number })).toMatchInlineSnapshot(`
     "⚠️ Заказ №12 сохранён, но передать его в магазин пока не удалось, мы разбираемся. Пожалуйста, не оформляйте его повторно. Если срочно, свяжитесь с магазином.
     [Заказ №12] [🏠 Меню]"
    `);
  });

  it('show the staff what to prepare, without buttons that are the buyer’s', () => {
    expect(notice({ type: 'staffNewOrder', number })).toMatchInlineSnapshot(`
     "🆕 Новый заказ №12
     Номер в магазине: ODL-7
     Телефон: +998901234567
     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
     Итого: 37 000 сум"
    `);
    expect(notice({ type: 'phoneUsedByOther' })).not.toMatch(/ODL|№/);
    expect(notice({ type: 'staffAttention', number }, anOrder({ lastError: 'REGOS 1058: no price type' })))
      .toMatchInlineSnapshot(`
     "⚠️ Заказ №12 требует внимания
     Телефон: +998901234567
     • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
     Итого: 37 000 сум
     REGOS 1058: no price type"
    `);
  });
});
