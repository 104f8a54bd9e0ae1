import { atScale, tellFigures } from '@rto/testing';
import type { Chat, Message } from '@rto/fakes';
import { aStockedShop } from '../ordering';
import { RunningCluster } from '../running-cluster';
import { until } from '../test-process';
import { plain, press, say } from '../walking';

const PEOPLE = atScale(50, 400);
const TAPS_EACH = atScale(20, 50);
const TEST_MS = atScale(120_000, 900_000);

/** docs/reliability.md 2, "storm". How fast the others are meanwhile is measured by `npm run bench -- storm`. */
describe('a storm of updates on one shop', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({
      shop: aStockedShop(),
      size: { bot: 0 },
      environment: { TELEGRAM_UPDATES: 'webhook' },
    });
  }, 120_000);
  afterAll(async () => {
    await cluster?.close();
    // no look at unanswered taps: what was shed for long is older than Telegram lets anybody answer
    expect([...(cluster?.regos.violations ?? []), ...(cluster?.telegram.violations ?? [])]).toEqual([]);
  });

  it(
    'is shed and repeated until each tap had its effect, once, and nobody else waits for it',
    async () => {
      const other = await cluster.connect({ shop: aStockedShop() });
      const neighbour = await cluster.visitor('Aziz', 'ru', other);
      const crowd: { chat: Chat; card: Message }[] = [];
      while (crowd.length < PEOPLE) crowd.push(await atCard(await cluster.visitor()));

      const { updates } = cluster.telegram.bot(cluster.tenant.token);
      // nobody answers quickly in a storm, so that more comes than is worked off
      const { token: botToken } = cluster.tenant;
      const endFault = cluster.telegram.faults.add({ kind: 'slow', ms: 300, botToken });
      const isShed = (): boolean => cluster.door.answers.some(({ status }) => status === 503);
      for (let tap = 0; tap < TAPS_EACH; tap += 1) for (const { chat, card } of crowd) chat.tap('+', card);
      await until(isShed);
      for (let round = 0; round < 5; round += 1) await atCard(neighbour);
      expect(updates.pendingCount).toBeGreaterThan(0); // the storm still blows
      expect(cluster.telegram.bot(other.token).webhook?.lastFailure).toBeUndefined();
      endFault();

      await until(() => crowd.every(({ card }) => inCart(card) === 1 + TAPS_EACH), TEST_MS);
      for (const { chat } of crowd) await press(chat, 'Корзина', `${1 + TAPS_EACH}`);
      expectTakenOrToBeRepeated();
    },
    TEST_MS,
  );

  /** With one more of the juice in the cart. */
  async function atCard(chat: Chat): Promise<{ chat: Chat; card: Message }> {
    const card = await say(chat, '/start item_101', 'Цена:');
    const before = inCart(card);
    await press(chat, before === 0 ? 'Добавить' : '+', () => inCart(card) === before + 1);
    return { chat, card };
  }

  function expectTakenOrToBeRepeated(): void {
    const answers = cluster.door.answers.filter(({ path }) => path.startsWith('/telegram/'));
    const shed = answers.filter(({ status }) => status === 503);
    expect(shed.filter(({ retryAfter }) => retryAfter === undefined)).toEqual([]);
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    tellFigures(`${PEOPLE * TAPS_EACH} taps, shed ${shed.length} times`);
  }
});

function inCart({ words }: Message): number {
  return Number(/В корзине: (\d+)/.exec(plain(words))?.[1] ?? 0);
}
