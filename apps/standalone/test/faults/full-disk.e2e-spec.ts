import { execFileSync } from 'node:child_process';
import { aStockedShop, accepted, documentsOf } from '../ordering';
import { RunningShop, until } from '../running-shop';
import { fillCart, plain, press, reachSummary, say } from '../walking';

/** docs/reliability.md 2, "disk full", in the shape whose disk is ours. */
describe('a service whose disk is full', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(async () => {
    await shop?.close();
    // no look at unanswered taps: some waited for two starts, longer than Telegram lets anybody answer
    expect([...(shop?.regos.violations ?? []), ...(shop?.telegram.violations ?? [])]).toEqual([]);
  });

  it('accepts nothing, ends with a line that says why, and does all of it when there is room', async () => {
    const buyer = await shop.visitor();
    await fillCart(buyer);
    await reachSummary(buyer);
    const browser = await shop.visitor();
    await say(browser, '/start item_101', 'Цена:');
    const card = await press(browser, 'Добавить', 'В корзине: 1');
    await buyer.settled();
    await browser.settled();

    fillDisk(shop.pid);
    buyer.tap('Подтвердить');
    for (let tap = 0; tap < 10; tap += 1) browser.tap('+', card);
    await until(() => !shop.isRunning);
    expect(shop.log).toMatch(/cannot be written \(is the disk full\?\), the process ends: .*File too large/);
    expect(buyer.lastMessage?.words).toContain('Проверьте заказ');

    shop.spawn({});
    fillDisk(shop.pid);
    await until(() => !shop.isRunning);
    expect(shop.log).toContain('cannot be opened (is the disk full?)');
    expect(documentsOf(shop, buyer)).toEqual([]);

    await shop.start();
    const placed = await buyer.waitFor(/Заказ № \d+(:| получен| передан)/, 30_000);
    await accepted(buyer, Number(/№ (\d+)/.exec(placed.words)?.[1]));
    expect(documentsOf(shop, buyer)).toHaveLength(1);
    await browser.waitFor((message) => plain(message.words).includes('В корзине: 11 шт'));
  }, 120_000);
});

/** Not one byte more: what a disk without a free block does to a file that grows, without a disk of our own. */
function fillDisk(pid: number): void {
  execFileSync('prlimit', ['--pid', String(pid), '--fsize=0:unlimited']);
}
