import { FAILPOINTS } from '@rto/kernel';
import { atScale, tellFigures } from '@rto/testing';
import type { Chat } from '@rto/fakes';
import { aStockedShop, documentsOf } from '../ordering';
import { RunningShop, until } from '../running-shop';
import { fillCart, reachSummary } from '../walking';

/** Of one death at each step. */
const ROUNDS = atScale(1, 20);

/** docs/reliability.md 2, "kill -9 at each failpoint". Random ones are struck by `npm run test:exact`. */
describe('orders whose process is killed at each step', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(async () => {
    await shop?.close();
    // no look at unanswered taps: some waited for two starts, longer than Telegram lets anybody answer
    expect([...shop.regos.violations, ...shop.telegram.violations]).toEqual([]);
  });

  it(
    'are one document each, and every buyer hears of it',
    async () => {
      let deaths = 0;
      for (let round = 0; round < ROUNDS; round += 1) deaths += await killedAtEachStep();
      tellFigures(`${deaths} deaths, ${shop.regos.documents(shop.tenant.connectionId).length} documents`);
    },
    ROUNDS * 240_000,
  );

  /** @returns how often the service died */
  async function killedAtEachStep(): Promise<number> {
    const buyers: Chat[] = [];
    while (buyers.length < FAILPOINTS.length) {
      const chat = await shop.visitor();
      await fillCart(chat);
      await reachSummary(chat);
      await chat.settled();
      buyers.push(chat);
    }
    await shop.stop();
    // one more buyer a start; what an earlier death left may be what comes to the step first
    for (const [index, name] of FAILPOINTS.entries()) {
      buyers[index]?.tap('Подтвердить');
      shop.spawn({ RTO_FAILPOINTS: `${name}=kill#1` });
      await until(() => !shop.isRunning, 60_000);
    }
    await shop.start();
    for (const chat of buyers) {
      await chat.waitFor(/✅ Заказ № \d+ передан/, 60_000);
      expect(documentsOf(shop, chat)).toMatchObject([{ amount: '37000', status: 'New' }]);
    }
    return FAILPOINTS.length;
  }
});
