import { createServer } from 'node:http';
import { aShop, FakeRegos, FakeTelegram } from '@rto/fakes';
import { listen } from './listening';
import { LiveViews } from './live-views';
import { pageListener } from './page-server';
import type { ChatView, DemoView, PageAction, PageActions, RegosView } from './protocol';
import { OWNER_VIEW, PERSONAS, Shoppers } from './shoppers';
import { STAFF_VIEW, StaffRoom } from './staff-room';
import { ShopStaff } from './shop-staff';

const CONNECTION = 'c'.repeat(32);
const BOT_TOKEN = `123456789:${'A'.repeat(35)}`;
const SHOPPER_ID = PERSONAS[0]?.id ?? 0;
const PRICE_TYPE_ID = 2;
const STOCK_ID = 1;
const BUYER = { id: 901, groupId: 1, firstName: 'Азиз', lastName: 'Каримов', mainPhone: '998901234567' };
const JUICE_ID = 101;
const APPLES_ID = 103;

const telegram = new FakeTelegram();
const regos = new FakeRegos();
const page = createServer();
let url: string;
let views: LiveViews;

beforeAll(async () => {
  await Promise.all([telegram.listen(), regos.listen()]);
  telegram.addBot({ token: BOT_TOKEN });
  const shop = aShop({ customers: [BUYER] });
  regos.addAccount({ connectedIntegrationId: CONNECTION, shop });
  const shoppers = new Shoppers(
    telegram,
    BOT_TOKEN,
    () => Buffer.from('png'),
    new StaffRoom(telegram, BOT_TOKEN),
  );
  const staff = new ShopStaff(regos, CONNECTION, shop, { priceTypeId: PRICE_TYPE_ID, stockId: STOCK_ID });
  const demo = {
    bot: { name: 'Shop', username: 'shop_bot' },
    shop: 'Shop',
    personas: PERSONAS,
    staff: STAFF_VIEW,
    owner: OWNER_VIEW,
  };
  views = new LiveViews(demo, shoppers, staff, { telegram, regos });
  page.on(
    'request',
    pageListener({
      files: new Map([['/', { contentType: 'text/html', bytes: Buffer.from('<p>page</p>') }]]),
      actions: { ...shoppers.actions, ...staff.actions },
      acted: () => views.publishSoon(),
      events: (response) => views.open(response),
      picture: (path) => telegram.picture(path),
    }),
  );
  url = `http://127.0.0.1:${await listen(page, 0)}`;
});

afterAll(async () => {
  views.close();
  page.closeAllConnections();
  page.close();
  await Promise.all([telegram.close(), regos.close()]);
});

async function act<Name extends PageAction>(name: Name, body: PageActions[Name]): Promise<Response> {
  return fetch(`${url}/actions/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

interface Shown {
  demo?: DemoView;
  regos?: RegosView;
  chat?: ChatView;
}

/** What an open page has been told when `enough` of it came. */
async function watch(enough: (shown: Shown) => unknown): Promise<Shown> {
  const closing = new AbortController();
  const { body } = await fetch(`${url}/events`, { signal: closing.signal });
  if (!body) throw new Error('the event stream has no body');
  const shown: Shown = {};
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const frames = (text + chunk).split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) keep(shown, frame);
    if (enough(shown)) break;
  }
  closing.abort();
  return shown;
}

/** Keeps the newest view of each kind, of chats only the first shopper's. */
function keep(shown: Shown, frame: string): void {
  const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
  const view: Partial<ChatView> = JSON.parse(data ?? '{}') as object;
  if (name !== 'chat' || view.personaId === SHOPPER_ID) Object.assign(shown, { [name ?? '']: view });
}

async function callBot(method: string, body: object): Promise<void> {
  const response = await fetch(`${telegram.url}/bot${BOT_TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function placeOrder(note: string): Promise<void> {
  const document = {
    date: 1_795_000_000,
    from_id: 4,
    price_type_id: PRICE_TYPE_ID,
    stock_id: STOCK_ID,
    customer_id: BUYER.id,
    external_code: `test-${note}`,
    description: note,
    delivery_type_id: 1,
    location: { latitude: 41.3, longitude: 69.24 },
  };
  const operations = [
    { item_id: JUICE_ID, quantity: 2, price: 18500 },
    { item_id: APPLES_ID, quantity: 0.5, price: 12990 },
  ];
  await fetch(`${regos.url}/gateway/out/${CONNECTION}/v1/DocOrderDelivery/AddFull`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ document, operations }),
  });
}

describe('the demo page', () => {
  it('shows everything to a page that opens', async () => {
    const { demo, regos: side, chat } = await watch((shown) => shown.demo);
    expect(demo?.personas).toHaveLength(3);
    expect(side?.goods).toContainEqual(
      expect.objectContaining({ id: APPLES_ID, unit: 'kg', price: '12990.00', onHand: '5.350' }),
    );
    expect(chat).toMatchObject({ personaId: SHOPPER_ID, messages: [] });
  });

  it('shows what the person writes and the bot answers, and when a tap waits', async () => {
    const shown = watch(({ chat }) => chat?.messages.some(({ from }) => from === 'bot'));
    await act('text', { personaId: SHOPPER_ID, text: '/start' });
    await callBot('sendMessage', {
      chat_id: SHOPPER_ID,
      text: '<b>1 &lt; 2</b>',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Каталог', callback_data: 'c' }]] },
    });
    const message = (await shown).chat?.messages.at(-1);
    expect(message).toMatchObject({
      html: '<b>1 &lt; 2</b>',
      keyboard: [[{ label: 'Каталог', pending: false }]],
    });

    await act('tap', {
      personaId: SHOPPER_ID,
      messageId: message?.id ?? 0,
      row: 0,
      column: 0,
      label: 'Каталог',
    });
    const { chat } = await watch((views) => views.chat);
    expect(chat?.messages.at(-1)?.keyboard).toEqual([[{ label: 'Каталог', pending: true }]]);
  });

  it('refuses the tap on a button that is gone or has become another, in plain words', async () => {
    await act('text', { personaId: SHOPPER_ID, text: 'hello' });
    const { chat } = await watch((shown) => shown.chat);
    const messageId = chat?.messages.findLast(({ keyboard }) => keyboard.length > 0)?.id ?? 0;
    const place = { personaId: SHOPPER_ID, row: 0, column: 0 };
    for (const tapped of [
      { ...place, messageId: 999_999, label: 'Каталог' },
      { ...place, messageId, label: 'Корзина' },
    ]) {
      const response = await act('tap', tapped);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: 'That button is gone.',
        code: 'buttonGone',
        details: [],
      });
    }
  });

  it('sends the chosen place by a location key, which a one-time keyboard then hides', async () => {
    await callBot('sendMessage', {
      chat_id: SHOPPER_ID,
      text: 'Куда?',
      reply_markup: { keyboard: [[{ text: '📍', request_location: true }]], one_time_keyboard: true },
    });
    await act('key', { personaId: SHOPPER_ID, label: '📍', latitude: 41.32636, longitude: 69.23524 });
    const { chat } = await watch((shown) => shown.chat);
    expect(chat?.messages.at(-1)).toMatchObject({ location: { latitude: 41.32636, longitude: 69.23524 } });
    expect(chat?.replyKeyboard).toEqual([]);
    const again = await act('key', { personaId: SHOPPER_ID, label: '📍' });
    expect(await again.json()).toEqual({ error: 'That button is gone.', code: 'buttonGone', details: [] });
  });

  it('shows an order with its lines and sums, and moves it only where REGOS lets it go', async () => {
    await placeOrder('Домофон 12');
    const { regos: side } = await watch((shown) => shown.regos?.orders.length);
    const order = side?.orders[0];
    expect(order).toMatchObject({
      status: 'New',
      customer: 'Азиз Каримов',
      phone: '998901234567',
      note: 'Домофон 12',
      deliveryType: 'Курьер',
      currency: 'UZS',
      location: { latitude: 41.3, longitude: 69.24 },
      lines: [
        { quantity: '2', unit: 'pcs', sum: '37000' },
        { quantity: '0.5', unit: 'kg', sum: '6495' },
      ],
    });
    const orderId = order?.id ?? 0;
    expect((await act('status', { orderId, status: 'Finished' })).status).toBe(400);
    expect((await act('status', { orderId, status: 'Approved' })).status).toBe(204);
    const after = await watch((shown) => shown.regos);
    expect(after.regos?.orders[0]).toMatchObject({
      status: 'Approved',
      nextStatuses: ['Processing', 'Canceled'],
    });
  });

  it('finishes an order with what the till counted', async () => {
    await placeOrder('Домофон 13');
    const orderId = (await watch((shown) => shown.regos?.orders.length)).regos?.orders[0]?.id ?? 0;
    const count = (quantity: string) => act('count', { orderId, itemId: JUICE_ID, quantity });
    expect((await count('1')).status).toBe(400); // nobody packs it yet
    for (const status of ['Approved', 'Processing']) await act('status', { orderId, status });
    const busy = await watch((shown) => shown.regos);
    expect(busy.regos?.orders[0]?.nextStatuses).toContain('Finished');
    expect((await act('count', { orderId, itemId: 1, quantity: '1' })).status).toBe(400);
    expect((await count('1')).status).toBe(204);
    expect((await act('status', { orderId, status: 'Finished' })).status).toBe(204);
    const after = await watch((shown) => shown.regos);
    expect(after.regos?.orders[0]).toMatchObject({
      status: 'Finished',
      lines: [{ quantity: '1' }, { quantity: '0.5' }],
    });
  });

  it('names a courier, and prints a receipt of an order that is finished', async () => {
    await placeOrder('Домофон 14');
    const orderId = (await watch((shown) => shown.regos?.orders.length)).regos?.orders[0]?.id ?? 0;
    expect((await act('receipt', { orderId })).status).toBe(400);
    await act('status', { orderId, status: 'Approved' });
    await act('courier', { orderId });
    for (const status of ['Processing', 'Finished']) await act('status', { orderId, status });
    expect((await act('receipt', { orderId })).status).toBe(204);
    const { regos: side } = await watch((shown) => shown.regos);
    const receiptUrl = expect.stringMatching(/^https:\/\/receipts\.dastarxon\.example\/ODL-\d+$/) as string;
    expect(side?.orders[0]).toMatchObject({ courier: 'Бобур', receiptUrl });
  });

  it('closes the shop by hours that are not now, and opens it again', async () => {
    await act('fault', { key: 'closed', on: true });
    const { WORK_TIME_ENABLED, WORK_TIME_START } = regos.settings(CONNECTION);
    const opensInHours = (Number(WORK_TIME_START?.slice(0, 2)) - 5 - new Date().getUTCHours() + 48) % 24;
    expect([WORK_TIME_ENABLED, opensInHours > 0 && opensInHours < 3]).toEqual(['true', true]);
    await act('fault', { key: 'closed', on: false });
    expect(regos.settings(CONNECTION).WORK_TIME_ENABLED).toBe('false');
  });

  it('changes a price and runs an item out of stock', async () => {
    await act('price', { itemId: JUICE_ID, price: '19900' });
    await act('stock', { itemId: JUICE_ID, quantity: '0' });
    const { regos: side } = await watch((shown) => shown.regos);
    const juice = side?.goods.find(({ id }) => id === JUICE_ID);
    expect(juice).toMatchObject({ price: '19900', onHand: '0' });
    expect(Number(juice?.usual)).toBeGreaterThan(0);
  });

  it('tells open pages at once that a fault switch was turned', async () => {
    const shown = watch(({ regos: side }) => side?.faults.some(({ on }) => on));
    await act('fault', { key: 'slow', on: true });
    expect((await shown).regos?.faults.find(({ on }) => on)?.key).toBe('slow');
    await act('fault', { key: 'slow', on: false });
  });

  it('allows nothing from another address', async () => {
    const response = await fetch(url);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('takes no action that another site could send, and knows no other path', async () => {
    const form = await fetch(`${url}/actions/text`, { method: 'POST', body: '{"personaId":1,"text":"x"}' });
    expect(form.status).toBe(415);
    expect((await fetch(`${url}/actions/unknown`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/../package.json`)).status).toBe(404);
  });
});
