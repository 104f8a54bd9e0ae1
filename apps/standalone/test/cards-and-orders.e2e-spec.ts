import type { Chat, Message, Person } from '@rto/fakes';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, labels, placeOrder, plain, press, say } from './walking';

describe('loyalty cards and past orders', () => {
  let shop: RunningShop;
  let nextId = 900;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  /** A customer of the shop with one card for each barcode. */
  function aCustomer(link: { phone?: string; telegramId?: number }, ...barcodes: readonly string[]): void {
    const { connectionId } = shop.tenant;
    const customerId = nextId++;
    shop.regos.addCustomer(connectionId, {
      id: customerId,
      groupId: 1,
      firstName: 'Aziz',
      ...(link.phone !== undefined && { mainPhone: link.phone }),
      ...(link.telegramId !== undefined && { fields: { field_telegram_id: String(link.telegramId) } }),
    });
    for (const barcode of barcodes) {
      shop.regos.addCard(connectionId, { id: nextId++, customerId, barcode, bonus: '12500.50' });
    }
  }

  async function greeted(person: Person): Promise<Chat> {
    const chat = person.chatWith(shop.tenant.token);
    await say(chat, '/start', 'Добро пожаловать');
    return chat;
  }

  describe('cards', () => {
    it('show balance, status and a code that a till can read', async () => {
      const person = shop.person();
      aCustomer({ telegramId: person.id }, '2000000000015');
      const chat = await greeted(person);
      const card = await press(chat, 'Карты покупателя', 'Карта 2000000000015');
      expect(plain(card.words)).toContain('Баланс: 12 500,5\nСтатус: активна');
      expect(readCode(card)).toBe('2000000000015');
      expect(labels(card)).toEqual(['🏠 Меню']);
      await press(chat, 'Меню', 'Главное меню');
    });

    it('come one below the other when there are several', async () => {
      const person = shop.person();
      aCustomer({ telegramId: person.id }, '2000000000022', '2000000000039');
      const chat = await greeted(person);
      await press(chat, 'Карты покупателя', 'Карта 2000000000039');
      const codes = chat.messages.filter((message) => message.photo && !message.deleted).map(readCode);
      expect(codes).toEqual(['2000000000022', '2000000000039']);
    });

    it('are found by the phone of a customer who never wrote before', async () => {
      const person = shop.person();
      aCustomer({ phone: person.phone }, '2000000000046');
      const chat = await greeted(person);
      await press(chat, 'Карты покупателя', 'Кнопка с номером');
      chat.shareContact({ phone: '998907654321' });
      await chat.waitFor('Нужен именно ваш номер');
      await say(chat, `+${person.phone}`, 'Нужен именно ваш номер');
      chat.tapReplyKeyboard('Поделиться номером');
      expect(readCode(await chat.waitFor('Карта 2000000000046'))).toBe('2000000000046');
      expect(chat.replyKeyboard).toBeUndefined();
      await press(chat, 'Меню', 'Главное меню');
      await press(chat, 'Карты покупателя', 'Карта 2000000000046');
    });

    it('are not there: that is said, with how to get one', async () => {
      const person = shop.person();
      aCustomer({ telegramId: person.id });
      const chat = await greeted(person);
      const none = await press(chat, 'Карты покупателя', 'У вас пока нет карты этого магазина');
      expect(labels(none)).toEqual(['🏠 Меню']);
    });

    it('are given in the bot where the shop names a group for them, one to each person', async () => {
      const tenant = await shop.connect({ settings: { CARD_GROUP_ID: '1' } });
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await press(chat, 'Карты покупателя', 'Кнопка с номером');
      chat.tapReplyKeyboard('Поделиться номером');
      const offer = await chat.waitFor('Выпустим её прямо здесь');
      const card = await press(chat, 'Получить карту', /Карта 29\d{11}/);
      expect(readCode(card)).toMatch(/^29\d{11}$/);
      chat.tapData('dn', offer);
      await chat.settled();
      const made = shop.regos.calls.filter(
        ({ connectedIntegrationId, method }) =>
          connectedIntegrationId === tenant.connectionId && method === 'RetailCard/Add',
      );
      expect(made).toHaveLength(1);
    });

    it('are not shown to another chat that has the same phone', async () => {
      const owner = shop.person();
      aCustomer({ telegramId: owner.id, phone: '998935550011' }, '2000000000053');
      const second = shop.telegram.person({
        id: 780_001,
        firstName: 'Vor',
        languageCode: 'ru',
        phone: '998935550011',
      });
      const chat = await greeted(second);
      await press(chat, 'Карты покупателя', 'Кнопка с номером');
      chat.tapReplyKeyboard('Поделиться номером');
      const refusal = await chat.waitFor('уже связан с другим аккаунтом');
      expect(labels(refusal)).toEqual(['🏠 Меню']);
      expect(chat.replyKeyboard).toBeUndefined();
    });

    it('say that they are not taken any more, and show no code (issue 9)', async () => {
      const person = shop.person();
      aCustomer({ telegramId: person.id });
      const card = { customerId: nextId - 1, bonus: '10' };
      const { connectionId } = shop.tenant;
      shop.regos.addCard(connectionId, {
        ...card,
        id: nextId++,
        barcode: '2000000000077',
        expiryDate: '31-12-2025',
      });
      shop.regos.addCard(connectionId, { ...card, id: nextId++, barcode: '2000000000084', enabled: false });
      const chat = await greeted(person);
      const disabled = await press(chat, 'Карты покупателя', 'Карта 2000000000084');
      expect(plain(disabled.words)).toContain('Статус: отключена магазином');
      const expired = await chat.waitFor('Карта 2000000000077');
      expect(plain(expired.words)).toContain('Статус: срок действия истёк 31 декабря 2025');
      expect([expired.photo, disabled.photo]).toEqual([undefined, undefined]);
    });

    it('wait while REGOS is away, and the person is told so', async () => {
      const person = shop.person();
      aCustomer({ telegramId: person.id }, '2000000000060');
      const chat = await greeted(person);
      shop.regos.faults.add({ kind: 'down', method: 'RetailCustomer/Get' });
      chat.tap('Карты покупателя');
      await chat.waitForWords('Магазин сейчас не отвечает');
      shop.regos.faults.clear();
      await press(chat, 'Карты покупателя', 'Карта 2000000000060');
    });
  });

  describe('my orders', () => {
    it('lead to the catalogue when there is none', async () => {
      const chat = await shop.visitor();
      const none = await press(chat, 'Мои заказы', 'Вы ещё ничего не заказывали');
      expect(labels(none)).toEqual(['🛍 Каталог | 🏠 Меню']);
    });

    it('show the list, the lines and the status as it is in the shop', async () => {
      const chat = await shop.visitor();
      const order = await ordered(chat);
      await press(chat, /Мои заказы|Заказ №/, `Номер в магазине: ${order.code}`);
      await press(chat, 'Мои заказы', `Заказ № ${order.number}`);
      expect(plain(chat.lastMessage?.words ?? '')).toMatch(
        new RegExp(
          `^Мои заказы\n\nЗаказ № ${order.number}\n.+, \\d\\d:\\d\\d · 37 000 сум\nСтатус: передан в магазин, ждём подтверждения$`,
        ),
      );
      shop.regos.moveStatus(shop.tenant.connectionId, order.documentId, 'Approved');
      await chat.waitFor(`Заказ № ${order.number}: принят магазином`);
      const screen = await press(chat, `Заказ № ${order.number}`, 'Оформлен:');
      expect(plain(screen.words)).toContain(
        'Статус: принят магазином\n\n• Сок яблочный 1 л: 2 шт × 18 500 сум',
      );
      expect(labels(screen)).toEqual(['🔁 Повторить', '📦 Мои заказы | 🏠 Меню']);
    });

    it('are cancelled while they are New, in REGOS too', async () => {
      const chat = await shop.visitor();
      const order = await ordered(chat);
      const screen = await press(chat, `Заказ № ${order.number}`, 'Оформлен:');
      await press(chat, 'Отменить заказ', `Отменить заказ № ${order.number}?`);
      await press(chat, 'Нет, оставить', 'Оформлен:');
      await press(chat, 'Отменить заказ', `Отменить заказ № ${order.number}?`);
      await press(chat, 'Да, отменить', 'Заказ отменён.');
      expect(labels(screen)).not.toContain('Отменить заказ');
      expect(
        shop.regos.documents(shop.tenant.connectionId).find(({ id }) => id === order.documentId)?.status,
      ).toBe('Canceled');
      chat.tapData(`hc:${order.number}`, screen);
      await chat.settled();
      expect(chat.lastMessage?.words).toContain('Заказ отменён.');
    });

    it('are not cancelled once the shop works on them', async () => {
      const chat = await shop.visitor();
      const order = await ordered(chat);
      const screen = await press(chat, `Заказ № ${order.number}`, 'Оформлен:');
      shop.regos.switches.eventCopies = 0; // nobody has told us when the button is pressed
      shop.regos.moveStatus(shop.tenant.connectionId, order.documentId, 'Approved');
      shop.regos.switches.eventCopies = 1;
      chat.tapData(`hx:${order.number}`, screen);
      const late = await chat.waitFor('Магазин уже работает с этим заказом');
      expect(late.words).toContain('Статус: принят магазином');
    });

    it('are repeated as far as the goods are there, and the rest is named', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await say(chat, '/start item_102', 'Вода');
      await press(chat, 'Добавить', 'В корзине');
      await say(chat, '/start item_103', 'Яблоки');
      await say(chat, '1,5', 'В корзине');
      await placeOrder(chat);
      await press(chat, /Заказ № \d+$/, 'Оформлен:');
      shop.regos.floor(tenant.connectionId).count({ 103: '2' });
      shop.regos.deleteItem(tenant.connectionId, 102);
      // both events are patched in together, some seconds later
      await until(async () => {
        chat.send('/start item_102');
        await chat.settled();
        return chat.lastMessage?.words.startsWith('Добро пожаловать') === true;
      });
      const cart = await press(chat, 'Повторить', 'Итого');
      expect(plain(cart.words)).toBe(
        '• Вода 0,5 л: сейчас нет в продаже\n• Яблоки: вы выбрали 1,5 кг, осталось 0,5 кг\n\n' +
          'Корзина\n\n• Яблоки: 0,5 кг × 12 990 сум = 6 495 сум\n' +
          '• Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум\n\nИтого: 43 495 сум',
      );
    });

    it('are nobody else’s', async () => {
      const chat = await shop.visitor();
      const order = await ordered(chat);
      const stranger = await shop.visitor('Vor');
      const menu = await say(stranger, '/start', 'С чего начнём');
      for (const data of [`ho:${order.number}`, `hr:${order.number}`, `hc:${order.number}`]) {
        stranger.tapData(data, menu);
        await stranger.waitForWords('Такого заказа нет.');
      }
    });
  });

  interface Ordered {
    readonly number: number;
    readonly code: string;
    readonly documentId: number;
  }

  async function ordered(chat: Chat): Promise<Ordered> {
    const accepted = await placeOrder(chat);
    const number = /№ (\d+) передан/.exec(accepted.words)?.[1];
    // right after an outage the number of the shop comes in a message of its own
    const named = await chat.waitFor(/Номер в магазине: \S+/);
    const code = /магазине: (\S+)/.exec(named.words)?.[1];
    const document = shop.regos.documents(shop.tenant.connectionId).find((row) => row.code === code);
    return { number: Number(number), code: code ?? '', documentId: document?.id ?? 0 };
  }
});

/** What a till reads off the picture of a message that was uploaded. */
function readCode(message: Message): string | undefined {
  const source = message.photo?.source;
  if (source?.kind !== 'upload') return undefined;
  const { data, width, height } = PNG.sync.read(source.bytes);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
