import { aShop, type Chat, type ShopCustomer } from '@rto/fakes';
import {
  accepted,
  aStockedShop,
  callsOf,
  confirmAsKnown,
  confirmOrder,
  documentsOf,
  ordersOf,
} from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints } from './walking';

const CUSTOMERS_AND_ORDERS = /^(batch|RetailCustomer|DocOrderDelivery)/;

describe('the customers that orders are made for', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => {
    shop.regos.faults.clear();
    shop.regos.switches.refuseCyrillicNames = false;
    shop.regos.switches.customerFieldsSent = true;
  });

  /** Everybody in REGOS with this chat's phone, however it is written. */
  const customersOf = (chat: Chat, tenant = shop.tenant): ShopCustomer[] =>
    shop.regos
      .customers(tenant.connectionId)
      .filter((customer) => customer.mainPhone?.replace('+', '') === chat.person.phone);

  const telegramIdOf = (customer: ShopCustomer | undefined): string | undefined =>
    customer?.fields?.['field_telegram_id'];

  async function hasCode(tenant: TestTenant, number: number): Promise<void> {
    await until(async () =>
      (await ordersOf(shop, tenant)).some((order) => order.number === number && order.regosCode !== null),
    );
  }

  it('cost four calls for a first order, and none for the second but its creation and one look', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    const first = await confirmOrder(chat);
    await accepted(chat, first);
    await hasCode(tenant, first);
    const calls = callsOf(shop, tenant);
    const created = calls.indexOf('DocOrderDelivery/AddFull');
    expect(calls.slice(0, created + 1).filter((method) => CUSTOMERS_AND_ORDERS.test(method))).toEqual([
      'RetailCustomer/Get',
      'batch',
      'RetailCustomer/Add',
      'DocOrderDelivery/AddFull',
    ]);

    const beforeSecond = callsOf(shop, tenant).length;
    const second = await confirmAsKnown(chat);
    await accepted(chat, second);
    await hasCode(tenant, second);
    expect(
      callsOf(shop, tenant)
        .slice(beforeSecond)
        .filter((method) => CUSTOMERS_AND_ORDERS.test(method)),
    ).toEqual(['DocOrderDelivery/AddFull', 'DocOrderDelivery/Get']);
    const [one, other] = documentsOf(shop, chat, tenant);
    expect(other?.customer?.id).toBe(one?.customer?.id);
    expect(telegramIdOf(one?.customer)).toBe(String(chat.person.id));
  });

  it('are known by their Telegram id: nobody asks them for a phone', async () => {
    const person = shop.person('Dilnoza');
    const fields = { field_telegram_id: String(person.id) };
    const known = { id: 9001, groupId: 1, firstName: 'Dilnoza', mainPhone: '998711111111', fields };
    shop.regos.addCustomer(shop.tenant.connectionId, known);
    const chat = person.chatWith(shop.tenant.token);
    await accepted(chat, await confirmAsKnown(chat));
    const documents = shop.regos.documents(shop.tenant.connectionId);
    expect(documents.filter((document) => document.customer?.id === known.id)).toMatchObject([
      { phone: known.mainPhone }, // nobody asked for it, and the shop can call all the same (issue 9)
    ]);
  });

  it('are known by their Telegram id where rows come without fields (docs/regos.md 21.7)', async () => {
    shop.regos.switches.customerFieldsSent = false;
    const person = shop.person('Malika');
    const fields = { field_telegram_id: String(person.id) };
    const known = { id: 9002, groupId: 1, firstName: 'Malika', mainPhone: '998722222222', fields };
    shop.regos.addCustomer(shop.tenant.connectionId, known);
    const chat = person.chatWith(shop.tenant.token);
    await accepted(chat, await confirmAsKnown(chat));
    const documents = shop.regos.documents(shop.tenant.connectionId);
    expect(documents.filter(({ customer }) => customer?.id === known.id)).toHaveLength(1);
  });

  it('bring their one card to the till, for a first order in four calls (issue 9)', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    const customer = { id: 9300, groupId: 1, firstName: 'Aziz', mainPhone: chat.person.phone };
    shop.regos.addCustomer(tenant.connectionId, customer);
    shop.regos.addCard(tenant.connectionId, {
      id: 9301,
      customerId: 9300,
      barcode: '7700009301',
      bonus: '0',
    });
    await accepted(chat, await confirmOrder(chat));
    expect(documentsOf(shop, chat, tenant)).toMatchObject([{ customer: { id: 9300 }, cardId: 9301 }]);
    const calls = callsOf(shop, tenant);
    const untilCreated = calls.slice(0, calls.indexOf('DocOrderDelivery/AddFull') + 1);
    expect(untilCreated.filter((method) => /^(batch|Retail|DocOrderDelivery)/.test(method))).toHaveLength(4);
  });

  it.each([
    ['with a plus', '+'],
    ['without one', ''],
  ])('are found by a phone that REGOS stored %s, and linked', async (_name, plus) => {
    const chat = await shop.visitor();
    const id = 9100 + plus.length;
    const mainPhone = `${plus}${chat.person.phone}`;
    shop.regos.addCustomer(shop.tenant.connectionId, { id, groupId: 1, firstName: 'Old friend', mainPhone });
    await accepted(chat, await confirmOrder(chat));
    expect(customersOf(chat).map((customer) => customer.id)).toEqual([id]);
    await until(() => telegramIdOf(customersOf(chat)[0]) === String(chat.person.id)); // once the order is made
    expect(documentsOf(shop, chat)).toMatchObject([{ customer: { id } }]);
  });

  it('stay with the chat that has them: another one with the same phone only orders', async () => {
    const owner = await shop.visitor();
    await accepted(owner, await confirmOrder(owner));
    const { phone } = owner.person;
    const other = shop.telegram
      .person({ id: 700_001, firstName: 'Bek', languageCode: 'ru', phone })
      .chatWith(shop.tenant.token);
    await accepted(other, await confirmOrder(other));
    await owner.waitFor('С вашего номера телефона сделали заказ из другого аккаунта Telegram');
    const [customer, ...more] = customersOf(owner);
    expect(more).toEqual([]);
    expect(telegramIdOf(customer)).toBe(String(owner.person.id));
    other.send('/start');
    await other.settled();
    other.tap('Мои заказы');
    const list = await other.waitFor('Мои заказы');
    expect(list.inlineKeyboard.flat().filter((button) => button.text.includes('№'))).toHaveLength(1);
  });

  it('are made without the Telegram field where the tariff has none', async () => {
    const tenant = await shop.connect({ shop: aStockedShop(), tariff: { additionalFields: false } });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await accepted(chat, await confirmOrder(chat));
    expect(customersOf(chat, tenant)).toHaveLength(1);
    expect(telegramIdOf(customersOf(chat, tenant)[0])).toBeUndefined();
    const second = await confirmAsKnown(chat); // our own link is enough
    await accepted(chat, second);
  });

  it('get a Latin name where REGOS takes no other', async () => {
    shop.regos.switches.refuseCyrillicNames = true;
    const chat = await shop.visitor('Ўктам');
    await accepted(chat, await confirmOrder(chat));
    expect(customersOf(chat)).toMatchObject([{ firstName: "O'ktam" }]);
  });

  it('are made once though the answer was lost', async () => {
    shop.regos.faults.add({ kind: 'lostAfter', method: 'RetailCustomer/Add', times: 1 });
    const chat = await shop.visitor();
    await accepted(chat, await confirmOrder(chat));
    expect(customersOf(chat)).toHaveLength(1);
    expect(documentsOf(shop, chat)).toHaveLength(1);
  });

  it('are looked for again when REGOS says that the phone is taken (1165)', async () => {
    const tenant = await shop.connect({ shop: { ...aShop(), items: aStockedShop().items } });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    const fault = { kind: 'errorCode', code: 1165, method: 'RetailCustomer/Add', times: 1 } as const;
    shop.regos.faults.add(fault);
    await accepted(chat, await confirmOrder(chat));
    const calls = callsOf(shop, tenant);
    const refused = calls.indexOf('RetailCustomer/Add');
    expect(calls[refused + 1]).toBe('batch');
    expect(customersOf(chat, tenant)).toHaveLength(1);
  });
});
