import type { Message } from '@rto/fakes';
import { RunningShop, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, lists, plain, press, say } from './walking';

describe('the views of goods', () => {
  let shop: RunningShop;
  /** Whose goods have pictures, most of them. */
  let pictured: TestTenant;

  beforeAll(async () => {
    shop = await RunningShop.open();
    pictured = await shop.connect({ settings: { CATALOG_VIEW: '' } });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const at = (place: string) => (message: Message) => labels(message).includes(`◀ | ${place} | ▶`);

  it('turn pictures in one message, and make a new one only where a picture has to go', async () => {
    const chat = await shop.visitor('Aziz', 'ru', pictured);
    await press(chat, 'Каталог', 'Выберите раздел');
    const group = await press(chat, 'Напитки', lists('Смотреть товары: 4'));
    const bare = await press(chat, 'Смотреть товары', at('1/4'));
    expect([bare.id, bare.photo]).toEqual([group.id, undefined]);
    const water = await press(chat, '▶', at('2/4'));
    expect([water.id, water.photo?.source.kind]).toEqual([group.id, 'url']);
    const juice = await press(chat, '▶', at('3/4'));
    expect([juice.id, plain(juice.words)]).toEqual([group.id, expect.stringContaining('Сок яблочный')]);
    await press(chat, '◀', at('2/4'));
    const without = await press(chat, '◀', at('1/4'));
    await chat.settled(); // what it takes the place of goes after it has come
    expect([without.photo, juice.deleted]).toEqual([undefined, true]);
  });

  it('change by a button, and are kept when the person comes back', async () => {
    const chat = await shop.visitor('Aziz', 'ru', pictured);
    await say(chat, '/start group_8', 'Вода');
    const list = await press(chat, 'Списком', lists('Вода 0,5 л — 3 000 сум | ➕'));
    await press(chat, '➕', (message) => labels(message).includes('🛒 Корзина (1) 3 000 сум'));
    await chat.waitForWords(/Вода 0,5 л: в корзине 1.шт/);
    expect(list.id).toBe(chat.lastMessage?.id);
    await say(chat, '/start group_8', lists('Вода 0,5 л — 3 000 сум'));
    await press(chat, 'Карточками', 'В корзине: 1');
  });

  it('sell twelve bottles in eight taps, from /start to the number of the shop', async () => {
    const chat = shop.person().chatWith(pictured.token);
    await say(chat, '/start', 'С чего начнём');
    await say(chat, 'вода', 'Поиск: вода');
    await say(chat, '12', /В корзине: 12.шт/);
    await press(chat, 'Оформить заказ', 'Кнопка с номером');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Кнопка с локацией');
    chat.tapReplyKeyboard('Отправить локацию');
    await chat.waitFor('Есть пожелания');
    await press(chat, 'Пропустить', 'Проверьте заказ');
    await press(chat, 'Подтвердить', /получен/);
    await chat.waitFor('Номер в магазине', 20_000);
  });
});
