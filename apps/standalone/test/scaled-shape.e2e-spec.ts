import { randomBytes } from 'node:crypto';
import type { Chat, Message } from '@rto/fakes';
import { Redis } from 'ioredis';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { accepted, aStockedShop, confirmAsKnown, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, fillCart, placeOrder, plain, press, reachSummary } from './walking';

interface HealthJson {
  readonly status: string;
  readonly checks: Readonly<Record<string, { readonly status: string }>>;
}

const encryptionKey = (): string => randomBytes(32).toString('base64');

async function healthOf(shop: RunningShop): Promise<HealthJson> {
  return (await (await fetch(`${shop.url}/health/ready`)).json()) as HealthJson;
}

function isFilledCart(message: Message): boolean {
  return plain(message.words).includes('Итого: 37 000 сум');
}

async function restart(shop: RunningShop): Promise<void> {
  await shop.stop();
  await shop.start();
}

describe('on PostgreSQL and Redis', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let shop: RunningShop;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: { DATABASE_URL: database.url, REDIS_URL: redis.url, ENCRYPTION_KEY: encryptionKey() },
    });
  }, 90_000);
  afterAll(async () => {
    await closeWithoutComplaints(shop);
    await redis?.dispose();
    await database?.drop();
  });

  it('sells, and says that all is well', async () => {
    await placeOrder(await shop.visitor());
    expect(await healthOf(shop)).toEqual({
      status: 'ok',
      checks: { database: { status: 'up' }, redis: { status: 'up' }, jobs: { status: 'up' } },
    });
  });

  it('sells on while Redis is gone, and gives it the carts when it is back', async () => {
    const midway = await shop.visitor();
    await fillCart(midway);
    await redis.stop();

    await reachSummary(midway);
    await press(midway, 'Подтвердить', /Заказ № \d+(:| получен)/);
    const late = await shop.visitor();
    const number = await confirmOrder(late);
    await accepted(late, number);
    await until(() => documentsOf(shop, midway).length === 1);
    expect(documentsOf(shop, late)).toHaveLength(1);
    const keeper = await shop.visitor();
    await fillCart(keeper);
    expect(await healthOf(shop)).toMatchObject({
      status: 'degraded',
      checks: { database: { status: 'up' }, redis: { status: 'down' }, jobs: { status: 'down' } },
    });

    await redis.start();
    await until(async () => (await healthOf(shop)).status === 'ok');
    await until(async () => (await keysOf(keeper)).length === 2);
    await restart(shop);
    await press(keeper, 'Корзина', isFilledCart);
    await accepted(keeper, await confirmAs(keeper));
  }, 90_000);

  it('says that memory and sweep stand in for a Redis that answers and takes nothing, and sells on', async () => {
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', '1');
    try {
      const chat = await shop.visitor();
      await accepted(chat, await confirmOrder(chat));
      expect(await admin.ping()).toBe('PONG');
      expect(await healthOf(shop)).toMatchObject({
        status: 'degraded',
        checks: { redis: { status: 'down' } },
      });
    } finally {
      await admin.config('SET', 'maxmemory', '0');
      admin.disconnect();
    }
    await until(async () => (await healthOf(shop)).status === 'ok');
  }, 90_000);

  it('starts and sells without Redis, and uses it as soon as it is there', async () => {
    await shop.stop();
    await redis.stop();
    await shop.start();
    expect(await healthOf(shop)).toMatchObject({ status: 'degraded', checks: { redis: { status: 'down' } } });
    const chat = await shop.visitor();
    const number = await confirmOrder(chat);
    await accepted(chat, number);
    await redis.start();
    await until(async () => (await healthOf(shop)).status === 'ok');
    await until(async () => (await keysOf(chat)).length > 0);
    await accepted(chat, await confirmAsKnown(chat));
    expect(documentsOf(shop, chat)).toHaveLength(2);
  }, 90_000);

  /** Cart and dialog of a person as Redis has them. */
  async function keysOf(chat: Chat): Promise<string[]> {
    const client = new Redis(redis.url);
    try {
      return await client.keys(`t:${shop.tenant.id}:*:${chat.person.id}`);
    } finally {
      client.disconnect();
    }
  }

  async function confirmAs(chat: Chat): Promise<number> {
    const summary = await reachSummary(chat);
    expect(summary.words).toContain('Сок яблочный');
    const placed = await press(chat, 'Подтвердить', /Заказ № \d+(:| получен)/);
    return Number(/№ (\d+)/.exec(placed.words)?.[1]);
  }
});

describe('on PostgreSQL alone', () => {
  let database: TestDatabase;
  let shop: RunningShop;

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await RunningShop.open({
      shop: aStockedShop(),
      environment: { DATABASE_URL: database.url, ENCRYPTION_KEY: encryptionKey() },
    });
  }, 90_000);
  afterAll(async () => {
    await closeWithoutComplaints(shop);
    await database?.drop();
  });

  it('sells, with its jobs in the database, and keeps the carts over a restart', async () => {
    const chat = await shop.visitor();
    await placeOrder(chat);
    await fillCart(chat);
    expect(await healthOf(shop)).toEqual({
      status: 'ok',
      checks: { database: { status: 'up' }, jobs: { status: 'up' } },
    });
    await chat.settled(); // what was in work at the kill would be shown once more
    await shop.stop('SIGKILL');
    await shop.start();
    await press(chat, 'Корзина', isFilledCart);
    await chat.settled();
    expect(documentsOf(shop, chat)).toHaveLength(1);
  }, 60_000);
});
