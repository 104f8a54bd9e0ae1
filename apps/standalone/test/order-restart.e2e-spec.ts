import type { Chat } from '@rto/fakes';
import { accepted, aStockedShop, confirm, confirmAsKnown, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, fillCart, reachSummary } from './walking';

const ADD_FULL = 'DocOrderDelivery/AddFull';

describe('an order when the service is killed', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  /** `kill -9`, and a start over what it left. */
  async function killAndStart(): Promise<void> {
    await shop.stop('SIGKILL');
    shop.regos.faults.clear();
    await shop.start();
  }

  async function expectOneDocument(chat: Chat, number: number): Promise<void> {
    await accepted(chat, number);
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }

  it('reaches REGOS when it had not been sent yet', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    await reachSummary(chat);
    shop.regos.faults.add({ kind: 'down' });
    const number = await confirm(chat);
    await killAndStart();
    await expectOneDocument(chat, number);
  }, 60_000);

  it.each([
    ['was carried out all the same', 1_000],
    ['never got anywhere', 600_000],
  ])(
    'has one document when the call that was on its way %s',
    async (_name, ms) => {
      const chat = await shop.visitor();
      const before = shop.regos.calls.length;
      shop.regos.faults.add({ kind: 'slow', ms, method: ADD_FULL });
      const number = await confirmOrder(chat);
      await until(() => shop.regos.calls.slice(before).some((call) => call.method === ADD_FULL));
      await killAndStart();
      await expectOneDocument(chat, number);
    },
    60_000,
  );

  it('is told to the buyer when the document existed and nobody had heard of it', async () => {
    const chat = await shop.visitor();
    shop.regos.faults.add({ kind: 'lostAfter', method: ADD_FULL });
    const number = await confirmOrder(chat);
    await until(() => documentsOf(shop, chat).length === 1);
    await killAndStart();
    await expectOneDocument(chat, number);
    expect(await confirmAsKnown(chat)).toBe(number + 1); // and the shop goes on
    await accepted(chat, number + 1);
    expect(documentsOf(shop, chat)).toHaveLength(2);
  }, 60_000);

  it('is placed once when the confirmation itself was cut off', async () => {
    const chat = await shop.visitor();
    await fillCart(chat);
    await reachSummary(chat);
    chat.tap('Подтвердить');
    await shop.stop('SIGKILL');
    await shop.start();
    const placed = await chat.waitFor(/Заказ № \d+(:| получен| уже оформлен| передан)/, 25_000);
    await accepted(chat, Number(/№ (\d+)/.exec(placed.words)?.[1]));
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }, 60_000);
});
