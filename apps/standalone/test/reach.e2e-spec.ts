import type { Chat } from '@rto/fakes';
import { sendMessages as sendThrough, type MessageResult } from './handler-calls';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, fillCart, press, say } from './walking';

describe('whom the bot can write to', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.telegram.faults.clear());

  const sendMessages = (text: string, ...recipients: number[]): Promise<readonly MessageResult[]> =>
    sendThrough(shop, shop.tenant, text, recipients);
  const isTaken = async (text: string, chat: Chat): Promise<boolean> =>
    (await sendMessages(text, chat.person.id))[0]?.ok ?? false;
  const problemsOf = async ({ id }: TestTenant) =>
    (await shop.admin<{ problems: { code: string; message: { ru: string } }[] }>('GET', `/tenants/${id}`))
      .problems;

  it('is told by the bot that was blocked and let in again, and by whatever the person does', async () => {
    const chat = await shop.visitor();
    chat.block();
    await until(async () => !(await isTaken('Скидка 1', chat)));
    chat.unblock();
    await until(() => isTaken('Скидка 2', chat));
    await chat.waitFor('Скидка 2', 20_000);
    // now Telegram does not tell: a 403 is all there is, and then a command
    const { updates } = shop.telegram.bot(shop.tenant.token);
    const kinds = updates.allowedKinds;
    updates.allowedKinds = ['message', 'callback_query'];
    chat.block();
    await sendMessages('Скидка 3', chat.person.id);
    await until(async () => !(await isTaken('Скидка 4', chat)), 20_000);
    chat.unblock();
    updates.allowedKinds = kinds;
    chat.send('/start');
    await until(() => isTaken('Скидка 5', chat));
    await chat.waitFor('Скидка 5', 20_000);
  }, 90_000);

  it('greets a person who comes back in the language they chose, with their cart', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    await press(chat, 'Меню', 'Главное меню');
    await press(chat, 'Язык', 'Выберите язык');
    await press(chat, 'English', 'Main menu');
    chat.block();
    await until(async () => !(await isTaken('Скидка 6', chat)));
    chat.unblock();
    await say(chat, '/start', 'Welcome');
    await press(chat, 'Cart', 'Total');
    expect(chat.messages.map(({ words }) => words).join()).not.toContain('Скидка 6');
  }, 90_000);

  it('brings what became of an order to the buyer who comes back', async () => {
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    chat.block();
    const [document] = documentsOf(shop, chat);
    const refused = (): boolean =>
      shop.telegram.calls.some(({ chatId, status }) => chatId === chat.person.id && status === 403);
    shop.regos.moveStatus(shop.tenant.connectionId, document?.id ?? 0, 'Approved');
    await until(refused, 20_000);
    chat.unblock();
    await chat.waitFor(`Заказ № ${number}: принят магазином`, 20_000);
  }, 90_000);

  it('tries people whom only REGOS knows, and remembers the no of Telegram', async () => {
    const customer = shop.person('Aziza').chatWith(shop.tenant.token);
    const { updates } = shop.telegram.bot(shop.tenant.token);
    const kinds = updates.allowedKinds;
    updates.allowedKinds = ['callback_query']; // she started the bot when it was another program's
    customer.send('/start');
    updates.allowedKinds = kinds;
    const stranger = shop.person('Nobody');
    const [known, unknown] = await sendMessages('Мы переехали', customer.person.id, stranger.id);
    expect([known?.ok, unknown?.ok]).toEqual([true, true]);
    await customer.waitFor('Мы переехали', 20_000);
    await until(async () => (await sendMessages('И ещё', stranger.id))[0]?.ok === false, 20_000);
    stranger.chatWith(shop.tenant.token).send('/start');
    await until(() => isTaken('Здравствуйте', stranger.chatWith(shop.tenant.token)));
  }, 90_000);

  it('follows the staff when their group becomes a supergroup, and tells the shop its number', async () => {
    const id = -4_711;
    const tenant = await shop.connect({ shop: aStockedShop(), settings: { ORDERS_CHAT_ID: String(id) } });
    const group = shop.telegram.addGroup(tenant.token, { id });
    const first = await confirmOrder(await shop.visitor('Aziz', 'ru', tenant));
    await until(() => group.words.some((words) => words.includes(`№ ${first}`)), 20_000);
    const supergroup = shop.telegram.upgradeGroup(group);
    const second = await confirmOrder(await shop.visitor('Aziz', 'ru', tenant));
    await until(() => supergroup.words.some((words) => words.includes(`№ ${second}`)), 30_000);
    await until(() => supergroup.words.some((words) => words.includes(String(supergroup.id))), 30_000);
    const [problem] = await problemsOf(tenant);
    expect(problem?.code).toBe('chat_moved');
    expect(problem?.message.ru).toContain(String(supergroup.id));
    supergroup.kick();
    const third = await confirmOrder(await shop.visitor('Aziz', 'ru', tenant));
    await until(
      async () => (await problemsOf(tenant)).some(({ code }) => code === 'chat_unreachable'),
      30_000,
    );
    supergroup.letIn();
    await until(() => supergroup.words.some((words) => words.includes(`№ ${third}`)), 30_000);
    await until(async () => (await problemsOf(tenant)).every(({ code }) => code === 'chat_moved'));
  }, 180_000);

  it('goes on selling when one method is missing, or a server in between speaks for Telegram', async () => {
    shop.telegram.missingMethods.add('setMyShortDescription');
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    for (const method of ['sendMessage', 'getUpdates', 'editMessageText']) {
      for (const status of [401, 404]) {
        shop.telegram.faults.add({ kind: 'status', status, method, botToken: tenant.token, times: 1 });
      }
    }
    await confirmOrder(chat);
    expect(await problemsOf(tenant)).toEqual([]);
    shop.telegram.missingMethods.clear();
  }, 90_000);

  it('starts a bot again that a server in between has had stopped', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    for (const method of ['getMe', 'getUpdates']) {
      shop.telegram.faults.add({ kind: 'status', status: 401, method, botToken: tenant.token });
    }
    chat.send('/start');
    await until(async () => (await problemsOf(tenant)).some(({ code }) => code === 'token_rejected'), 60_000);
    shop.telegram.faults.clear();
    await until(async () => (await problemsOf(tenant)).length === 0, 60_000);
    chat.send('/start');
    await chat.waitFor('С чего начнём', 20_000);
  }, 180_000);
});
