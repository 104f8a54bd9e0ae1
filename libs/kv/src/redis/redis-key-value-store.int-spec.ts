import { newId, PermanentError, SystemClock } from '@rto/kernel';
import type { Redis } from 'ioredis';
import { startRedis, type TestRedis } from '../../../../scripts/test-services';
import { describeKeyValueContract } from '../key-value.contract';
import { assertNoEviction, createRedisClient } from './redis-client';
import { KeyValueUnavailableError } from './redis-entries';
import { RedisKeyValueStore } from './redis-key-value-store';

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const clock = new SystemClock();

describe('RedisKeyValueStore', () => {
  let server: TestRedis;
  let client: Redis;
  let store: RedisKeyValueStore;

  beforeAll(async () => {
    server = await startRedis();
    client = createRedisClient(server.url);
    await assertNoEviction(client);
    store = new RedisKeyValueStore(client, clock);
  });
  afterAll(async () => {
    client.disconnect();
    await server.dispose();
  });

  describeKeyValueContract('RedisKeyValueStore', { store: () => store, pass });

  it('loses no update of two processes at the same time', async () => {
    const otherClient = createRedisClient(server.url);
    await assertNoEviction(otherClient);
    const other = new RedisKeyValueStore(otherClient, clock);
    const key = `t:${newId()}:counter`;
    const increment = (current = 0): number => current + 1;
    const updates = Array.from({ length: 100 }, (_, n) => (n % 2 ? store : other).update(key, 60, increment));
    await Promise.all(updates);
    expect(await store.get(key)).toBe(100);
    otherClient.disconnect();
  });

  it('leaves no key without an end', async () => {
    const key = `t:${newId()}:ttl`;
    await store.set(`${key}:set`, 1, 60);
    await store.add(`${key}:add`, 1, 60);
    await store.update(`${key}:update`, 60, () => 1);
    for (const made of ['set', 'add', 'update']) {
      expect(await client.pttl(`${key}:${made}`)).toBeGreaterThan(59_000);
    }
  });

  it('refuses a Redis that evicts keys when it is full', async () => {
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(assertNoEviction(client)).rejects.toThrow(PermanentError);
    await expect(assertNoEviction(client)).rejects.toThrow('allkeys-lru');
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await expect(assertNoEviction(client)).resolves.toBeUndefined();
  });

  it('tells a full Redis from a bug: the first is a state that passes', async () => {
    const key = `t:${newId()}:full`;
    await client.config('SET', 'maxmemory', '1');
    await expect(store.set(key, 1, 60)).rejects.toThrow(KeyValueUnavailableError);
    await expect(store.update(key, 60, () => 1)).rejects.toThrow(KeyValueUnavailableError);
    await client.config('SET', 'maxmemory', '0');
    await client.lpush(key, 'not ours');
    await expect(store.get(key)).rejects.toThrow('WRONGTYPE');
  });

  it('says within about a second that Redis hangs or is gone', async () => {
    const key = `t:${newId()}:gone`;
    const lasting = async (call: Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await expect(call).rejects.toThrow(KeyValueUnavailableError);
      return performance.now() - started;
    };
    process.kill(server.pid, 'SIGSTOP');
    expect(await lasting(store.get(key))).toBeLessThan(1_500);
    process.kill(server.pid, 'SIGCONT');
    await server.stop();
    expect(await lasting(store.get(key))).toBeLessThan(1_500);
    await server.start();
  });
});
