import { atScale } from '@rto/testing';
import { join } from 'node:path';
import { accepted, aStockedShop, confirmOrder, documentsOf } from '../ordering';
import { RunningCluster } from '../running-cluster';
import { RunningShop, until } from '../running-shop';
import { closeWithoutComplaints } from '../walking';
import { expectOneEach, Trade, type Sale } from './trade';

const HOUR_MS = 3_600_000;
const ADD_FULL = 'DocOrderDelivery/AddFull';
/** A call of REGOS that lasts over a round of the sweep. */
const SWEPT_MS = 7_000;
const ORDERS = atScale(6, 60);

/** docs/reliability.md 2, "clock jumps": the clocks of two processes are two hours apart, none of them right. */
describe('processes whose clocks are wrong', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ shop: aStockedShop() });
    const right = cluster.members.filter(({ kind }) => kind !== 'api');
    for (const shiftMs of [HOUR_MS, -HOUR_MS]) {
      for (const kind of ['bot', 'worker'] as const) await cluster.add(kind, clock(shiftMs));
    }
    for (const { process } of right) await process.stop();
  }, 120_000);
  afterAll(() => closeWithoutComplaints(cluster));
  afterEach(() => cluster.regos.faults.clear());

  it(
    'sell together: one document each, dated right, and nobody is told to wait',
    async () => {
      expectRight(await sold());
    },
    atScale(90_000, 300_000),
  );

  it(
    'find together what became of orders whose answers were lost',
    async () => {
      for (const kind of ['lostAfter', 'httpStatus', 'lostBefore'] as const) {
        cluster.regos.faults.add({ kind, method: ADD_FULL, times: 2 });
      }
      expectRight(await sold());
    },
    atScale(90_000, 300_000),
  );

  it(
    'sell on when each clock jumps to the other side while they work',
    async () => {
      expectRight(
        await sold(() => {
          for (const { kind, process } of cluster.members) if (kind !== 'api') process.signal('SIGUSR2');
        }),
      );
    },
    atScale(90_000, 300_000),
  );

  /** Orders that were accepted. @param midway done when half of them were */
  async function sold(midway: () => void = () => undefined): Promise<readonly Sale[]> {
    const trade = await Trade.begin(cluster);
    await trade.reaches(ORDERS / 2);
    midway();
    await trade.reaches(ORDERS);
    return trade.end();
  }

  function expectRight(sales: readonly Sale[]): void {
    expectOneEach(cluster, sales);
    for (const { chat, tenant } of sales) {
      const [document] = documentsOf(cluster, chat, tenant);
      expect(Math.abs(Date.now() - Number(document?.placedAt))).toBeLessThan(HOUR_MS / 2);
      expect(chat.messages.filter(({ words }) => words.includes('не оформляйте'))).toEqual([]);
    }
  }
});

/** The embedded database takes its time from its process. */
describe('the only process, whose clock jumps', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop(), environment: { REGOS_TIMEOUT_MS: '10000' } });
    await shop.stop();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  it.each([
    ['ahead', -HOUR_MS / 2],
    ['back', HOUR_MS / 2],
  ])(
    '%s while an order is being sent, sends it once, and sells on',
    async (_where, shiftMs) => {
      await shop.start(clock(shiftMs));
      const [chat, next] = [await shop.visitor(), await shop.visitor()];
      shop.regos.faults.add({ kind: 'slow', ms: SWEPT_MS, method: ADD_FULL, times: 1 });
      const calls = shop.regos.calls.length;
      const number = await confirmOrder(chat);
      await until(() => shop.regos.calls.slice(calls).some(({ method }) => method === ADD_FULL));
      process.kill(shop.pid, 'SIGUSR2');
      await accepted(chat, number);
      await accepted(next, await confirmOrder(next));
      expectOneEach(shop, [{ chat, tenant: shop.tenant, number }]);
      const creates = shop.regos.calls.slice(calls).filter(({ method }) => method === ADD_FULL);
      expect(creates).toHaveLength(2); // one of each buyer
      await shop.stop();
    },
    90_000,
  );
});

/** Of a process that starts with its clock so far off, and has it set as far to the other side by SIGUSR2. */
function clock(shiftMs: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--require ${join(__dirname, 'shifted-clock.cjs')}`,
    CLOCK_SHIFT_MS: String(shiftMs),
    CLOCK_JUMP_MS: String(-2 * shiftMs),
  };
}
