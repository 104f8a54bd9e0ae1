import type { Chat, Message } from '@rto/fakes';
import { aStockedShop } from './ordering';
import { RunningCluster } from './running-cluster';
import { until, type TestProcess } from './test-process';
import { ADMIN_KEY, type TestTenant } from './test-world';
import { plain, press, say } from './walking';

const SHARDS = 64;

describe('bots shared by several processes', () => {
  let cluster: RunningCluster;
  let tenants: TestTenant[];

  beforeAll(async () => {
    cluster = await RunningCluster.open({ shop: aStockedShop(), size: { bot: 2, worker: 0 } });
    tenants = [cluster.tenant];
    while (tenants.length < 6) tenants.push(await cluster.connect({ shop: aStockedShop() }));
  }, 180_000);
  afterAll(() => cluster?.close());

  it('are polled by all of them, each its fair part', async () => {
    await until(async () => (await shares()).every((share) => share === SHARDS / 2));
  });

  it('go on within seconds when one is killed in the middle of taps: none lost, each once, in order', async () => {
    const carts = await Promise.all(tenants.map((tenant) => atCard(tenant)));
    for (const { chat, card } of carts) for (let tap = 0; tap < 10; tap += 1) chat.tap('+', card);
    await until(() => carts.some(({ chat }) => shownQuantities(chat).length > 0));
    const [first] = cluster.processes('bot');
    await first?.kill();
    const killedAtMs = performance.now();
    for (const { chat, card } of carts) for (let tap = 0; tap < 5; tap += 1) chat.tap('+', card);
    await Promise.all(carts.map(({ chat }) => chat.waitFor(inCart(16), 40_000)));
    // six for the lease, one for each round; the rest is for a busy machine
    expect(performance.now() - killedAtMs).toBeLessThan(25_000);
    for (const { chat } of carts) {
      const shown = shownQuantities(chat);
      expect(shown).toEqual([...shown].sort((one, other) => one - other)); // one may be shown once more
      expect(shown.at(-1)).toBe(16);
    }
    await first?.start();
  }, 90_000);

  it('are handed over when a process comes or stops, and no conflict is reported', async () => {
    const third = await cluster.add('bot');
    await until(async () => (await shares()).every((share) => share >= 20));
    await Promise.all(tenants.map((tenant) => answers(tenant)));
    await third.stop();
    await until(async () => (await shares()).reduce((sum, share) => sum + share, 0) === SHARDS);
    await Promise.all(tenants.map((tenant) => answers(tenant)));
    for (const { id } of tenants) {
      expect(await cluster.admin('GET', `/tenants/${id}`)).toMatchObject({ state: 'active', problems: [] });
    }
    expect(cluster.telegram.violations).toEqual([]);
  }, 90_000);

  /** How many shards each running bot process has. */
  function shares(): Promise<number[]> {
    const running = cluster.processes('bot').filter(({ isRunning }) => isRunning);
    return Promise.all(running.map((process) => shareOf(process)));
  }

  async function shareOf(process: TestProcess): Promise<number> {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` };
    const figures = await (await fetch(`${process.url}/metrics`, { headers })).text();
    return Number(/^rto_leases\{held="shards"\} (\d+)$/m.exec(figures)?.[1] ?? 0);
  }

  async function answers(tenant: TestTenant): Promise<void> {
    await say(cluster.person().chatWith(tenant.token), '/start', 'С чего начнём');
  }

  /** A new person at a card with one juice in the cart. */
  async function atCard(tenant: TestTenant): Promise<{ chat: Chat; card: Message }> {
    const chat = cluster.person().chatWith(tenant.token);
    await say(chat, '/start item_101', 'Цена:');
    return { chat, card: await press(chat, 'Добавить', inCart(1)) };
  }

  /** The quantities a person has seen on the card, in the order in which they were shown. */
  function shownQuantities(chat: Chat): number[] {
    return cluster.telegram.calls
      .filter((call) => call.chatId === chat.person.id && call.method === 'editMessageCaption')
      .map((call) => Number(/В корзине: (\d+)/.exec(plain(String(call.body['caption'])))?.[1]))
      .filter((quantity) => quantity > 1);
  }
});

function inCart(quantity: number): (message: Message) => boolean {
  return (message) => plain(message.words).includes(`В корзине: ${quantity} шт`);
}
