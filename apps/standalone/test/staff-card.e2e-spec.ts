import type { Chat, Group, Message } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, plain } from './walking';

const STAFF_ID = -1_001_000_000_501;
const OTHER_ID = -1_001_000_000_502;
const TOPIC = 7;
const AZIZ = { id: 90_001, is_bot: false, first_name: 'Азиз' };
const LOLA = { id: 90_002, is_bot: false, first_name: 'Лола' };

describe('the card of an order in the staff chat', () => {
  let shop: RunningShop;
  let other: TestTenant;
  let staff: Group;
  let others: Group;

  beforeAll(async () => {
    shop = await RunningShop.open({
      shop: aStockedShop(),
      settings: { ORDERS_CHAT_ID: String(STAFF_ID), ORDERS_TOPIC_ID: String(TOPIC) },
    });
    staff = shop.telegram.addGroup(shop.tenant.token, { id: STAFF_ID, isSupergroup: true, title: 'Склад' });
    staff.openTopic(TOPIC);
    other = await shop.connect({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(OTHER_ID) } });
    others = shop.telegram.addGroup(other.token, { id: OTHER_ID, isSupergroup: true });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  interface Ordered {
    readonly chat: Chat;
    readonly number: number;
    readonly card: Message;
  }

  async function anOrder(tenant = shop.tenant, group = staff): Promise<Ordered> {
    const chat = await shop.visitor('Aziza', 'ru', tenant);
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    let card: Message | undefined;
    await until(() => (card = group.find(new RegExp(`Новый заказ № ${number}\n`))) !== undefined);
    if (!card) throw new Error('no card');
    await until(() => /Номер в REGOS/.test(card?.words ?? ''));
    return { chat, number, card };
  }
  const statusOf = ({ chat }: Ordered, tenant = shop.tenant): string | undefined =>
    documentsOf(shop, chat, tenant)[0]?.status;
  const becomes = (card: Message, words: string | RegExp): Promise<void> =>
    until(() =>
      typeof words === 'string' ? plain(card.words).includes(words) : words.test(plain(card.words)),
    );
  const told = (group: Group, words: string | RegExp): Promise<void> =>
    until(() =>
      [...group.conversation.toasts.map(({ text }) => text), ...group.words].some((text) =>
        typeof words === 'string' ? text.includes(words) : words.test(text),
      ),
    );

  it('has what is needed to pack and deliver, in the topic, and the place below it', async () => {
    const { chat, number, card } = await anOrder();
    expect(card.threadId).toBe(TOPIC);
    expect(plain(card.words)).toMatch(
      new RegExp(
        [
          `Новый заказ № ${number}`,
          'Номер в REGOS: .+',
          '',
          '👤 Aziza',
          `Телефон: \\+${chat.person.phone}`,
          '',
          '• Сок яблочный.*: 2 шт × 18 500 сум = 37 000 сум',
          ' +(арт. .+, )?осталось [\\d ]+ шт',
          'Итого: 37 000 сум',
          '',
          '\\d\\d:\\d\\d Оформлен',
          '\\d\\d:\\d\\d Передан в REGOS',
        ].join('\n'),
      ),
    );
    expect(labels(card)).toEqual([
      '✅ Принять | ❌ Отменить',
      '📞 Позвонить | 🗺 На карте',
      '✍️ Написать покупателю',
    ]);
    await until(() => staff.messages.some(({ repliesTo }) => repliesTo === card));
    expect(staff.messages.find(({ repliesTo }) => repliesTo === card)?.location).toEqual(
      chat.person.location,
    );
  });

  it('lets one of two accept, tells the other who it was, and follows the till', async () => {
    const order = await anOrder();
    const { chat, number, card } = order;
    const before = card.editedTimes;
    staff.tap('Принять', card, AZIZ);
    staff.tap('Принять', card, LOLA);
    await told(staff, /уже: Принят \(Азиз\)/);
    await becomes(card, /Принят: Азиз/);
    expect(statusOf(order)).toBe('Approved');
    await chat.waitFor(/принят магазином/);
    expect(card.editedTimes).toBeGreaterThan(before);
    expect(labels(card)[0]).toBe('❌ Отменить');
    const { items } = await shop.admin<{ items: { action: string; actor: object }[] }>('GET', '/audit');
    expect(items.filter(({ action }) => action === 'order.approve')).toMatchObject([
      { actor: { name: 'Азиз' } },
    ]);
    const [document] = documentsOf(shop, chat);
    for (const status of ['Processing', 'Paying', 'Finished'] as const) {
      shop.regos.moveStatus(shop.tenant.connectionId, document?.id ?? 0, status);
    }
    await becomes(card, `Заказ № ${number}: Выполнен`);
    expect(labels(card)[0]).toBe('📞 Позвонить | 🗺 На карте');
  });

  it('cancels for a reason that the buyer reads, chosen or typed', async () => {
    const chosen = await anOrder();
    staff.tap('Отменить', chosen.card, AZIZ);
    await until(() => labels(chosen.card).some((row) => row.includes('Нет товара')));
    staff.tap('Назад', chosen.card, AZIZ);
    await until(() => labels(chosen.card).some((row) => row.includes('Принять')));
    staff.tap('Отменить', chosen.card, AZIZ);
    await until(() => labels(chosen.card).some((row) => row.includes('Нет товара')));
    staff.tap('Нет товара', chosen.card, AZIZ);
    await chosen.chat.waitFor('Причина: Нет товара');
    expect(statusOf(chosen)).toBe('Canceled');
    await becomes(chosen.card, /Отменён: Азиз/);

    const typed = await anOrder();
    staff.tap('Отменить', typed.card, LOLA);
    await until(() => labels(typed.card).some((row) => row.includes('Другая причина')));
    staff.tap('Другая причина', typed.card, LOLA);
    await until(() => staff.find(`Почему отменяем заказ № ${typed.number}?`) !== undefined);
    staff.say('Сломался холодильник', undefined, staff.find(`Почему отменяем заказ № ${typed.number}?`));
    await typed.chat.waitFor('Причина: Сломался холодильник');
    await becomes(typed.card, /Отменён: Склад/); // an administrator who stays anonymous
  });

  it('says that the buyer has cancelled', async () => {
    const { chat, number, card } = await anOrder();
    chat.send('/orders');
    await chat.waitFor('Мои заказы');
    chat.tap(`Заказ № ${number}`);
    await chat.waitFor(/Статус/);
    chat.tap('Отменить заказ');
    await chat.waitFor('Восстановить');
    chat.tap('Да, отменить');
    await until(() => staff.find(`Покупатель отменил заказ № ${number}`)?.repliesTo === card);
    await becomes(card, 'Отменён покупателем');
  });

  it('says what REGOS does not allow', async () => {
    const order = await anOrder();
    shop.regos.faults.add({ kind: 'errorCode', code: 1063, method: 'DocOrderDelivery/SetStatus', times: 1 });
    staff.tap('Принять', order.card, AZIZ);
    await told(staff, /ошибка 1063/);
    expect(statusOf(order)).toBe('New');
  });

  it('can be pressed in this chat of this shop only', async () => {
    const order = await anOrder();
    const theirs = await anOrder(other, others);
    const { tenant } = shop;
    const data = (card: Message): string =>
      card.inlineKeyboard.flat().find(({ text }) => text.includes('Принять'))?.callback_data ?? '';
    // a stranger's client sends what it wants
    const [screen] = order.chat.messages.filter(({ from }) => from === 'bot').slice(-1);
    if (!screen) throw new Error('no screen');
    order.chat.tapData(data(order.card), screen);
    await order.chat.waitForWords('только в чате сотрудников');
    const strangers = shop.telegram.addGroup(tenant.token, { id: -1_001_000_000_503, isSupergroup: true });
    strangers.tapData(data(order.card), order.card, LOLA);
    await told(strangers, 'только в чате сотрудников');
    others.tapData(data(order.card).replace(/\d+$/, '99'), theirs.card, LOLA);
    await told(others, 'Такого заказа в этом магазине нет');
    expect([statusOf(order), statusOf(theirs, other)]).toEqual(['New', 'New']);
  });

  it('calls by words, hides who wants no link, and comes anew when it cannot be changed', async () => {
    const order = await anOrder();
    staff.tap('Позвонить', order.card, AZIZ);
    await told(staff, `+${order.chat.person.phone}`);
    order.card.isFixed = true;
    staff.tap('Принять', order.card, AZIZ);
    await until(() => staff.find(`Заказ № ${order.number}: Принят`) !== undefined);
    const anew = staff.find(`Заказ № ${order.number}: Принят`);
    expect(anew?.id).toBeGreaterThan(order.card.id);
    const [document] = documentsOf(shop, order.chat);
    shop.regos.moveStatus(shop.tenant.connectionId, document?.id ?? 0, 'Processing');
    await until(() => anew?.words.includes('Собирается') ?? false);
  });

  it('goes on in the supergroup that a group became', async () => {
    const group = shop.telegram.addGroup(other.token, { id: -4_000_501 });
    await shop.admin('PUT', `/tenants/${other.id}/settings`, { ORDERS_CHAT_ID: String(group.id) });
    const order = await anOrder(other, group);
    const supergroup = shop.telegram.upgradeGroup(group);
    await until(() => supergroup.find('стала супергруппой') !== undefined);
    const [document] = documentsOf(shop, order.chat, other);
    shop.regos.moveStatus(other.connectionId, document?.id ?? 0, 'Approved');
    await until(() => supergroup.find(`Заказ № ${order.number}: Принят`) !== undefined);
    const card = supergroup.find(`Заказ № ${order.number}: Принят`);
    if (!card) throw new Error('no card');
    supergroup.tap('Отменить', card, LOLA);
    await until(() => labels(card).some((row) => row.includes('Не успеваем')));
    supergroup.tap('Не успеваем', card, LOLA);
    await until(() => statusOf(order, other) === 'Canceled');
  });
});
