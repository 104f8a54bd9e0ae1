import { tellFigures } from '@rto/testing';
import type { Chat } from '@rto/fakes';
import { aStockedShop } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, placeOrder, say } from './walking';

const FLOODED = 20;
const MESSAGES_EACH = 60;

describe('one person who floods the bots of twenty shops', () => {
  let shop: RunningShop;
  let flooded: TestTenant[];

  beforeAll(async () => {
    const environment = { TELEGRAM_UPDATES: 'webhook' };
    shop = await RunningShop.open({ shop: aStockedShop(), environment });
    flooded = await Promise.all(
      Array.from({ length: FLOODED }, () => shop.connect({ shop: aStockedShop() })),
    );
    await until(() => [shop.tenant, ...flooded].every((tenant) => webhook(tenant) !== undefined));
  }, 120_000);
  afterAll(() => closeWithoutComplaints(shop));

  const webhook = ({ token }: TestTenant) => shop.telegram.bot(token).webhook;
  const pendingOf = ({ token }: TestTenant): number => shop.telegram.bot(token).updates.pendingCount;
  const isShed = (tenant: TestTenant): boolean =>
    webhook(tenant)?.lastFailure?.message.includes(' 503 ') ?? false;

  it('costs a quiet shop not one answer, and the others in the flooded shops little', async () => {
    const flooder = shop.person();
    const chats = flooded.map(({ token }): Chat => flooder.chatWith(token));
    // nobody is answered quickly, so that more comes than is worked off
    for (const { token: botToken } of flooded)
      shop.telegram.faults.add({ kind: 'slow', ms: 2_000, botToken });
    for (let message = 0; message < MESSAGES_EACH; message += 1) {
      for (const chat of chats) chat.send('/start');
    }
    await until(() => flooded.some(isShed), 30_000);

    const startedAt = performance.now();
    await placeOrder(shop.person().chatWith(shop.tenant.token));
    const orderedMs = Math.round(performance.now() - startedAt);
    const [victim] = flooded;
    if (!victim) throw new Error('no shop is flooded');
    await say(shop.person().chatWith(victim.token), '/start', 'С чего начнём');

    expect(flooded.reduce((sum, tenant) => sum + pendingOf(tenant), 0)).toBeGreaterThan(FLOODED); // it goes on
    expect(webhook(shop.tenant)?.lastFailure).toBeUndefined();
    tellFigures(
      `${FLOODED * MESSAGES_EACH} messages to ${FLOODED} bots: an order elsewhere in ${orderedMs} ms`,
    );
  }, 60_000);
});
