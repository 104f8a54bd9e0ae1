import type { Chat, DeliveryOrderView } from '@rto/fakes';
import { RunningShop, type TestTenant } from './running-shop';
import {
  closeWithoutComplaints,
  fillCart,
  labels,
  placeOrder,
  plain,
  press,
  reachSummary,
  say,
} from './walking';

describe('checking out', () => {
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

  describe('the phone', () => {
    it('is believed only as one’s own contact, not typed, not another’s, not forwarded', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      const question = await press(chat, 'Оформить заказ', 'Нужен ваш номер телефона');
      expect(question.words).toContain('вы соглашаетесь на его передачу магазину');
      await chat.waitFor('Кнопка с номером');
      const { id, phone } = chat.person;
      const wrong: readonly (() => void)[] = [
        () => chat.send(`+${phone}`),
        () => chat.shareContact({ phone: '998907654321' }),
        () => chat.shareContact({ phone: '998907654321', userId: id + 1 }),
        () => chat.forwardContact({ phone: '998907654321', firstName: 'Aziz', userId: id }),
        () => chat.forwardContact({ phone, firstName: 'Aziz', userId: id }),
      ];
      for (const answer of wrong) {
        answer();
        await chat.waitFor('Нужен именно ваш номер');
        await chat.waitFor('Кнопка с номером');
      }
      chat.sendSticker();
      await chat.waitFor(/стикеры я пока не понимаю, только слова\.\n\nНужен/);
      chat.tapReplyKeyboard('Поделиться номером');
      await chat.waitFor('Кнопка с локацией');
      expect(chat.replyKeyboard?.rows.flat().map(({ text }) => text)).toEqual(['📍 Отправить локацию']);
      chat.tapReplyKeyboard('Отправить локацию');
      await chat.waitFor('Есть пожелания');
      expect(chat.replyKeyboard).toBeUndefined();
    });

    it('is not asked of a buyer the shop knows', async () => {
      const chat = await shop.visitor();
      await placeOrder(chat);
      await fillCart(chat);
      await press(chat, 'Оформить заказ', 'Куда привезти?');
      await chat.waitFor('Кнопка с локацией');
      expect(chat.replyKeyboard?.rows.flat().map(({ text }) => text)).toEqual(['📍 Отправить локацию']);
    });
  });

  describe('delivery', () => {
    let courier: TestTenant;

    beforeAll(async () => {
      courier = await shop.connect({
        settings: { DELIVERY_TYPE_REQUIRED: 'true', ADDRESS_REQUIRED: 'true' },
      });
    });

    async function chooseDelivery(chat: Chat): Promise<void> {
      await fillCart(chat);
      await press(chat, 'Оформить заказ', 'Кнопка с номером');
      chat.tapReplyKeyboard('Поделиться номером');
      const question = await chat.waitFor('Как вы хотите получить заказ?');
      expect(labels(question)).toEqual(['Курьер', 'Самовывоз', '✖️ Отменить | 🏠 Меню']);
    }

    it('asks for type, address and location, and all of it reaches REGOS', async () => {
      const chat = await visitorOf(courier);
      await chooseDelivery(chat);
      expect(chat.replyKeyboard).toBeUndefined();
      await say(chat, 'курьером', 'Пожалуйста, ответьте кнопкой');
      await press(chat, 'Курьер', 'Напишите адрес доставки');
      await say(chat, 'у'.repeat(301), 'Адрес слишком длинный. Сократите, пожалуйста, до 300 символов.');
      const location = await say(chat, 'ул. <Бобур> & Ко, 5 🏠', 'Куда привезти?');
      expect(labels(location)).toEqual(['Пропустить', '✖️ Отменить | 🏠 Меню']);
      chat.sendLocation(41.5, 69.5);
      await chat.waitFor('Есть пожелания');
      await say(chat, 'н'.repeat(501), 'Примечание слишком длинное');
      const summary = await say(chat, 'Домофон <8> & "9"', 'Проверьте заказ');
      expect(plain(summary.words)).toBe(
        'Проверьте заказ\n\n• Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум\n\nИтого: 37 000 сум\n\n' +
          `Телефон: +${chat.person.phone}\nПолучение: Курьер\nАдрес: ул. <Бобур> & Ко, 5 🏠\n` +
          '📍 Точка на карте получена\nПримечание: Домофон <8> & "9"',
      );
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      expect(ordersOf(chat, courier)).toMatchObject([
        {
          deliveryTypeId: 1,
          address: 'ул. <Бобур> & Ко, 5 🏠',
          location: { latitude: 41.5, longitude: 69.5 },
          description: 'Домофон <8> & "9"',
        },
      ]);
    });

    it('asks neither address nor location of who picks the order up', async () => {
      const chat = await visitorOf(courier);
      await chooseDelivery(chat);
      await press(chat, 'Самовывоз', 'Есть пожелания');
      expect(chat.replyKeyboard).toBeUndefined();
      const summary = await press(chat, 'Пропустить', 'Получение: Самовывоз');
      expect(summary.words).toContain('🏪 Забрать: Чиланзар, Чиланзар 5');
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      const [order] = ordersOf(chat, courier);
      expect(order).toMatchObject({ deliveryTypeId: 2 });
      expect(order?.address ?? order?.location).toBeUndefined();
    });

    it('lets the location be skipped where the shop does not need it', async () => {
      const chat = await visitorOf(await shop.connect({ settings: { LOCATION_REQUIRED: 'false' } }));
      await fillCart(chat);
      await press(chat, 'Оформить заказ', 'Кнопка с номером');
      chat.tapReplyKeyboard('Поделиться номером');
      await chat.waitFor('Если не нужно, нажмите «Пропустить».');
      await chat.waitFor('Кнопка с локацией');
      await press(chat, 'Пропустить', 'Есть пожелания');
      await press(chat, 'Пропустить', 'Проверьте заказ');
    });
  });

  describe('wandering off', () => {
    it('keeps what was typed and goes on with «Оформить заказ»', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      await reachSummary(chat);
      await press(chat, 'Меню', 'Чтобы продолжить оформление, нажмите «Оформить заказ».');
      await press(chat, 'Каталог', 'Выберите раздел');
      await say(chat, '/start', 'Чтобы продолжить оформление');
      const summary = await press(chat, 'Оформить заказ', 'Продолжаем с того места');
      expect(summary.words).toContain('Проверьте заказ');
      await press(chat, 'Подтвердить', 'получен');
    });

    it('takes the button below the chat away with it', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      await press(chat, 'Оформить заказ', 'Кнопка с номером');
      expect(chat.replyKeyboard).toBeDefined();
      await press(chat, 'Меню', 'Главное меню');
      expect(chat.replyKeyboard).toBeUndefined();
      await press(chat, 'Оформить заказ', 'Кнопка с номером');
      expect(chat.replyKeyboard).toBeDefined();
      await press(chat, 'Отменить', 'Товары остались в корзине');
      expect(chat.replyKeyboard).toBeUndefined();
      await press(chat, 'Корзина', 'Итого');
    });

    it('starts anew after «Отменить», and says so on the buttons of before', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      const summary = await reachSummary(chat);
      const [confirm] = summary.inlineKeyboard.flat();
      await press(chat, 'Отменить', 'Товары остались в корзине');
      chat.tapData(confirm?.callback_data ?? '', summary);
      await chat.waitFor('Это оформление уже закрыто');
      await press(chat, 'Корзина', 'Итого');
      await press(chat, 'Оформить заказ', 'Куда привезти?');
      chat.tapData(confirm?.callback_data ?? '', summary);
      await chat.waitFor('Эта кнопка устарела. Вот где вы остановились.');
      expect(ordersOf(chat)).toEqual([]);
    });

    it('answers the buttons of questions that were answered before', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      const summary = await reachSummary(chat);
      const id = summary.inlineKeyboard[0]?.[0]?.callback_data?.split(':')[1] ?? '';
      for (const data of [`os:${id}:note`, `os:${id}:phone`, `os:${id}:location`, `ot:${id}:1`]) {
        chat.tapData(data, summary);
        await chat.settled();
        expect(chat.lastMessage?.words).toMatch(/^Проверьте заказ\n\nЭта кнопка устарела/);
      }
    });
  });

  it('makes one order of a doubled confirmation, and shows it on every older button', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    const summary = await reachSummary(chat);
    const [confirm] = summary.inlineKeyboard.flat();
    const abort = summary.inlineKeyboard.flat().find(({ text }) => text.includes('Отменить'));
    const first = chat.tap('Подтвердить', summary);
    chat.tapData(confirm?.callback_data ?? '', summary);
    chat.resend(first);
    const placed = await chat.waitFor(/Заказ № \d+ уже оформлен/);
    await chat.waitFor(/✅ Заказ № \d+ передан/);
    chat.tapData(abort?.callback_data ?? '', placed);
    await chat.waitFor(/Заказ № \d+ уже оформлен/);
    expect(ordersOf(chat)).toHaveLength(1);
    await press(chat, 'Меню', 'Главное меню');
    await press(chat, 'Корзина', 'Корзина пуста');
  });
});
