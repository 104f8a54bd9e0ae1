import { aShop, type Chat } from '@rto/fakes';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, fillCart, labels, lists, press, say } from './walking';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the conversation', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  /** Where a person can be, how to get there, and what is shown there. */
  const PLACES: readonly (readonly [place: string, go: (chat: Chat) => Promise<unknown>, screen: RegExp])[] =
    [
      ['the menu', (chat) => say(chat, '/start', 'С чего начнём'), /Главное меню/],
      ['the catalogue', (chat) => press(chat, 'Каталог', 'Выберите раздел'), /Выберите раздел/],
      ['a group', (chat) => say(chat, '/start group_7', 'Соки'), /Соки/],
      ['an item', (chat) => say(chat, '/start item_101', 'Цена'), /Цена/],
      ['the cart', fillCart, /Корзина[^]*Итого/],
      ['the checkout', goToCheckout, /Нужен ваш номер/],
      ['the languages', (chat) => press(chat, 'Язык', 'Выберите язык'), /Выберите язык/],
      ['the orders', (chat) => press(chat, 'Мои заказы', 'Вы ещё ничего'), /Вы ещё ничего/],
      ['the cards', (chat) => press(chat, 'Карты покупателя', 'Кнопка с номером'), /Чтобы найти ваши карты/],
    ];

  it.each(PLACES)('leads back to %s from whatever is sent there', async (_place, go, screen) => {
    const chat = await shop.visitor();
    await go(chat);
    const sends: readonly (() => void)[] = [
      () => chat.sendSticker(),
      () => chat.sendPhoto(PNG, 'смотрите'),
      () => chat.send('/settings'),
      () => chat.sendLocation(41, 69),
    ];
    for (const send of sends) {
      send();
      await chat.waitFor(screen);
    }
    chat.sendSticker();
    const polite = await chat.waitFor('Фото, голосовые и стикеры я пока не понимаю, только слова.');
    expect(labels(polite).length).toBeGreaterThan(0);
  });

  it.each(PLACES.slice(0, 5))(
    'takes free text at %s for what it is: nothing it asked for',
    async (_place, go, screen) => {
      const chat = await shop.visitor();
      await go(chat);
      await say(chat, 'ъъъъ', 'Не понял вас. Напишите название товара, я поищу, или нажмите кнопку.');
      await chat.waitFor(screen);
    },
  );

  it.each(PLACES.slice(0, 5))('searches for a name that is typed at %s', async (_place, go) => {
    const chat = await shop.visitor();
    await go(chat);
    await say(chat, 'яблочный сок', 'Поиск: яблочный сок');
  });

  it('serves the commands of those who type, and takes a question up again after /help', async () => {
    const chat = await shop.visitor();
    await say(chat, '/catalog', 'Выберите раздел');
    await say(chat, '/cart', 'Корзина пуста');
    await say(chat, `/orders@shop_bot`, 'Вы ещё ничего');
    await say(chat, '/help', 'Как здесь заказать');
    await goToCheckout(chat);
    await say(chat, '/help', 'Как здесь заказать');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Кнопка с локацией');
    await say(chat, '/cards', 'Чтобы найти ваши карты');
  });

  it('takes back a button below the chat that outlived its question', async () => {
    const tenant = await shop.connect({ settings: { ORDER_STATE_TTL: '1' } });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await press(chat, 'Карты покупателя', 'Кнопка с номером');
    await until(async () => {
      chat.shareContact();
      await chat.settled();
      return chat.replyKeyboard === undefined;
    });
  });

  describe('the language', () => {
    it.each([
      ['uz', 'Katalog'],
      ['en', 'Catalogue'],
      ['ru', 'Каталог'],
      ['de', 'Каталог'], // the shop's own for whoever speaks none of the three
    ])('is that of Telegram at first: %s', async (code, label) => {
      const chat = await shop.visitor('Aziz', code);
      await chat.settled();
      expect(labels(chat.lastMessage)[0]).toContain(label);
    });

    it('changes by a button, at once and in the middle of a checkout', async () => {
      const chat = await shop.visitor();
      await goToCheckout(chat);
      await press(chat, 'Меню', 'Главное меню');
      const choice = await press(chat, 'Язык', 'Выберите язык');
      expect(labels(choice)).toEqual([
        '• Русский',
        'Oʻzbekcha',
        'Ўзбекча',
        'English',
        '🔕 Не присылать новости',
        '🏠 Меню',
      ]);
      await press(chat, 'English', 'Main menu');
      await press(chat, 'Place order', 'The shop needs your phone number');
      await press(chat, 'Cancel', (message) => !/[а-я]/i.test(message.words));
      await press(chat, 'Menu', 'Main menu');
      await press(chat, 'Language', 'Choose');
      await press(chat, 'zbekcha', 'Asosiy menyu');
    });

    it('is kept over a restart, like the cart', async () => {
      const chat = await shop.visitor();
      await fillCart(chat);
      await press(chat, 'Меню', 'Главное меню');
      await press(chat, 'Язык', 'Выберите язык');
      await press(chat, 'English', 'Main menu');
      await shop.stop();
      await shop.start();
      await say(chat, '/start', 'Welcome');
      await press(chat, 'Cart', 'Total');
    });
  });

  describe('Telegram’s moods', () => {
    it('do not matter when a screen is the same as before', async () => {
      const chat = await shop.visitor();
      const screen = await press(chat, 'Каталог', 'Выберите раздел');
      chat.tapData('c:0', screen);
      await chat.settled();
      expect(chat.lastMessage).toBe(screen);
    });

    it.each(['editMessageText', 'answerCallbackQuery', 'sendMessage'])(
      '429 at %s only delays',
      async (method) => {
        const chat = await shop.visitor();
        shop.telegram.faults.add({
          kind: 'status',
          status: 429,
          retryAfterSec: 1,
          method,
          times: 1,
          ...(method === 'answerCallbackQuery' ? {} : { chatId: chat.person.id }),
        });
        await press(chat, 'Каталог', 'Выберите раздел');
        await say(chat, '/start', 'Добро пожаловать');
        await chat.settled();
      },
    );

    it.each(['lostBefore', 'lostAfter'] as const)('%s shows the screen all the same', async (kind) => {
      const chat = await shop.visitor();
      shop.telegram.faults.add({ kind, method: 'sendMessage', times: 1, chatId: chat.person.id });
      await say(chat, '/start group_7', 'Соки');
      shop.telegram.faults.add({ kind, method: 'editMessageText', times: 1, chatId: chat.person.id });
      await press(chat, 'Назад', lists('Вода'));
      await chat.settled();
    });

    it('of refusing entities leaves the words', async () => {
      const chat = await shop.visitor();
      shop.telegram.faults.add({
        kind: 'status',
        status: 400,
        description: "Bad Request: can't parse entities: unsupported start tag",
        method: 'editMessageText',
        times: 1,
        chatId: chat.person.id,
      });
      const plain = await press(chat, 'Каталог', 'Выберите раздел');
      expect(plain.entities).toEqual([]);
    });

    it('of not editing lead to a new message', async () => {
      const chat = await shop.visitor();
      shop.telegram.faults.add({
        kind: 'status',
        status: 400,
        description: "Bad Request: message can't be edited",
        method: 'editMessageText',
        times: 1,
        chatId: chat.person.id,
      });
      const menu = chat.lastMessage;
      const fresh = await press(chat, 'Каталог', 'Выберите раздел');
      expect(fresh).not.toBe(menu);
    });
  });

  it('says so when a button means nothing any more', async () => {
    const chat = await shop.visitor();
    const menu = await say(chat, '/start', 'С чего начнём');
    for (const data of ['old-bot:42', '∞', 'of:aaaaaaaaaaa:1:2']) {
      chat.tapData(data, menu);
      await chat.waitForWords('Эта кнопка больше не работает');
    }
  });

  it('lives with people who block the bot, and serves them when they are back', async () => {
    const chat = await shop.visitor();
    const other = await shop.visitor();
    chat.block();
    chat.tap('Каталог');
    await chat.settled();
    await press(other, 'Каталог', 'Выберите раздел');
    chat.unblock();
    await press(chat, 'Каталог', 'Выберите раздел');
  });

  it('answers in private chats only', async () => {
    const group = { id: -1_001_234, type: 'supergroup', title: 'Соседи' };
    const from = { id: 71, is_bot: false, first_name: 'Aziz' };
    const base = { message_id: 5, date: 1_795_000_000, chat: group, from };
    const before = shop.telegram.calls.length;
    shop.telegram.push(shop.tenant.token, 'message', { ...base, text: '/start' }, group.id);
    shop.telegram.push(shop.tenant.token, 'message', { ...base, new_chat_members: [from] }, group.id);
    shop.telegram.push(shop.tenant.token, 'edited_message', { ...base, text: 'x' }, group.id);
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    const toGroup = shop.telegram.calls.slice(before).filter((call) => call.chatId === group.id);
    expect(toGroup).toEqual([]);
  });

  it('says in one line that the shop is closed while it is switched off, in the language of the person', async () => {
    const tenant = await shop.connect({ shop: aShop() });
    const chat = await shop.visitor('Aziz', 'en', tenant);
    await say(chat, '/start item_101', 'Price');
    await press(chat, 'Add', 'In your cart');
    const cart = await press(chat, 'Cart', 'Total');
    await shop.admin('POST', `/tenants/${tenant.id}/disable`);
    chat.tap('Place order', cart);
    await chat.waitForWords('The shop is');
    const line = await say(chat, 'hello?', 'The shop is');
    expect(line.words).not.toContain('\n');
    expect(labels(line)).toEqual([]);
    await shop.admin('POST', `/tenants/${tenant.id}/enable`);
    await until(async () => {
      chat.send('/start');
      await chat.settled();
      return chat.lastMessage?.words.startsWith('Welcome') === true;
    });
    await press(chat, 'Cart', 'Total');
  });
});

async function goToCheckout(chat: Chat): Promise<void> {
  await fillCart(chat);
  await press(chat, 'Оформить заказ', 'Кнопка с номером');
}
