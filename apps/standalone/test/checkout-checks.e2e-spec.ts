import type { Chat, DeliveryOrderView, ShopItem } from '@rto/fakes';
import { RunningShop, type TestTenant } from './running-shop';
import { closeWithoutComplaints, fillCart, labels, plain, press, reachSummary, say } from './walking';

describe('what is checked before an order is taken', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  function ordersOf(chat: Chat, tenant = shop.tenant): DeliveryOrderView[] {
    return shop.regos
      .documents(tenant.connectionId)
      .filter((document) => document.customer?.mainPhone === chat.person.phone);
  }

  async function visitorOf(tenant: TestTenant): Promise<Chat> {
    return shop.visitor('Aziz', 'ru', tenant);
  }

  describe('when the shop does not take the order', () => {
    it('names the minimum and what is missing', async () => {
      const chat = await visitorOf(await shop.connect({ settings: { MIN_ORDER_AMOUNT: '50000' } }));
      await fillCart(chat);
      const refusal = await press(chat, 'Оформить заказ', 'Минимальная сумма заказа');
      expect(plain(refusal.words)).toContain('50 000 сум, в корзине пока на 37 000 сум');
      await press(chat, 'Корзина', 'Итого');
      await press(chat, '+', (message) => plain(message.words).includes('Итого: 55 500 сум'));
      await press(chat, 'Оформить заказ', 'Нужен ваш номер');
    });

    it('names the hours, in the zone of the shop, also when they cross midnight', async () => {
      const zone = 'Asia/Tashkent';
      const hour = (offset: number): string => clockIn(zone, offset);
      const work = (start: string, end: string): Record<string, string> => ({
        WORK_TIME_ENABLED: 'true',
        WORK_TIME_START: start,
        WORK_TIME_END: end,
        TIME_ZONE: zone,
      });
      // the two windows make up the day, so one of them crosses midnight, whenever this runs
      const closed = await visitorOf(await shop.connect({ settings: work(hour(2), hour(-2)) }));
      await fillCart(closed);
      await press(closed, 'Оформить заказ', `Заказы принимаются с ${hour(2)} до ${hour(-2)}.`);
      const open = await visitorOf(await shop.connect({ settings: work(hour(-2), hour(2)) }));
      await fillCart(open);
      await press(open, 'Оформить заказ', 'Нужен ваш номер');
    });

    it('says that it takes none at all, also when that was switched meanwhile', async () => {
      const tenant = await shop.connect();
      const chat = await visitorOf(tenant);
      await fillCart(chat);
      await reachSummary(chat);
      await shop.admin('PUT', `/tenants/${tenant.id}/settings`, { ORDERS_DISABLED: 'true' });
      await press(chat, 'Подтвердить', 'Магазин сейчас не принимает заказы через бота');
      await press(chat, 'Корзина', 'Итого');
      expect(shop.regos.documents(tenant.connectionId)).toEqual([]);
    });

    it('says that the cart is empty', async () => {
      const chat = await shop.visitor();
      const refusal = await press(chat, 'Оформить заказ', 'Корзина пуста');
      expect(labels(refusal)[0]).toContain('Каталог');
    });
  });

  describe('what changed between summary and confirmation', () => {
    it('is shown line by line and confirmed again', async () => {
      const tenant = await shop.connect();
      const chat = await visitorOf(tenant);
      await say(chat, '/start item_103', 'Яблоки');
      await press(chat, 'Добавить', 'В корзине');
      await say(chat, '/start item_102', 'Вода');
      await press(chat, 'Добавить', 'В корзине');
      await fillCart(chat);
      const summary = await reachSummary(chat);
      const [before] = summary.inlineKeyboard.flat();
      shop.regos.setPrice(tenant.connectionId, 101, '20000.00');
      shop.regos.setStock(tenant.connectionId, 101, '1');
      shop.regos.deleteItem(tenant.connectionId, 102);
      const changed = await press(chat, 'Подтвердить', 'Пока вы оформляли, кое-что изменилось');
      expect(plain(changed.words)).toContain(
        '• Вода 0,5 л: этого товара больше нет, убрали его из корзины\n' +
          '• Сок яблочный 1 л: цена была 18 500 сум, стала 20 000 сум\n' +
          '• Сок яблочный 1 л: вы выбрали 2 шт, осталось 1 шт\n' +
          'Проверьте и подтвердите ещё раз.\n\n' +
          '• Яблоки: 0,1 кг × 12 990 сум = 1 299 сум\n' +
          '• Сок яблочный 1 л: 1 шт × 20 000 сум = 20 000 сум\n\n' +
          'Итого: 21 299 сум',
      );
      chat.tapData(before?.callback_data ?? '', changed);
      await chat.waitFor('Проверьте и подтвердите ещё раз.');
      expect(shop.regos.documents(tenant.connectionId)).toEqual([]);
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      expect(ordersOf(chat, tenant)).toMatchObject([
        {
          lines: [
            { itemId: 103, quantity: '0.1' },
            { itemId: 101, quantity: '1', price: '20000' },
          ],
        },
      ]);
    });

    it.each<[string, Partial<ShopItem>]>([
      ['has the price zero', { prices: { 2: '0' } }],
      ['has no price', { prices: {} }],
      ['is a service', { isService: true }],
      ['is deleted', { deleted: true }],
      ['has become a card of variants', {}],
    ])('is a good that is gone when it %s, and nothing of it is ordered', async (what, changes) => {
      const tenant = await shop.connect();
      const chat = await visitorOf(tenant);
      await say(chat, '/start item_102', 'Вода');
      await press(chat, 'Добавить', 'В корзине');
      await fillCart(chat);
      await reachSummary(chat);
      shop.regos.editItem(tenant.connectionId, 102, changes);
      if (what.includes('variants')) shop.regos.editItem(tenant.connectionId, 109, { parentId: 102 });
      const changed = await press(chat, 'Подтвердить', 'Пока вы оформляли, кое-что изменилось');
      expect(plain(changed.words)).toContain(
        '• Вода 0,5 л: этого товара больше нет, убрали его из корзины\n',
      );
      expect(plain(changed.words)).toContain('Итого: 37 000 сум');
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      expect(ordersOf(chat, tenant)).toMatchObject([{ lines: [{ itemId: 101, quantity: '2' }] }]);
    });

    it('is named also when nothing is left to order', async () => {
      const tenant = await shop.connect();
      const chat = await visitorOf(tenant);
      await fillCart(chat);
      await reachSummary(chat);
      shop.regos.deleteItem(tenant.connectionId, 101);
      const empty = await press(chat, 'Подтвердить', 'Корзина пуста');
      expect(empty.words).toContain('Сок яблочный 1 л: этого товара больше нет');
      await press(chat, 'Каталог', 'Выберите раздел');
    });

    it('by the buyer asks for a confirmation of what is shown now', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      const summary = await reachSummary(chat);
      const [before] = summary.inlineKeyboard.flat();
      await press(chat, 'Корзина', (message) => message.words.startsWith('Корзина'));
      await press(chat, '+', (message) => plain(message.words).includes('Итого: 55 500 сум'));
      chat.tapData(before?.callback_data ?? '', summary);
      const again = await chat.waitFor('Проверьте и подтвердите ещё раз.');
      expect(plain(again.words)).toContain('Итого: 55 500 сум');
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      expect(ordersOf(chat)).toMatchObject([{ amount: '55500' }]);
    });
  });
});

/** `HH:00` that many hours from now on the wall of a zone. */
function clockIn(timeZone: string, offsetHours: number): string {
  const instant = new Date(Date.now() + offsetHours * 3_600_000);
  const hour = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(instant);
  return `${hour}:00`;
}
