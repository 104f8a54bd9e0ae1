import type { Chat, Status } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder, documentsOf, ordersOf } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, press } from './walking';

describe('what people hear of an order', () => {
  let shop: RunningShop;
  /** Approves by itself and has a chat for its staff. */
  let approving: TestTenant;
  let staff: Chat;

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
    const person = shop.person('Staff');
    approving = await shop.connect({
      shop: aStockedShop(),
      settings: { AUTO_APPROVE: 'true', ORDERS_CHAT_ID: String(person.id) },
    });
    staff = person.chatWith(approving.token);
    staff.send('/start');
    await staff.settled();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  /** What the message that tells how far an order is says now; there is one of it. */
  function progress(chat: Chat, number: number): string {
    const [message, ...others] = chat.messages.filter(
      ({ deleted, words }) => !deleted && new RegExp(`^(📦 )?Заказ № ${number}(:| получен)`).test(words),
    );
    expect(others).toEqual([]);
    return message?.words ?? '';
  }
  /** Without when each was reached. */
  const stages = (chat: Chat, number: number): string[] =>
    [...progress(chat, number).matchAll(/\d\d:\d\d — (.*)$/gm)].map(([, stage = '']) => stage);

  /** The staff moves the order, and the service has noticed. */
  async function move(tenant: TestTenant, chat: Chat, number: number, status: Status): Promise<void> {
    const [document] = documentsOf(shop, chat, tenant);
    shop.regos.moveStatus(tenant.connectionId, document?.id ?? 0, status);
    await until(async () =>
      (await ordersOf(shop, tenant)).some((order) => order.number === number && order.regosStatus === status),
    );
  }

  it('is every step forward once, and silence on the way back', async () => {
    const { tenant } = shop;
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    const steps: Status[] = ['Approved', 'Processing', 'New', 'Approved', 'Processing', 'Paying', 'Finished'];
    for (const status of steps) await move(tenant, chat, number, status);
    await chat.waitFor(`Заказ № ${number}: выдан`);
    expect(stages(chat, number)).toEqual([
      ...['получен', 'передан в магазин', 'принят магазином', 'собирается', 'готов', 'выдан'],
    ]);
    expect(chat.messages.filter(({ words }) => words.includes(`Заказ № ${number}`))).toHaveLength(2);
  });

  it('stays in the chat: what its buttons open comes below', async () => {
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    const told = (): string[] =>
      chat.messages.flatMap(({ from, words }) =>
        from === 'bot' && words.includes('Заказ №') ? [words] : [],
      );
    const before = told();
    expect(before).toHaveLength(2);
    await press(chat, `Заказ № ${number}`, 'Оформлен:');
    await press(chat, 'Мои заказы', 'Статус:');
    await press(chat, 'Меню', 'Главное меню');
    expect(told()).toEqual(before);
    // and it goes on telling how far the order is
    await move(shop.tenant, chat, number, 'Approved');
    await until(() => stages(chat, number).includes('принят магазином'));
  });

  it('is told anew when the message that told it is gone', async () => {
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await until(() => stages(chat, number).includes('передан в магазин'));
    const shown = chat.messages.find(({ words }) => words.startsWith(`📦 Заказ № ${number}`));
    if (shown) shown.deleted = true;
    await move(shop.tenant, chat, number, 'Approved');
    await until(() => stages(chat, number).includes('принят магазином'), 15_000);
    await move(shop.tenant, chat, number, 'Processing');
    await until(() => stages(chat, number).includes('собирается'), 15_000);
  });

  it('is what the till counted otherwise, after which the order shows the new lines and total', async () => {
    const { tenant } = shop;
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await move(tenant, chat, number, 'Approved');
    await move(tenant, chat, number, 'Processing');
    const [document] = documentsOf(shop, chat, tenant);
    const [line] = document?.lines ?? [];
    shop.regos.actualize(tenant.connectionId, document?.id ?? 0, { [line?.itemId ?? 0]: { price: '17000' } });
    const told = await chat.waitFor(`Заказ № ${number}: магазин изменил цену`, 15_000);
    expect(told.words.replaceAll('\u00a0', ' ')).toContain('цена была 18 500 сум, стала 17 000 сум');
    const card = await press(chat, `Заказ № ${number}`, 'Сейчас заказ такой');
    expect(card.words.replaceAll('\u00a0', ' ')).toMatch(/× 17 000 сум.*Вы заказывали на/s);
    await until(async () =>
      (await ordersOf(shop, tenant)).some(
        (order) => order.number === number && order.regosStatus === 'Finished',
      ),
    );
  });

  it('is nothing of prices and stock that change while the till counts what was ordered', async () => {
    const { tenant } = shop;
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await move(tenant, chat, number, 'Approved');
    await move(tenant, chat, number, 'Processing');
    const [document] = documentsOf(shop, chat, tenant);
    for (const { itemId } of document?.lines ?? []) {
      shop.regos.setPrice(tenant.connectionId, itemId, '99999');
      shop.regos.setStock(tenant.connectionId, itemId, '777');
    }
    shop.regos.actualize(tenant.connectionId, document?.id ?? 0, {});
    await chat.waitFor(`Заказ № ${number}: выдан`, 15_000);
    await chat.settled();
    expect(chat.messages.filter(({ words }) => words.includes('✏️'))).toEqual([]);
    for (const { itemId, price } of document?.lines ?? []) {
      shop.regos.setPrice(tenant.connectionId, itemId, price);
    }
  });

  it('is a return after the end, and that it was called off', async () => {
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    for (const status of ['Approved', 'Processing', 'Paying', 'Finished', 'ReturnProcessing'] as const) {
      await move(shop.tenant, chat, number, status);
    }
    await chat.waitFor(`Заказ № ${number}: оформляется возврат`, 15_000);
    await move(shop.tenant, chat, number, 'CanceledByPosReturn');
    await chat.waitFor(`Заказ № ${number}: возврат отменён`, 15_000);
  });

  it('is that the shop deleted it, after which it can be repeated and not cancelled', async () => {
    const chat = await shop.visitor('Aziz', 'ru', approving);
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await until(async () =>
      (await ordersOf(shop, approving)).some((order) => order.number === number && order.regosCode !== null),
    );
    const [document] = documentsOf(shop, chat, approving);
    shop.regos.deleteDocument(approving.connectionId, document?.id ?? 0, 'mark');
    shop.regos.deleteDocument(approving.connectionId, document?.id ?? 0, 'delete');
    await chat.waitFor(`Заказ № ${number} отменён: магазин удалил его у себя`, 15_000);
    await staff.waitFor(`🗑 Заказ № ${number} закрыт`, 15_000);
    const card = await press(chat, `Заказ № ${number}`, 'Статус: удалён магазином');
    expect(card.inlineKeyboard.flat().map(({ text }) => text)).not.toContain('Отменить заказ');
    const cart = await press(chat, 'Повторить', 'Корзина');
    expect(cart.words).toContain('Сок яблочный');
  });

  it('is a cancellation by the shop', async () => {
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await move(shop.tenant, chat, number, 'Canceled');
    await chat.waitFor(`❌ Заказ № ${number}: магазин отменил заказ`);
    await until(() => stages(chat, number).includes('отменён'));
    const [order] = (await ordersOf(shop, shop.tenant)).filter((one) => one.number === number);
    expect(order?.state).toBe('cancelled');
  });

  it('is no step at all where the shop does not wish it (NOTIFY_STATUSES)', async () => {
    const settings = { NOTIFY_STATUSES: 'false' };
    const tenant = await shop.connect({ shop: aStockedShop(), settings });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await until(() => stages(chat, number).includes('передан в магазин'));
    await move(tenant, chat, number, 'Approved');
    await move(tenant, chat, number, 'Processing');
    await chat.settled();
    expect(stages(chat, number)).toEqual(['получен', 'передан в магазин']);
  });

  it('is the acceptance alone where the shop approves by itself; the staff gets the lines', async () => {
    const chat = await shop.visitor('Aziz', 'ru', approving);
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    const card = await staff.waitFor(`🆕 Новый заказ № ${number}`, 15_000);
    expect(card.words).toContain('Сок яблочный');
    await until(() => documentsOf(shop, chat, approving)[0]?.status === 'Approved');
    await until(async () =>
      (await ordersOf(shop, approving)).some((order) => order.regosStatus === 'Approved'),
    );
    await until(() => stages(chat, number).includes('принят магазином'));
    await chat.settled();
    expect(chat.messages.filter(({ words }) => words.includes('✅'))).toHaveLength(1);
  });

  it('is an accepted order too when the approval is refused (1029): the staff sees to it', async () => {
    shop.regos.faults.add({
      kind: 'errorCode',
      code: 1029,
      method: 'DocOrderDelivery/SetStatus',
      times: 1,
    });
    const chat = await shop.visitor('Aziz', 'ru', approving);
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    const alarm = await staff.waitFor(`⚠️ Заказ № ${number} требует внимания`, 15_000);
    expect(alarm.words).toContain('1029');
    expect(documentsOf(shop, chat, approving)).toMatchObject([{ status: 'New' }]);
  });
});
