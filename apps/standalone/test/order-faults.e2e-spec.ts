import type { FaultKind } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder, documentsOf, ordersOf } from './ordering';
import { RunningShop } from './running-shop';
import { closeWithoutComplaints, fillCart, press, reachSummary } from './walking';

const ADD_FULL = 'DocOrderDelivery/AddFull';

describe('an order when REGOS fails', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  const REFUSALS: [string, string, number, string][] = [
    [
      'stock has run out',
      ADD_FULL,
      1029,
      'не всё есть в нужном количестве (чего не хватает, видно при оформлении)',
    ],
    ['goods are gone', ADD_FULL, 1033, 'не всё ещё продаётся (чего нет, видно при оформлении)'],
    ['the phone is no phone', 'RetailCustomer/Add', 1164, 'не подошёл номер телефона'],
  ];
  it.each(REFUSALS)(
    'says in plain words that %s, and the goods are in the cart again',
    async (_n, method, code, words) => {
      const chat = await shop.visitor();
      shop.regos.faults.add({ kind: 'errorCode', code, method, times: 1 });
      const number = await confirmOrder(chat);
      await chat.waitFor(
        `Магазин не смог принять заказ № ${number}: ${words}. Товары вернулись в корзину.`,
        15_000,
      );
      expect(documentsOf(shop, chat)).toEqual([]);
      await press(chat, 'Корзина', /Сок яблочный[^]*Итого/);
      await press(chat, 'Оформить заказ', /Кнопка с (номером|локацией)/); // and can be ordered
    },
  );

  it('tells the retailer of a wrong setup and the buyer that it is not their fault', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    shop.regos.faults.add({ kind: 'errorCode', code: 1058, method: ADD_FULL, times: 1 });
    const number = await confirmOrder(chat);
    await chat.waitFor(`заказ № ${number}: приём заказов через бота сейчас не настроен`, 15_000);
    const { state, problems } = await shop.admin<{
      state: string;
      problems: { key: string; code: string }[];
    }>('GET', `/tenants/${tenant.id}`);
    expect(state).toBe('misconfigured');
    expect(problems).toMatchObject([{ key: 'STOCK_ID', code: 'refused_by_regos' }]);
    const other = await shop.admin<{ state: string }>('GET', `/tenants/${shop.tenant.id}`);
    expect(other.state).toBe('active');
  });

  const LOST: [string, FaultKind][] = [
    ['the request was lost', { kind: 'lostBefore' }],
    ['the answer was lost', { kind: 'lostAfter' }],
    ['REGOS commits after the connection broke', { kind: 'lateCommit', ms: 1_500 }],
    ['REGOS answers too late', { kind: 'slow', ms: 2_400 }],
    ['a gateway answers 502', { kind: 'httpStatus' }],
    ['the answer is cut in the middle', { kind: 'brokenJson' }],
    ['the answer is empty', { kind: 'emptyBody' }],
  ];
  it('makes exactly one document, and says so once, for each of seven ways to fail', async () => {
    const chats = await Promise.all(LOST.map(() => shop.visitor()));
    for (const [, fault] of LOST) shop.regos.faults.add({ ...fault, method: ADD_FULL, times: 1 });
    await Promise.all(
      chats.map(async (chat) => {
        await accepted(chat, await confirmOrder(chat));
      }),
    );
    for (const chat of chats) {
      expect(documentsOf(shop, chat)).toHaveLength(1);
      const words = chat.messages.map((message) => message.words);
      expect(words.filter((text) => text.includes('✅'))).toHaveLength(1);
    }
  }, 60_000);

  it('waits its turn when REGOS counts too many requests (8213)', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() }); // its limiter starts anew afterwards
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    shop.regos.faults.add({ kind: 'rateLimited', method: ADD_FULL, times: 2 });
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    expect(documentsOf(shop, chat, tenant)).toHaveLength(1);
    const { items } = await shop.admin<{ items: { attempts: number }[] }>(
      'GET',
      `/tenants/${tenant.id}/orders`,
    );
    expect(items).toMatchObject([{ attempts: 1 }]); // the one that succeeded
  });

  it('is placed once however often Telegram delivers the confirmation', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    await reachSummary(chat);
    const updateId = chat.tap('Подтвердить');
    for (let copy = 0; copy < 5; copy += 1) chat.resend(updateId);
    const placed = await chat.waitFor(/Заказ № \d+(:| получен)/);
    const number = Number(/№ (\d+)/.exec(placed.words)?.[1]);
    await accepted(chat, number);
    shop.telegram.redeliver();
    await chat.settled();
    expect(documentsOf(shop, chat)).toHaveLength(1);
    const orders = await ordersOf(shop, shop.tenant);
    expect(Math.max(...orders.map((order) => order.number))).toBe(number);
  });
});
