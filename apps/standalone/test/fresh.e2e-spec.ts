import type { Chat } from '@rto/fakes';
import { RunningShop, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, plain, say } from './walking';

/** Within it a sale at the till shows in the chat. */
const SEEN_WITHIN_MS = 15_000;

describe('a shop whose tills sell while people browse', () => {
  let shop: RunningShop;
  let tenant: TestTenant;
  let chat: Chat;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  beforeEach(async () => {
    shop.regos.switches.documentLines = 'given';
    tenant = await shop.connect();
    chat = await shop.visitor('Aziz', 'ru', tenant);
    await openGroup('Напитки');
  });

  /** Rows that were asked for since `from`: of single goods, and full readings. */
  function askedSince(from: Date): { byId: number; full: number } {
    const asked = shop.regos.calls.filter(
      ({ method, connectedIntegrationId, at }) =>
        method === 'Item/GetExt' && connectedIntegrationId === tenant.connectionId && at >= from,
    );
    const byId = asked.filter(({ body }) => JSON.stringify(body).includes('"ids"')).length;
    return { byId, full: asked.length - byId };
  }

  /** What its rows say. */
  async function openGroup(title: string): Promise<string> {
    return labels(await say(chat, '/start group_3', title)).join('\n');
  }

  /** Opens the card again until it says so; fails after fifteen seconds. */
  async function seenOnCard(itemId: number, words: string, since: Date): Promise<void> {
    while (!plain((await say(chat, `/start item_${itemId}`, 'Цена:')).words).includes(words)) {
      if (Date.now() - since.getTime() > SEEN_WITHIN_MS) throw new Error(`not seen in time: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(Date.now() - since.getTime()).toBeLessThan(SEEN_WITHIN_MS);
  }

  /** Opens the group again until it says so; fails after fifteen seconds. */
  async function seenInGroup(words: string, since: Date): Promise<void> {
    while (!(await openGroup('Напитки')).includes(words)) {
      if (Date.now() - since.getTime() > SEEN_WITHIN_MS) throw new Error(`not seen in time: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(Date.now() - since.getTime()).toBeLessThan(SEEN_WITHIN_MS);
  }

  it('shows a sale, and what came back, without a full reading', async () => {
    const soldAt = new Date();
    const uuid = shop.regos.floor(tenant.connectionId).sell({ 101: '10' });
    await seenOnCard(101, 'В наличии: 4 шт', soldAt);
    expect(askedSince(soldAt)).toEqual({ byId: 1, full: 0 });

    const undoneAt = new Date();
    shop.regos.floor(tenant.connectionId).undo(uuid);
    await seenOnCard(101, 'В наличии: 14 шт', undoneAt);
    expect(askedSince(undoneAt)).toEqual({ byId: 1, full: 0 });
  }, 60_000);

  it('sells what a purchase has brought, at the price that a price document has set', async () => {
    const at = new Date();
    shop.regos.switches.eventIds = 'text';
    const floor = shop.regos.floor(tenant.connectionId);
    floor.receive({ 107: '5' });
    floor.setPrices({ 102: '3500.00' });
    await seenInGroup('Нет в наличии — 18 500 сум', at);
    await seenInGroup('Вода 0,5 л — 3 500 сум', at);
    expect(askedSince(at).full).toBe(0);
    shop.regos.switches.eventIds = 'number';
  }, 60_000);

  it('bears three hundred sales at once, and shows what is left', async () => {
    const at = new Date();
    const floor = shop.regos.floor(tenant.connectionId);
    for (let sale = 0; sale < 300; sale += 1) floor.sell({ 101: '0.04' });
    await seenOnCard(101, 'В наличии: 2 шт', at);
    const calls = shop.regos.calls.filter(
      (call) => call.connectedIntegrationId === tenant.connectionId && call.at >= at,
    );
    expect(calls.length).toBeLessThan(30);
  }, 60_000);

  it('shows a sale to whoever opens the card when nobody may read the lines of a cheque', async () => {
    shop.regos.switches.documentLines = 'refused';
    const soldAt = new Date();
    shop.regos.floor(tenant.connectionId).sell({ 103: '3.350' });
    await new Promise((resolve) => setTimeout(resolve, SEEN_WITHIN_MS - 2_000));
    const card = await say(chat, '/start item_103', 'Яблоки');
    expect(plain(card.words)).toContain('В наличии: 2 кг');
    expect(Date.now() - soldAt.getTime()).toBeLessThan(SEEN_WITHIN_MS);
    expect(askedSince(soldAt).full).toBe(0);
  }, 60_000);
});
