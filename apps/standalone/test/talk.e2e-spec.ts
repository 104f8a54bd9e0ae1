import type { Chat, Group, Message } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, plain } from './walking';

const STAFF_ID = -1_001_000_000_601;
const OTHER_ID = -1_001_000_000_602;
const TOPIC = 9;
const AZIZ = { id: 90_011, is_bot: false, first_name: 'Азиз' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const VOICE = { voice: { file_id: 'AwACvoice', file_unique_id: 'v', duration: 3 } };

describe('a conversation of a buyer with the shop', () => {
  let shop: RunningShop;
  let other: TestTenant;
  let staff: Group;

  beforeAll(async () => {
    shop = await RunningShop.open({
      shop: aStockedShop(),
      settings: { ORDERS_CHAT_ID: String(STAFF_ID), ORDERS_TOPIC_ID: String(TOPIC) },
    });
    staff = shop.telegram.addGroup(shop.tenant.token, { id: STAFF_ID, isSupergroup: true });
    staff.openTopic(TOPIC);
    other = await shop.connect({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(OTHER_ID) } });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const arrives = async (group: Group, words: string | RegExp): Promise<Message> => {
    let found: Message | undefined;
    await until(() => (found = group.find(words)) !== undefined);
    if (!found) throw new Error('nothing arrived');
    return found;
  };
  async function writing(tenant = shop.tenant): Promise<Chat> {
    const chat = await shop.visitor('Aziza', 'ru', tenant);
    chat.tap('Магазин');
    await chat.waitFor(/./);
    chat.tap('Написать в магазин');
    await chat.waitFor('Что передать магазину?');
    return chat;
  }
  /** What the staff reads of it. */
  async function said(chat: Chat, text: string, group = staff): Promise<Message> {
    chat.send(text);
    await chat.waitFor('Передали в магазин');
    return arrives(group, text);
  }

  it('brings words, a picture and a voice to the topic, and the answers back under the name of the shop', async () => {
    const chat = await writing();
    const asked = await said(chat, 'Есть ли доставка в Чирчик?');
    expect(asked.threadId).toBe(TOPIC);
    expect(plain(asked.words)).toContain('Пишет Aziza');
    staff.say('Да, по пятницам', AZIZ, asked);
    const answer = await chat.waitFor('Магазин: Да, по пятницам');
    expect(labels(answer)).toEqual(['↩️ Ответить', '🔚 Закончить разговор']);
    chat.hand.attach('voice');
    await chat.waitFor('Передали в магазин');
    await until(() => staff.messages.some(({ voiceId }) => voiceId !== undefined));
    const voice = staff.messages.findLast(({ voiceId }) => voiceId !== undefined);
    staff.send(VOICE, undefined, voice);
    await chat.waitFor(({ voiceId }) => voiceId === VOICE.voice.file_id);
    chat.sendPhoto(PNG, 'Такой?');
    await chat.waitFor('Передали в магазин');
    const photo = await arrives(staff, 'Такой?');
    expect(photo.photo).toBeDefined();
    staff.send({ photo: [{ file_id: photo.photo?.fileId ?? '', width: 1, height: 1 }] }, AZIZ, photo);
    await chat.waitFor((message) => message.photo !== undefined && message.from === 'bot');
  });

  it('stands below the card of the order that it is about, and begins from the card as well', async () => {
    const chat = await shop.visitor('Aziza');
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    const card = await arrives(staff, new RegExp(`Новый заказ № ${number}\n`));
    chat.send('/orders');
    await chat.waitFor('Мои заказы');
    chat.tap(`Заказ № ${number}`);
    await chat.waitFor(/Статус/);
    chat.tap('Написать в магазин');
    await chat.waitFor(`о заказе № ${number}`);
    const asked = await said(chat, 'Домофон не работает');
    expect(asked.repliesTo).toBe(card);
    staff.tap('Написать покупателю', card, AZIZ);
    const question = await arrives(staff, `Что написать покупателю о заказе № ${number}?`);
    staff.say('Курьер выехал', AZIZ, question);
    const told = await chat.waitFor('Магазин: Курьер выехал');
    expect(plain(told.words)).toContain(`Заказ № ${number}`);
    chat.hand.reply(told, 'Жду у подъезда');
    await arrives(staff, 'Жду у подъезда');
  });

  it('ends by the button or by the menu, and then nothing more goes to the buyer who said so', async () => {
    const chat = await writing();
    const asked = await said(chat, 'До скольки вы?');
    chat.tap('Закончить разговор');
    await chat.waitFor('Разговор закончен');
    staff.say('До девяти', AZIZ, asked);
    await arrives(staff, 'покупатель закончил разговор');
    expect(chat.messages.some(({ words }) => words.includes('До девяти'))).toBe(false);
    chat.send('сок');
    await chat.waitFor('Поиск: сок');
    expect(staff.find(/\nсок\n/)).toBeUndefined();
  });

  it('is stopped by the staff, and goes on when it wants', async () => {
    const chat = await writing();
    const asked = await said(chat, 'Раз');
    staff.tap('Больше не принимать', asked, AZIZ);
    await until(() => labels(asked)[0] === '✅ Снова принимать');
    chat.send('Два');
    await chat.waitFor('больше не принимает от вас');
    expect(staff.find('Два')).toBeUndefined();
    staff.tap('Снова принимать', asked, AZIZ);
    await until(() => labels(asked)[0] === '🚫 Больше не принимать');
    chat.send('/start');
    await chat.answered();
    chat.tap('Магазин');
    await chat.answered();
    chat.tap('Написать в магазин');
    await chat.waitFor('Что передать магазину?');
    await said(chat, 'Три');
  });

  it('passes corrections on, and is polite to what cannot be passed on', async () => {
    const chat = await writing();
    const asked = await said(chat, 'Два сока');
    chat.hand.edit('Два сока', 'Три сока');
    await arrives(staff, 'Исправлено: Три сока');
    chat.sendSticker();
    await chat.waitFor('Магазину можно отправить');
    staff.send({ sticker: { file_id: 'x', emoji: '👍' } }, AZIZ, asked);
    await arrives(staff, 'Покупателю можно отправить');
  });

  it('names nobody where the shop hides the phones', async () => {
    await shop.admin('PUT', `/tenants/${shop.tenant.id}/settings`, {
      ORDERS_CHAT_ID: String(STAFF_ID),
      ORDERS_TOPIC_ID: String(TOPIC),
      STAFF_SEES_PHONE: 'false',
    });
    const chat = await writing();
    const asked = await said(chat, 'Кто я?');
    expect(plain(asked.words)).toMatch(/^✍️ Пишет покупатель № \d+\n\nКто я\?/u);
    staff.say('Не знаем', AZIZ, asked);
    await chat.waitFor('Магазин: Не знаем');
  });

  it('goes on in the supergroup that the group became, and not where anybody can read it', async () => {
    const group = shop.telegram.addGroup(other.token, { id: -4_000_601 });
    const settings = `/tenants/${other.id}/settings`;
    await shop.admin('PUT', settings, { ORDERS_CHAT_ID: String(group.id) });
    const chat = await writing(other);
    await said(chat, 'До переезда', group);
    const supergroup = shop.telegram.upgradeGroup(group);
    await arrives(supergroup, 'стала супергруппой');
    const asked = await said(chat, 'После переезда', supergroup);
    supergroup.say('Мы здесь', AZIZ, asked);
    await chat.waitFor('Магазин: Мы здесь');

    const open = shop.telegram.addGroup(other.token, {
      id: OTHER_ID,
      isSupergroup: true,
      username: 'all_read',
    });
    await shop.admin('PUT', settings, { ORDERS_CHAT_ID: String(OTHER_ID) });
    chat.send('/start');
    await chat.answered();
    chat.tap('Магазин');
    await chat.answered();
    chat.tap('Написать в магазин');
    await chat.waitFor('сейчас не получится');
    expect(open.words).toEqual([]);
  });

  it('is not offered by a shop whose staff has no chat', async () => {
    const without = await shop.connect({ shop: aStockedShop(), settings: { SHOP_PHONE: '+998712000000' } });
    const chat = await shop.visitor('Aziza', 'ru', without);
    chat.tap('Магазин');
    const contacts = await chat.waitFor('+998');
    expect(labels(contacts).join()).not.toContain('Написать в магазин');
  });

  it('answers nobody but the staff', async () => {
    const chat = await writing();
    const asked = await said(chat, 'Секрет');
    const data = asked.inlineKeyboard[0]?.[0]?.callback_data ?? '';
    const screen = chat.messages.findLast(({ from }) => from === 'bot');
    if (!screen) throw new Error('no screen');
    chat.tapData(data, screen);
    await chat.waitForWords('только в чате сотрудников');
    const strangers = shop.telegram.addGroup(shop.tenant.token, {
      id: -1_001_000_000_603,
      isSupergroup: true,
    });
    strangers.say('Чужой ответ', AZIZ, asked);
    await chat.settled();
    expect(chat.messages.some(({ words }) => words.includes('Чужой ответ'))).toBe(false);
    expect(labels(asked)).toEqual(['🚫 Больше не принимать']);
  });

  it('takes twenty messages an hour', async () => {
    const chat = await writing();
    for (let count = 1; count <= 20; count += 1) {
      chat.send(`Сообщение ${count}!`);
      await chat.waitFor('Передали в магазин');
    }
    chat.send('Сообщение 21!');
    await chat.waitFor(/Следующее можно отправить через \d+ мин/);
    expect(staff.find('Сообщение 21!')).toBeUndefined();
  });
});
