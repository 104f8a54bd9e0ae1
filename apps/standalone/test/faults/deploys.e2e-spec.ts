import { atScale, tellFigures } from '@rto/testing';
import { accepted, aStockedShop, callsOf, confirmOrder, documentsOf } from '../ordering';
import { RunningCluster } from '../running-cluster';
import { RunningShop, until } from '../running-shop';
import type { TestWorld } from '../test-world';
import { closeWithoutComplaints, expectNoComplaints } from '../walking';
import { expectOneEach, Trade, type Sale } from './trade';

const ADD_FULL = 'DocOrderDelivery/AddFull';
/** What an orchestrator waits for before it kills. */
const GRACE_MS = 25_000;
const RESTARTS = atScale(5, 20);
const RESTARTS_OF_ONE = atScale(2, 20);
/** At least, of all that come meanwhile. */
const ORDERS = atScale(6, 100);
const TEST_MS = atScale(120_000, 900_000);

/** docs/reliability.md 2, "deploy restart". */
describe('a deploy while people order', () => {
  it(
    'restarts one process of the cluster after the other, and nobody notices',
    async () => {
      const cluster = await RunningCluster.open({ shop: aStockedShop(), size: { bot: 2, worker: 2 } });
      await expectUnnoticed(cluster, async () => {
        for (let restart = 0; restart < RESTARTS; restart += 1) {
          const member = cluster.members[restart % cluster.members.length];
          await restarted(() => member?.process.stop());
          await member?.process.start();
        }
      });
    },
    TEST_MS,
  );

  it(
    'restarts the only process there is, and nobody is asked to do anything twice',
    async () => {
      const shop = await RunningShop.open({ shop: aStockedShop() });
      await expectUnnoticed(shop, async () => {
        for (let restart = 0; restart < RESTARTS_OF_ONE; restart += 1) {
          await restarted(() => shop.stop());
          await shop.start();
        }
      });
    },
    TEST_MS,
  );
});

/** What a process is in the middle of when it is told to end. */
describe('a call to REGOS that is on its way at a deploy', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    // what is cut off could only be looked up long after the end of this test
    const environment = { REGOS_TIMEOUT_MS: '10000', REGOS_SETTLE_MS: '600000' };
    shop = await RunningShop.open({ shop: aStockedShop(), environment });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  it('is heard out when it makes a document, which then need not be looked for', async () => {
    const chat = await shop.visitor();
    shop.regos.faults.add({ kind: 'slow', ms: 2_000, method: ADD_FULL });
    const number = await confirmOrder(chat);
    await until(() => callsOf(shop, shop.tenant).includes(ADD_FULL));
    await restarted(() => shop.stop());
    expect(documentsOf(shop, chat)).toHaveLength(1);
    await shop.start();
    await accepted(chat, number);
  }, 60_000);

  it('is made up for when a person waits for it, who is told so and sees the goods on asking again', async () => {
    const tenant = await shop.connect({ shop: aStockedShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    shop.regos.faults.add({ kind: 'slow', ms: 1_000, connectedIntegrationId: tenant.connectionId });
    chat.send('/start item_101');
    await until(() => callsOf(shop, tenant).includes('Item/GetExt'));
    await restarted(() => shop.stop());
    expect(chat.lastMessage?.words).toMatch(/Читаем товары|Сок яблочный/);
    await shop.start();
    chat.send('/start item_101');
    await until(() => chat.lastMessage?.words.includes('Сок яблочный') === true);
  }, 90_000);
});

/** Ends a process as an orchestrator does. @param stop tells it to end, and gives its exit code */
async function restarted(stop: () => Promise<number | undefined> | undefined): Promise<void> {
  const startedMs = performance.now();
  expect(await stop()).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(GRACE_MS);
}

/** @param deploy what happens to the processes while people order */
async function expectUnnoticed(world: TestWorld, deploy: () => Promise<void>): Promise<void> {
  let sales: readonly Sale[] = [];
  try {
    const trade = await Trade.begin(world);
    await deploy();
    await trade.reaches(ORDERS);
    sales = await trade.end();
  } finally {
    await world.close();
  }
  expectNoComplaints(world);
  expectOneEach(world, sales);
  const dropping = world.telegram.calls.filter(({ body }) => body['drop_pending_updates'] !== undefined);
  expect(dropping).toEqual([]);
  tellFigures(`${sales.length} orders during the restarts`);
}
