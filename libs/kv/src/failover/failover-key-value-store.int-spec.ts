import { newId, SystemClock } from '@rto/kernel';
import type { Redis } from 'ioredis';
import { startRedis, type TestRedis, type TestRedisOptions } from '../../../../scripts/test-services';
import { describeKeyValueContract } from '../key-value.contract';
import { createRedisClient } from '../redis/redis-client';
import { FailoverKeyValueStore, type FailoverOptions } from './failover-key-value-store';

const clock = new SystemClock();
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const increment = (current = 0): number => current + 1;

/** A store on a Redis of its own, and a second look at that Redis. */
class Rig {
  readonly logged: string[] = [];
  readonly clients: Redis[] = [];

  private constructor(readonly server: TestRedis) {}

  static async start(options?: TestRedisOptions): Promise<Rig> {
    return new Rig(await startRedis(options));
  }

  async open(options: FailoverOptions = {}): Promise<FailoverKeyValueStore> {
    const log = (message: string): void => void this.logged.push(message);
    const store = new FailoverKeyValueStore(this.client(), clock, { info: log, warn: log }, options);
    await store.open();
    return store;
  }

  /** What another process sees. */
  async inRedis(key: string): Promise<unknown> {
    const client = this.client();
    await new Promise((resolve) => client.once('ready', resolve));
    const json = await client.get(key);
    return json === null ? undefined : JSON.parse(json);
  }

  async dispose(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    await this.server.dispose();
  }

  private client(): Redis {
    const client = createRedisClient(this.server.url);
    this.clients.push(client);
    return client;
  }
}

async function until(condition: () => boolean, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error('it did not happen in time');
    await pass(10);
  }
}

describe('FailoverKeyValueStore', () => {
  let rig: Rig;
  let store: FailoverKeyValueStore;
  let key: string;

  beforeEach(() => {
    key = `t:${newId()}:failover`;
  });

  describe('with Redis', () => {
    beforeAll(async () => {
      rig = await Rig.start();
      store = await rig.open();
    });
    afterEach(() => expect(store.degraded).toBe(false));
    afterAll(async () => {
      await store.close();
      await rig.dispose();
    });

    describeKeyValueContract('FailoverKeyValueStore with Redis', { store: () => store, pass });

    it('sees what another process wrote', async () => {
      const other = await rig.open();
      await store.set(key, 'old', 60);
      await other.set(key, 'new', 60);
      expect(await store.get(key)).toBe('new');
      await other.close();
    });

    it('passes on what is a bug and not an outage', async () => {
      await rig.clients[0]?.lpush(key, 'not ours');
      await expect(store.get(key)).rejects.toThrow('WRONGTYPE');
    });
  });

  describe('without Redis', () => {
    beforeAll(async () => {
      rig = await Rig.start();
      await rig.server.stop();
      store = await rig.open();
    });
    afterEach(() => expect(store.degraded).toBe(true));
    afterAll(async () => {
      await store.close();
      await rig.dispose();
    });

    describeKeyValueContract('FailoverKeyValueStore without Redis', { store: () => store, pass });

    it('says so once when it starts', () => {
      expect(rig.logged).toEqual(['Redis does not answer, starting on process memory']);
    });
  });

  describe.each([{ keepsData: true }, { keepsData: false }])('when Redis is killed (%o)', (options) => {
    beforeEach(async () => {
      rig = await Rig.start(options);
      store = await rig.open();
    });
    afterEach(async () => {
      await store.close();
      await rig.dispose();
    });

    it('shows no error to anybody under load and has every change in Redis afterwards', async () => {
      const counters = Array.from({ length: 40 }, (_, n) => `${key}:${n}`);
      const counted = new Map<string, number>();
      let going = true;
      const work = counters.map(async (counter) => {
        while (going) {
          const value = await store.update(counter, 60, increment);
          counted.set(counter, (counted.get(counter) ?? 0) + 1);
          expect(value).toBe(counted.get(counter));
          expect(await store.get(counter)).toBe(value);
          await pass(2);
        }
      });
      for (let outage = 0; outage < 3; outage++) {
        await pass(200);
        await rig.server.stop();
        await until(() => store.degraded, 1_000);
        await pass(200);
        await rig.server.start();
        await until(() => !store.degraded);
      }
      going = false;
      await Promise.all(work);
      for (const counter of counters) expect(await store.get(counter)).toBe(counted.get(counter));
      expect(await rig.inRedis(counters[0] ?? '')).toBe(counted.get(counters[0] ?? ''));
      expect(store.degraded).toBe(false);
    }, 60_000);

    it('hands back sets, additions and deletions with the time they have left', async () => {
      await store.set(`${key}:kept`, 'kept', 60);
      await store.set(`${key}:deleted`, 'old', 60);
      await store.set(`${key}:changed`, 'old', 60);
      await rig.server.stop();
      await store.set(`${key}:changed`, 'new', 60);
      await store.set(`${key}:short`, 'short', 1);
      await store.delete(`${key}:deleted`);
      expect(await store.add(`${key}:kept`, 'twice', 60)).toBe(false);
      expect(await store.add(`${key}:added`, 'added', 60)).toBe(true);
      await pass(1_000);
      await rig.server.start();
      await until(() => !store.degraded);
      const found = ['kept', 'changed', 'added', 'short', 'deleted'].map((name) =>
        rig.inRedis(`${key}:${name}`),
      );
      expect(await Promise.all(found)).toEqual(['kept', 'new', 'added', undefined, undefined]);
      const left = await rig.clients[0]?.pttl(`${key}:changed`);
      expect(left).toBeGreaterThan(50_000);
      expect(left).toBeLessThanOrEqual(59_000);
    });

    it('logs the loss and the return once each', async () => {
      await rig.server.stop();
      await until(() => store.degraded);
      await Promise.all(Array.from({ length: 20 }, (_, n) => store.set(`${key}:${n}`, n, 60)));
      await rig.server.start();
      await until(() => !store.degraded);
      expect(rig.logged).toEqual([
        'Redis answers',
        'Redis is lost, process memory takes over',
        'Redis answers',
      ]);
    });
  });

  describe('in an outage', () => {
    beforeEach(async () => {
      rig = await Rig.start();
    });
    afterEach(async () => {
      await store.close();
      await rig.dispose();
    });

    it('knows the last value though a read and a write were under way together', async () => {
      store = await rig.open();
      await store.set(key, 'old', 60);
      await Promise.all([store.get(key), store.set(key, 'new', 60)]);
      await rig.server.stop();
      expect(await store.get(key)).toBe('new');
    });

    it('applies updates of a cart it has never seen to the cart that Redis has', async () => {
      const before = await rig.open();
      await before.set(key, ['bread'], 60);
      await before.close();
      store = await rig.open();
      await rig.server.stop();
      const put = (item: string) => store.update<string[]>(key, 60, (cart = []) => [...cart, item]);
      await put('milk');
      expect(await put('salt')).toEqual(['milk', 'salt']);
      await rig.server.start();
      await until(() => !store.degraded);
      expect(await rig.inRedis(key)).toEqual(['bread', 'milk', 'salt']);
      expect(await store.get(key)).toEqual(['bread', 'milk', 'salt']);
    });

    it('drops with a warning a step that the true value forbids, and keeps the others', async () => {
      const before = await rig.open();
      await before.set(key, ['bread', 'milk'], 60);
      await before.close();
      store = await rig.open();
      await rig.server.stop();
      const put = (item: string, most: number) =>
        store.update<string[]>(key, 60, (cart = []) => {
          if (cart.length >= most) throw new Error('cart is full');
          return [...cart, item];
        });
      await put('salt', 2);
      await put('eggs', 9);
      await rig.server.start();
      await until(() => !store.degraded);
      expect(await rig.inRedis(key)).toEqual(['bread', 'milk', 'eggs']);
      expect(rig.logged).toContain('a change made without Redis was dropped');
    });

    it('answers within about a second when Redis hangs, then at once, and hands back when it goes on', async () => {
      store = await rig.open();
      await store.set(key, 1, 60);
      process.kill(rig.server.pid, 'SIGSTOP');
      const lasting = async (): Promise<number> => {
        const started = performance.now();
        await store.update(key, 60, increment);
        return performance.now() - started;
      };
      expect(await lasting()).toBeLessThan(1_500);
      expect(await lasting()).toBeLessThan(50);
      process.kill(rig.server.pid, 'SIGCONT');
      await until(() => !store.degraded);
      expect(await rig.inRedis(key)).toBe(3);
    });

    it('takes over from a Redis that is full and hands back when there is room', async () => {
      store = await rig.open();
      await rig.clients[0]?.config('SET', 'maxmemory', '1');
      await store.set(key, 'cart', 60);
      expect(store.degraded).toBe(true);
      expect(await store.get(key)).toBe('cart');
      await rig.clients[0]?.config('SET', 'maxmemory', '0');
      await until(() => !store.degraded);
      expect(await rig.inRedis(key)).toBe('cart');
    });

    it.each([
      ['is full', ['config', 'set', 'maxmemory', '1'], ['config', 'set', 'maxmemory', '0']],
      ['is a replica now', ['replicaof', '127.0.0.1', '1'], ['replicaof', 'no', 'one']],
    ])('is found out by an examination when Redis %s and answers all the same', async (_what, cause, end) => {
      store = await rig.open();
      const redis = rig.clients[0];
      await store.examine();
      await redis?.call(...(cause as [string, ...string[]]));
      expect(await redis?.ping()).toBe('PONG');
      await expect(store.examine()).rejects.toThrow('process memory stands in');
      await pass(2_500); // two probes
      expect(store.degraded).toBe(true);
      expect(rig.logged).toEqual(['Redis answers', 'Redis is lost, process memory takes over']);
      await redis?.call(...(end as [string, ...string[]]));
      await until(() => !store.degraded);
      await store.examine();
    });

    it('is none when Redis forbids PING and serves', async () => {
      store = await rig.open();
      await rig.clients[0]?.call('acl', 'setuser', 'default', '-ping');
      await store.examine();
    });

    it('loses no pending change that its mirror had no room for', async () => {
      store = await rig.open({ maxEntries: 10 });
      for (let n = 0; n < 10; n++) await store.set(`${key}:${n}`, n, 60);
      await rig.server.stop();
      await store.set(`${key}:cart`, 'bread', 60);
      for (let n = 1; n < 10; n++) await store.get(`${key}:${n}`);
      await store.set(`${key}:other`, 'drives out the cart', 60);
      expect(await store.get(`${key}:cart`)).toBe('bread');
      await rig.server.start();
      await until(() => !store.degraded);
      expect(await rig.inRedis(`${key}:cart`)).toBe('bread');
    });

    it('does not bring back what another process deleted while the connection alone was lost', async () => {
      store = await rig.open();
      await store.set(key, 'cart', 60);
      const other = await rig.open();
      rig.clients[0]?.stream.destroy();
      await other.delete(key);
      await until(() => rig.logged.filter((line) => line === 'Redis answers').length === 3);
      expect(await store.get(key)).toBeUndefined();
      await other.close();
    });
  });
});
