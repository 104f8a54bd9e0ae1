import type { Transaction } from '@rto/database';
import { CartService } from '@rto/cart';
import { KeyValueStore } from '@rto/kv';
import { OrderConflictError, OrderRepository } from '@rto/orders';
import { DialogRepository, WaitingChats } from '@rto/telegram';
import { People } from './people';
import { PeopleWorld, SHAPES } from './people.fixture';

const CHAT = 5_123_456_789;
const PHONE = '998901234567';
const NEIGHBOUR = 5_999_999_999;
/** As AES-256-GCM is written down. */
const CIPHERS = /v2\.[\w.-]+/g;

const nobody = async (): Promise<void> => undefined;

describe.each(SHAPES)('a person who is forgotten, on %s stores', (shape) => {
  let world: PeopleWorld;
  let people: People;

  beforeAll(async () => {
    world = await PeopleWorld.open(shape);
    people = world.get(People);
  }, 90_000);
  afterAll(() => world?.close());

  const withCiphers = (lines: readonly string[], chatId: number): string[] =>
    lines.filter((line) => line.includes(String(chatId))).flatMap((line) => line.match(CIPHERS) ?? []);

  it('leaves no row, no key and no cipher text behind, and all that is others’', async () => {
    const [shop, other] = [await world.aShop(), await world.aShop()];
    await world.aPerson(shop, CHAT, PHONE);
    await world.aPerson(other, CHAT, PHONE);
    await world.aPerson(shop, NEIGHBOUR, '998907654321');
    const before = (await world.everything()).filter((line) => line.includes(shop));
    const kept = withCiphers(before, NEIGHBOUR);
    const secret = withCiphers(before, CHAT);
    expect(secret.length).toBeGreaterThanOrEqual(6); // phone and places of the shopper, order, update, draft, name of the owner

    const witnessed: string[] = [];
    await people.forget(shop, CHAT, async (_tx: Transaction, id: string) => void witnessed.push(id));

    expect(witnessed).toEqual([shop]);
    const all = await world.everything();
    const after = all.filter((line) => line.includes(shop));
    const traces = [String(CHAT), PHONE, `+${PHONE}`, '90 123 45 67', ...secret];
    expect(after.filter((line) => traces.some((trace) => line.includes(trace)))).toEqual([]);
    const keys = [`cart:${CHAT}`, `dialog:${CHAT}`, 'cards:77', `owner-tries:${CHAT}`];
    for (const key of keys) expect(await world.get(KeyValueStore).get(`t:${shop}:${key}`)).toBeUndefined();
    expect(await world.get(WaitingChats).find(shop)).toEqual({ [NEIGHBOUR]: 1 });
    expect(await people.find(shop, CHAT)).toBeUndefined();
    // the accounts stay, and everybody else
    expect(after.filter((line) => line.startsWith('public.orders'))).toHaveLength(2);
    expect(kept.filter((cipher) => !after.some((line) => line.includes(cipher)))).toEqual([]);
    expect((await people.find(shop, NEIGHBOUR))?.cart.lines).toHaveLength(1);
    expect((await people.find(other, CHAT))?.shopper?.phone).toBe(PHONE);
    expect(await people.forget(shop, CHAT, nobody)).toBeUndefined();
  });

  it('is shown before with all that is kept, and to no other shop', async () => {
    const [shop, other] = [await world.aShop(), await world.aShop()];
    await world.aPerson(shop, CHAT, PHONE);
    expect(await people.find(shop, CHAT)).toMatchObject({
      shopper: {
        phone: PHONE,
        firstName: `Aziz${CHAT}`,
        regosCustomerId: 77,
        addresses: [{ name: 'Дом', address: `дом ${CHAT}` }],
      },
      cart: { lines: [{ itemId: 101 }] },
      draft: { phone: PHONE, address: `дом ${CHAT}` },
      orders: [{ phone: PHONE, address: `дом ${CHAT}`, location: { latitude: 41.3, longitude: 69.2 } }],
      messages: [{ content: { type: 'campaign' } }],
      owner: { chatId: CHAT, name: `Aziz${CHAT}`, namedBy: 'operator' },
    });
    expect(await people.find(other, CHAT)).toBeUndefined();
  });

  it.each(['placed', 'submitting', 'unknown', 'needs_attention'] as const)(
    'keeps everything while an order is %s',
    async (state) => {
      const shop = await world.aShop();
      await world.aPerson(shop, CHAT, PHONE);
      await world.anOrder(shop, CHAT, PHONE, state);
      await expect(people.forget(shop, CHAT, nobody)).rejects.toThrow(OrderConflictError);
      expect((await people.find(shop, CHAT))?.orders).toHaveLength(2);
      expect((await world.get(CartService).get(shop, CHAT)).lines).toHaveLength(1);
      expect(await world.get(DialogRepository).find(shop, CHAT)).toBeDefined();
    },
  );

  it('hears no more of an order that was looked at meanwhile, and the shop does', async () => {
    const shop = await world.aShop();
    await world.aPerson(shop, CHAT, PHONE);
    const [order] = await world.get(OrderRepository).listOfShopper(shop, CHAT, 1, 0);
    if (!order) throw new Error('there is no order');
    await people.forget(shop, CHAT, nobody);
    const notices = [
      { chatId: CHAT, content: { type: 'orderStatus', number: order.number, status: 'Approved' } },
      { chatId: -100, content: { type: 'staffAttention', number: order.number } },
    ] as const;
    const isChanged = await world
      .get(OrderRepository)
      .changeFrom(order, ['submitted'], { set: {}, event: 'status', notices });
    expect(isChanged).toBe(true);
    const lines = (await world.everything()).filter((line) => line.includes(shop));
    expect(lines.filter((line) => line.includes(String(CHAT)))).toEqual([]);
    expect(lines.filter((line) => line.includes('staffAttention'))).toHaveLength(1);
  });
});
