import { bodyBytes, fuzz, spoiltJson } from '@rto/testing';
import fc from 'fast-check';
import { aTap, CHATS } from './fuzzed-chats.fixture';
import { FuzzedShop } from './fuzzed-shop.fixture';
import { callbackData, presses, purchases, updates } from './fuzzed-updates.fixture';

const MEMBERS = [
  'update_id',
  'message',
  'callback_query',
  'my_chat_member',
  'chat',
  'from',
  'id',
  'text',
  'data',
];
const headers = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-encoding': 'gzip' },
  ),
);

describe('a shop', () => {
  let shop: FuzzedShop;

  beforeAll(async () => {
    shop = await FuzzedShop.open();
  }, 60_000);
  afterAll(() => shop?.close());

  it('answers whatever people send and tap, sells its own goods only, and at its own prices', async () => {
    await fuzz({
      name: 'updates',
      share: 0.15,
      cases: fc.oneof(presses, purchases, fc.record({ update: updates })),
      check: async (given) => {
        if ('button' in given) await shop.press(given.chatId, given.button);
        else if ('noise' in given) await shop.buy(given.chatId, given.noise);
        else await shop.receive(given.update);
        await shop.expectOwnGoods();
      },
      heapLimitMb: 40,
    });
    expect(await shop.expectOwnOrders()).toBeGreaterThan(0);
  }, 1_200_000);

  it('takes no callback data for goods of another shop, or for a price', async () => {
    await fuzz({
      name: 'callback data',
      share: 0.5,
      cases: fc.tuple(fc.constantFrom(...CHATS), callbackData),
      check: async ([chatId, data]) => {
        await shop.receive(aTap(chatId, 'Aziz', data));
        await shop.expectOwnGoods();
      },
      heapLimitMb: 40,
    });
    expect(await shop.expectOwnOrders()).toBeGreaterThan(0);
  }, 1_200_000);

  it('answers whatever is sent to its webhook, and goes on', async () => {
    const whole = updates.map((update) => ({ update_id: 0, ...update }));
    const numbered = (bytes: Buffer): Buffer =>
      Buffer.from(
        bytes.toString('latin1').replace('"update_id":0', `"update_id":${shop.nextUpdateId()}`),
        'latin1',
      );
    await fuzz({
      name: 'webhook bodies',
      share: 0.05,
      cases: fc.tuple(bodyBytes(fc, spoiltJson(fc, whole, MEMBERS)), headers),
      check: async ([body, given]) => {
        expect([200, 400]).toContain(await shop.post(numbered(body), given));
        await shop.expectOwnGoods();
      },
      loopLimitMs: 100,
    });
  }, 1_200_000);
});
