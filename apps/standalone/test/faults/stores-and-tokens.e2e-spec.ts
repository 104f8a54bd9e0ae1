import { atScale } from '@rto/testing';
import type { Chat, Message } from '@rto/fakes';
import { accepted, aStockedShop, confirm, confirmOrder, documentsOf, ordersOf } from '../ordering';
import { RunningCluster } from '../running-cluster';
import { RunningShop, until } from '../running-shop';
import { closeWithoutComplaints, fillCart, plain, press, reachSummary, say } from '../walking';

/** A shop that speaks to REGOS with client credentials. */
const CREDENTIALS = { clientId: 'e2e-client', clientSecret: 'e2e-client-secret' };

const AWAY_MS = atScale(5_000, 60_000);
const TAPPERS = atScale(4, 20);
const TAPS_EACH = atScale(5, 25);

/** docs/reliability.md 2, "PostgreSQL down". */
describe('while PostgreSQL is down', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ shop: aStockedShop(), wired: true });
  }, 120_000);
  afterAll(async () => {
    await cluster?.close();
    if (!cluster) return;
    expect([...cluster.regos.violations, ...cluster.telegram.violations]).toEqual([]);
    // after a minute nobody can answer a tap any more
    expect(atScale(cluster.telegram.unansweredCallbacks(), [])).toEqual([]);
  });

  it('no tap is lost: each is answered when it is back, and each order is one document', async () => {
    const tappers = await Promise.all(Array.from({ length: TAPPERS }, () => atCard()));
    const chats = await Promise.all(Array.from({ length: 6 }, () => cluster.visitor()));
    await Promise.all(
      chats.map(async (chat) => {
        await fillCart(chat);
        await reachSummary(chat);
      }),
    );
    cluster.databaseWire.cut();
    for (const chat of chats) chat.tap('Подтвердить');
    for (let tap = 0; tap < TAPS_EACH; tap += 1) for (const { chat, card } of tappers) chat.tap('+', card);
    await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
    for (const kind of ['api', 'bot', 'worker'] as const) {
      const ready = await fetch(`${cluster.process(kind).url}/health/ready`);
      expect([kind, ready.status]).toEqual([kind, 503]);
    }
    expect(chats.flatMap((chat) => documentsOf(cluster, chat))).toEqual([]);
    cluster.databaseWire.restore();
    await Promise.all(
      chats.map(async (chat) => {
        const placed = await chat.waitFor(/Заказ № \d+(:| получен| передан)/, 60_000);
        await chat.waitFor(/✅ Заказ № \d+ передан/, 60_000);
        expect(placed.words).toMatch(/№ \d+/);
        expect(documentsOf(cluster, chat)).toHaveLength(1);
      }),
    );
    await until(
      () => tappers.every(({ card }) => plain(card.words).includes(`: ${1 + TAPS_EACH} шт`)),
      60_000,
    );
  }, 300_000);

  /** A new person at a card with one juice in the cart. */
  async function atCard(): Promise<{ chat: Chat; card: Message }> {
    const chat = await cluster.visitor();
    await say(chat, '/start item_101', 'Цена:');
    return { chat, card: await press(chat, 'Добавить', 'В корзине: 1') };
  }
});

/** docs/reliability.md 2, "OAuth down or expired". */
describe('when tokens of REGOS', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: {
        REGOS_CLIENT_ID: CREDENTIALS.clientId,
        REGOS_CLIENT_SECRET: CREDENTIALS.clientSecret,
      },
    });
    shop.regos.switches.bearer = CREDENTIALS;
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  it('are all refused at once, a new one is fetched and nobody notices', async () => {
    const chat = await shop.visitor();
    shop.regos.expireTokens();
    await accepted(chat, await confirmOrder(chat));
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }, 60_000);

  it('are not to be had, an order is taken, waits, and is delivered when they are', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    await reachSummary(chat);
    shop.regos.faults.add({ kind: 'httpStatus', method: 'oauth/token' });
    shop.regos.expireTokens();
    const number = await confirm(chat);
    await until(async () =>
      (await ordersOf(shop, shop.tenant)).some(
        (order) => order.number === number && order.state === 'placed',
      ),
    );
    expect(documentsOf(shop, chat)).toEqual([]);
    shop.regos.faults.clear();
    await accepted(chat, number);
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }, 60_000);
});
