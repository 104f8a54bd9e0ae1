import { RunningShop } from './running-shop';
import { confirm, documentsOf } from './ordering';
import { closeWithoutComplaints, fillCart, press, say } from './walking';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(['polling', 'webhook'] as const)('what people send, by %s', (updates) => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open({ settings: { ADDRESS_REQUIRED: 'true' } });
    if (updates === 'polling') return;
    await shop.stop();
    shop.receiveBy('webhook');
    await shop.start();
  }, 120_000);
  afterAll(() => closeWithoutComplaints(shop));

  it('takes away what the bot before left below the chat, and hears its buttons until then', async () => {
    const chat = shop.person().chatWith(shop.tenant.token);
    chat.hand.inheritKeyboard(['🛒 Корзина'], ['🛍 Каталог']);
    chat.tapReplyKeyboard('Корзина');
    await chat.waitFor('Корзина пуста');
    expect(chat.replyKeyboard).toBeUndefined();
    chat.hand.inheritKeyboard(['🛒 Корзина']);
    await fillCart(chat);
    await press(chat, 'Оформить заказ', 'Кнопка с номером');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Напишите адрес');
    await say(chat, '🛒 Корзина', 'Итого');
    await press(chat, 'Оформить заказ', 'Напишите адрес');
  });

  it('answers an album once, and takes an edited address to the shop', async () => {
    const chat = await shop.visitor();
    const before = chat.messages.length;
    chat.hand.sendAlbum(Array.from({ length: 10 }, () => ({ bytes: PNG })));
    await chat.waitFor('Фото, голосовые и стикеры');
    await chat.settled();
    expect(chat.messages.slice(before).filter(({ from }) => from === 'bot')).toHaveLength(1);
    await fillCart(chat);
    await press(chat, 'Оформить заказ', 'Кнопка с номером');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Напишите адрес');
    await say(chat, 'Чиланзар 5', 'Кнопка с локацией');
    chat.tapReplyKeyboard('Отправить локацию');
    await chat.waitFor('Есть пожелания');
    const summary = await press(chat, 'Пропустить', 'Проверьте заказ');
    chat.hand.edit('Чиланзар 5', 'Чиланзар 6');
    expect(await chat.waitFor('Адрес: Чиланзар 6')).toBe(summary);
    await confirm(chat);
    await chat.waitFor(/✅ Заказ № \d+ передан/);
    expect(documentsOf(shop, chat)).toMatchObject([{ address: 'Чиланзар 6' }]);
    chat.hand.edit('Чиланзар 6', 'Чиланзар 7');
    await chat.waitFor('правка сообщения его не меняет');
  });
});
