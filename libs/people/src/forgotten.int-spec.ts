import { setTimeout as sleep } from 'node:timers/promises';
import { CartService } from '@rto/cart';
import { ChangeFeed, ProcessLease } from '@rto/cluster';
import { forgottenPeople } from '@rto/database';
import { RetryableError, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { DialogRepository, UpdateInbox } from '@rto/telegram';
import { eq, sql } from 'drizzle-orm';
import { People } from './people';
import { PeopleWorld, SHAPES, type TestProcess } from './people.fixture';

const CHAT = 5_123_456_789;
const PHONE = '998901234567';
const NEIGHBOUR = 5_999_999_999;

const nobody = async (): Promise<void> => undefined;
const keysOf = (shop: TenantId, chatId: number): string[] =>
  ['cart', 'dialog'].map((kind) => `t:${shop}:${kind}:${chatId}`);

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('it did not happen in time');
    await sleep(20);
  }
}

describe('a person whom one process forgot', () => {
  let world: PeopleWorld;
  let other: TestProcess;
  let shop: TenantId;

  beforeAll(async () => {
    world = await PeopleWorld.open('scaled');
    other = await world.startProcess();
  }, 90_000);
  afterAll(() => world?.close());

  /** Both processes know both people. */
  beforeEach(async () => {
    shop = await world.aShop();
    await world.aPerson(shop, CHAT, PHONE);
    await world.aPerson(shop, NEIGHBOUR, '998907654321');
    for (const chatId of [CHAT, NEIGHBOUR]) expect(await kept(other, chatId)).toEqual([true, true]);
  });

  const kept = async ({ stores }: TestProcess, chatId: number): Promise<boolean[]> => {
    const values = await Promise.all(keysOf(shop, chatId).map((key) => stores.keyValues.get(key)));
    return values.map((value) => value !== undefined);
  };
  const isServing = async ({ stores }: TestProcess): Promise<boolean> =>
    (await stores.redis?.examine().then(
      () => true,
      () => false,
    )) ?? false;
  const forget = () => world.get(People).forget(shop, CHAT, nobody);

  /** Redis comes back with nothing in it. */
  async function withoutRedis(work: () => Promise<void>): Promise<void> {
    await world.redis.stop();
    try {
      await work();
    } finally {
      await world.redis.start();
      await until(() => isServing(other));
    }
  }
  const isGoneFromOther = async (): Promise<boolean> => !(await kept(other, CHAT)).includes(true);

  it('is not given back by another one to a Redis that lost its data, and all others are', async () => {
    await forget();
    await withoutRedis(nobody);
    expect(await kept(other, CHAT)).toEqual([false, false]);
    expect(await kept(other, NEIGHBOUR)).toEqual([true, true]);
  });

  it('is gone from the memory of the other one at once', async () => {
    await forget();
    await withoutRedis(async () => {
      await until(isGoneFromOther);
      expect(await kept(other, NEIGHBOUR)).toEqual([true, true]);
    });
  });

  it('is not given back by one that had something of theirs to hand back', async () => {
    await withoutRedis(async () => {
      await other.stores.keyValues.set(keysOf(shop, CHAT)[1] ?? '', { draft: 'of an outage' }, 600);
      await forget();
    });
    expect(await kept(other, CHAT)).toEqual([false, false]);
  });

  describe('while the other one heard nothing', () => {
    let feed: ChangeFeed;
    beforeEach(async () => {
      feed = other.app.get(ChangeFeed, { strict: false });
      await feed.onApplicationShutdown();
    });
    afterEach(async () => {
      if (!feed.isLive) feed.onModuleInit();
      await until(() => feed.isLive);
    });

    it('is not given back either', async () => {
      await forget();
      await withoutRedis(nobody);
      expect(await kept(other, CHAT)).toEqual([false, false]);
      expect(await kept(other, NEIGHBOUR)).toEqual([true, true]);
    });

    it('is gone from its memory when it hears again', async () => {
      await forget();
      await withoutRedis(async () => {
        expect(await kept(other, CHAT)).toEqual([true, true]);
        feed.onModuleInit();
        await until(isGoneFromOther);
      });
    });
  });

  it('keeps what they begin after they have come back, also when Redis loses its data again', async () => {
    await forget();
    await world.aPerson(shop, CHAT, PHONE);
    expect(await kept(other, CHAT)).toEqual([true, true]);
    await withoutRedis(nobody);
    expect(await kept(other, CHAT)).toEqual([true, true]);
  });

  it('cannot be told from the row that says so', async () => {
    await forget();
    const rows = await world.database
      .of(shop)
      .select()
      .from(forgottenPeople)
      .where(eq(forgottenPeople.tenantId, shop));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(String(CHAT));
  });
});

describe.each(SHAPES)('a person who is being answered while they are forgotten, on %s stores', (shape) => {
  let world: PeopleWorld;
  let shop: TenantId;
  beforeAll(async () => {
    world = await PeopleWorld.open(shape);
  }, 90_000);
  afterAll(() => world?.close());
  beforeEach(async () => {
    shop = await world.aShop();
    await world.aPerson(shop, CHAT, PHONE);
  });

  /** As a process does that works on the chat. */
  const turn = async () => {
    const inbox = world.get(UpdateInbox);
    const [chat] = await inbox.takeIdle(
      [{ tenantId: shop, botId: 1, chatId: CHAT }],
      world.get(ProcessLease).id,
    );
    if (!chat) throw new Error('the chat is not to be had');
    return { end: () => inbox.end([chat]) };
  };

  it('is forgotten after that, with what the answer wrote down', async () => {
    const { end } = await turn();
    const forgetting = world.get(People).forget(shop, CHAT, nobody);
    await sleep(300);
    await world.aPerson(shop, CHAT, PHONE); // cart, dialog, phone, an order
    await end();
    await forgetting;
    expect(await world.get(People).find(shop, CHAT)).toBeUndefined();
    const store = world.get(KeyValueStore);
    for (const key of keysOf(shop, CHAT)) expect(await store.get(key)).toBeUndefined();
  });

  it('stays while that does not end, and nothing is lost of them', async () => {
    const { end } = await turn();
    await expect(world.get(People).forget(shop, CHAT, nobody)).rejects.toThrow(RetryableError);
    expect((await world.get(CartService).get(shop, CHAT)).lines).toHaveLength(1);
    expect(await world.get(DialogRepository).find(shop, CHAT)).toBeDefined();
    await end();
    await world.get(People).forget(shop, CHAT, nobody);
  }, 30_000);

  it('is answered again when they come back', async () => {
    await world.get(People).forget(shop, CHAT, nobody);
    const { end } = await turn(); // nobody holds the chat
    await end();
    const db = world.database.acrossTenants;
    const { rows } = await db.execute(sql`SELECT 1 FROM chat_holds WHERE tenant_id = ${shop}`);
    expect(rows).toEqual([]);
  });
});
