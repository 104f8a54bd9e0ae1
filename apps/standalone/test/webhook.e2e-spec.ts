import { aStockedShop } from './ordering';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, placeOrder, say } from './walking';

describe('a shop whose updates come by webhook', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: { TELEGRAM_UPDATES: 'webhook' },
    });
    await until(() => shop.telegram.bot(shop.tenant.token).webhook !== undefined);
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const webhook = () => shop.telegram.bot(shop.tenant.token).webhook;
  const callsOf = (method: string): number =>
    shop.telegram.calls.filter((call) => call.method === method).length;

  it('takes an order from the first tap to the number of REGOS, and polls nobody', async () => {
    const chat = shop.person().chatWith(shop.tenant.token);
    await placeOrder(chat);
    await chat.waitFor(/📦 Заказ № \d+: передан/, 15_000); // the last that is told: nothing is left for a restart
    expect(callsOf('getUpdates')).toBe(0);
  });

  it('refuses a call without the secret', async () => {
    const { url } = webhook()?.settings ?? {};
    const update = { update_id: 1, message: { message_id: 1, date: 0, chat: { id: 1, type: 'private' } } };
    const response = await fetch(url ?? '', { method: 'POST', body: JSON.stringify(update) });
    expect(response.status).toBe(404);
  });

  it('calls nobody at a restart when all is set', async () => {
    await until(() => callsOf('setChatMenuButton') > 0);
    await shop.stop();
    const calls = shop.telegram.calls.length;
    await shop.start();
    await say(shop.person().chatWith(shop.tenant.token), '/start', 'С чего начнём');
    const since = shop.telegram.calls.slice(calls).map(({ method }) => method);
    expect(since.filter((method) => !['sendMessage', 'sendChatAction'].includes(method))).toEqual([]);
  });

  it('answers everything that was written around a change to polling and back', async () => {
    await shop.stop();
    const first = shop.person().chatWith(shop.tenant.token);
    first.send('/start');
    shop.receiveBy('polling');
    await shop.start();
    await first.waitFor('С чего начнём', 20_000);
    await until(() => webhook() === undefined);
    await shop.stop();
    const second = shop.person().chatWith(shop.tenant.token);
    second.send('/start');
    shop.receiveBy('webhook');
    await shop.start();
    await second.waitFor('С чего начнём', 20_000);
    expect(webhook()?.settings.url).toContain(`${shop.url}/telegram/`);
  }, 120_000);
});
