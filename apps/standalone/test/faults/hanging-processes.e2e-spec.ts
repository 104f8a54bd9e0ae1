import type { Chat } from '@rto/fakes';
import { accepted, aStockedShop, callsOf, confirm, confirmOrder, ordersOf } from '../ordering';
import { RunningCluster } from '../running-cluster';
import { until, type TestProcess } from '../test-process';
import { closeWithoutComplaints, fillCart, plain, press, reachSummary, say } from '../walking';
import { expectOneEach, type Sale } from './trade';

const ADD_FULL = 'DocOrderDelivery/AddFull';

/**
 * docs/reliability.md 2, "a process that hangs". To all others a process that SIGSTOP holds is one whose loop is
 * blocked: its connections stay open, and it goes on where it was, knowing nothing of what happened meanwhile.
 */
describe('a process that hangs', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ shop: aStockedShop() });
  }, 120_000);
  afterAll(() => closeWithoutComplaints(cluster));
  afterEach(() => {
    cluster.regos.faults.clear();
    for (const { process } of cluster.members) process.signal('SIGCONT');
  });

  it('while it sends orders leaves them to another, and says nothing about them when it goes on', async () => {
    const buyers = await Promise.all(Array.from({ length: 3 }, () => atSummary()));
    cluster.regos.faults.add({ kind: 'slow', ms: 1_000, method: ADD_FULL, times: buyers.length });
    const sales: Sale[] = await Promise.all(
      buyers.map(async (chat) => ({ chat, tenant: cluster.tenant, number: await confirm(chat) })),
    );
    await until(() => countOf(callsOf(cluster, cluster.tenant), ADD_FULL) === buyers.length);
    const frozen = cluster.process('worker');
    frozen.signal('SIGSTOP');
    await cluster.add('worker');
    for (const { chat, number } of sales) await accepted(chat, number);
    await goesOn(frozen);
    const next = await cluster.visitor(); // by then the one that hung has done what it still wanted to do
    await accepted(next, await confirmOrder(next));
    expectOneEach(cluster, sales);
    expect(countOf(callsOf(cluster, cluster.tenant), ADD_FULL)).toBe(buyers.length + 1);
  }, 90_000);

  it('while it works on taps leaves them to another, and each has its effect once', async () => {
    const { chat, card } = await atCard();
    for (let tap = 0; tap < 20; tap += 1) chat.tap('+', card);
    await until(() => inCart(card) >= 4);
    const frozen = cluster.process('bot');
    frozen.signal('SIGSTOP');
    await cluster.add('bot');
    await until(() => inCart(card) === 21, 30_000);
    await goesOn(frozen);
    await press(chat, '+', () => inCart(card) === 22);
    await press(chat, 'Корзина', (message) => plain(message.words).includes('22 шт'));
    expect(await problems()).toEqual([]); // two that poll one bot for a moment are no trouble of the shop
  }, 90_000);

  it('after it has placed an order leaves the rest to another, who places no second one', async () => {
    const [frozen, ...others] = cluster.processes('bot');
    for (const other of others) await other.stop();
    await frozen?.stop();
    await frozen?.start({ RTO_FAILPOINTS: 'order.committed=delay:3000#1' });
    const chat = await atSummary();
    const before = (await ordersOf(cluster, cluster.tenant)).length;
    chat.tap('Подтвердить');
    await until(async () => (await ordersOf(cluster, cluster.tenant)).length > before);
    frozen?.signal('SIGSTOP');
    await Promise.all(others.map((other) => other.start()));
    const placed = await chat.waitFor(/Заказ № \d+(:| получен| уже оформлен)/, 30_000);
    const number = Number(/№ (\d+)/.exec(placed.words)?.[1]);
    await chat.waitFor(`✅ Заказ № ${number} передан`, 30_000);
    if (frozen) await goesOn(frozen);
    const next = await cluster.visitor();
    await accepted(next, await confirmOrder(next));
    expectOneEach(cluster, [{ chat, tenant: cluster.tenant, number }]);
  }, 90_000);

  async function atSummary(): Promise<Chat> {
    const chat = await cluster.visitor();
    await fillCart(chat);
    await reachSummary(chat);
    return chat;
  }

  /** A new person at a card with one juice in the cart. */
  async function atCard() {
    const chat = await cluster.visitor();
    await say(chat, '/start item_101', 'Цена:');
    return { chat, card: await press(chat, 'Добавить', 'В корзине: 1') };
  }

  /** It wakes up, and finds that others had to take it for dead. */
  async function goesOn(frozen: TestProcess): Promise<void> {
    frozen.signal('SIGCONT');
    await until(() => frozen.log.includes('was not renewed in time: it goes on'));
  }

  async function problems(): Promise<unknown> {
    const { tenant } = cluster;
    return (await cluster.admin<{ problems: unknown }>('GET', `/tenants/${tenant.id}`)).problems;
  }
});

function inCart({ words }: { readonly words: string }): number {
  return Number(/В корзине: (\d+)/.exec(plain(words))?.[1] ?? 0);
}

function countOf(calls: readonly string[], method: string): number {
  return calls.filter((call) => call === method).length;
}
