import type { Chat, Message } from '@rto/fakes';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, fillCart, labels, plain, press, say } from './walking';

describe('filling the cart', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  /** A new person at the card of an item that is in the cart already. */
  async function visitorWith(itemId: number): Promise<Chat> {
    const chat = await shop.visitor();
    await say(chat, `/start item_${itemId}`, 'Цена:');
    await press(chat, 'Добавить', 'В корзине');
    return chat;
  }

  function inCart(quantity: string): (message: Message) => boolean {
    return (message) => plain(message.words).includes(`В корзине: ${quantity} на`);
  }

  describe('with pieces', () => {
    it('steps by one, down to nothing', async () => {
      const chat = await visitorWith(101);
      await press(chat, '+', inCart('2 шт'));
      await press(chat, '−', inCart('1 шт'));
      await press(chat, '−', (message) => labels(message)[0] === '➕ Добавить');
    });

    it('takes a typed number, and zero takes the item out', async () => {
      const chat = await visitorWith(101);
      await say(chat, '12', inCart('12 шт'));
      await say(chat, '0', (message) => labels(message)[0] === '➕ Добавить');
    });

    it('takes no fraction, no more than there is, and nothing that is no quantity', async () => {
      const chat = await visitorWith(101);
      await say(chat, '1,5', 'продаётся целыми штуками');
      await say(chat, '15', /Столько нет: осталось 14.шт\./);
      await say(chat, '-3', 'Не получилось понять количество');
      await say(chat, '1,000', /Непонятно, 1 или 1.000\./);
      await say(chat, '1e3', 'Не получилось понять количество');
      await say(chat, '2 кг', 'Единица этого товара: «шт»');
      const card = await say(chat, '999999999999', 'Не получилось понять количество');
      expect(inCart('1 шт')(card)).toBe(true);
      expect(card.photo).toBeDefined();
      await say(chat, '14', inCart('14 шт'));
      chat.tap('+');
      await chat.waitForWords(/Столько нет: осталось 14.шт\./);
    });

    it('adds an item once, however quickly «Добавить» is tapped', async () => {
      const chat = await shop.visitor();
      const card = await say(chat, '/start item_102', 'Вода');
      chat.tap('Добавить', card);
      chat.tapData('a:102:', card);
      await chat.waitForWords('Уже в корзине: 1');
      await press(chat, 'Корзина', (message) => plain(message.words).includes('Итого: 3 000 сум'));
    });

    it('does a tap once that Telegram delivers twice', async () => {
      const chat = await visitorWith(102);
      const update = chat.tap('+');
      await chat.waitFor(inCart('2 шт'));
      chat.resend(update);
      await chat.settled();
      await press(chat, '+', inCart('3 шт'));
    });
  });

  describe('with weighed goods', () => {
    it('steps by a tenth', async () => {
      const chat = await visitorWith(103);
      expect(inCart('0,1 кг')(await chat.waitFor('В корзине'))).toBe(true);
      await press(chat, '+', inCart('0,2 кг'));
      await press(chat, '−', inCart('0,1 кг'));
    });

    it('takes what is typed, with a comma or a point, and steps on from there', async () => {
      const chat = await visitorWith(103);
      await say(chat, '1 кг', inCart('1 кг'));
      await say(chat, '500 г', inCart('0,5 кг'));
      const card = await say(chat, '0,35', inCart('0,35 кг'));
      expect(plain(card.words)).toContain('на 4 546,50 сум');
      await press(chat, '+', inCart('0,45 кг'));
      await say(chat, '1.005', inCart('1,005 кг'));
      await say(chat, '5.351', /Столько нет: осталось 5,35.кг\./);
      await say(chat, '5,35', inCart('5,35 кг'));
    });
  });

  describe('in the cart', () => {
    it('shows lines and total, and changes both in place', async () => {
      const chat = await visitorWith(103);
      const cart = await fillCart(chat);
      expect(plain(cart.words)).toBe(
        'Корзина\n\n' +
          '• Яблоки: 0,1 кг × 12 990 сум = 1 299 сум\n' +
          '• Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум\n\n' +
          'Итого: 38 299 сум',
      );
      expect(labels(cart)).toEqual([
        '− | 0,1 кг · Яблоки | +',
        '− | 2 шт · Сок яблочный 1 л | +',
        '🗑 Удалить Яблоки | 🗑 Удалить Сок яблочный 1 л',
        '✅ Оформить заказ',
        '🛍 Каталог | Очистить корзину',
        '🏠 Меню',
      ]);
      chat.tapButton(cart.id, 0, 2);
      await chat.waitFor((message) => plain(message.words).includes('Итого: 39 598 сум'));
      await press(chat, 'Удалить Сок', (message) => plain(message.words).includes('Итого: 2 598 сум'));
      chat.tapButton(cart.id, 0, 0);
      await chat.waitFor((message) => plain(message.words).includes('Итого: 1 299 сум'));
      await press(chat, 'Очистить корзину', 'Убрать из корзины все товары?');
      await press(chat, 'Нет, не очищать', (message) => plain(message.words).includes('Итого: 1 299 сум'));
      await press(chat, 'Очистить корзину', 'Убрать из корзины все товары?');
      await press(chat, 'Да, очистить', 'Корзина пуста');
      await chat.waitForWords('Корзина очищена');
      expect(chat.lastMessage).toBe(cart);
      expect(labels(cart)).toEqual(['🛍 Каталог | 🏠 Меню']);
    });

    it('answers every button of an older cart', async () => {
      const chat = await shop.visitor();
      const cart = await fillCart(chat);
      const [minus, , plus] = cart.inlineKeyboard[0] ?? [];
      const remove = cart.inlineKeyboard[1]?.[0]?.callback_data ?? '';
      await press(chat, 'Очистить корзину', 'Убрать из корзины все товары?');
      await press(chat, 'Да, очистить', 'Корзина пуста');
      for (const data of [minus?.callback_data, remove]) {
        chat.tapData(data ?? '', cart);
        await chat.waitForWords('Этого товара в корзине уже нет');
      }
      chat.tapData('kc', cart);
      await chat.settled();
      chat.tapData('ky', cart);
      await chat.waitForWords('Корзина очищена');
      chat.tapData(plus?.callback_data ?? '', cart);
      await chat.waitFor((message) => plain(message.words).includes('1 шт × 18 500'));
    });

    it('lets less be taken of what was deleted, never more', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      const cart = await fillCart(chat);
      shop.regos.deleteItem(tenant.connectionId, 101);
      await until(async () => {
        chat.tap('+', cart);
        await chat.settled();
        return chat.toasts.some(({ text }) => text.includes('нет в продаже'));
      });
      await press(chat, '−', (message) => message === cart);
      await press(chat, 'Удалить', 'Корзина пуста');
    });

    it('answers a tap on the quantity without a change', async () => {
      const chat = await shop.visitor();
      const cart = await fillCart(chat);
      const before = cart.editedTimes;
      chat.tap(/2.шт/, cart);
      await chat.settled();
      expect(cart.editedTimes).toBe(before);
    });

    it('keeps a forger to the goods of this shop', async () => {
      const chat = await shop.visitor();
      const cart = await fillCart(chat);
      for (const data of ['a:999999:', 'q:999999:1:', 'kq:999999:1:0', 'i:999999:']) {
        chat.tapData(data, cart);
        await chat.waitForWords('Этого товара больше нет в продаже');
      }
      chat.tapData('a:104:', cart); // a card of choices cannot be ordered itself
      await chat.waitForWords('Выберите вариант');
      const after = await say(chat, 'что?', 'Корзина');
      expect(after.words).not.toContain('Футболка');
    });
  });
});
