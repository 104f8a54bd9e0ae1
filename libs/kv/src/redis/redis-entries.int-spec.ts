import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { newId, PermanentError, SystemClock } from '@rto/kernel';
import type { Redis } from 'ioredis';
import { startRedis, type TestRedis } from '../../../../scripts/test-services';
import { assertNoEviction, createRedisClient } from './redis-client';
import { KeyValueUnavailableError, RedisEntries } from './redis-entries';

const clock = new SystemClock();
const TTL_MS = 60_000;

/** One more than what is stored. */
const increment = (json: string | undefined): string => String(Number(json ?? 0) + 1);

/** Passes connections on to a Redis; the first answer to a script is lost, together with its connection. */
async function losingProxy(port: number): Promise<{ url: string; close(): void }> {
  let losing = true;
  const proxy = createServer((socket) => {
    const redis = connect(port, '127.0.0.1');
    let asked = false;
    socket.on('data', (chunk) => {
      asked ||= chunk.toString().toLowerCase().includes('eval');
      redis.write(chunk);
    });
    redis.on('data', (chunk) => {
      if (!asked || !losing) return socket.write(chunk);
      losing = false;
      return socket.destroy();
    });
    socket.on('close', () => redis.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { url, close: () => void proxy.close() };
}

describe('RedisEntries', () => {
  let server: TestRedis;
  let client: Redis;
  let entries: RedisEntries;

  beforeAll(async () => {
    server = await startRedis();
    client = createRedisClient(server.url);
    await assertNoEviction(client);
    entries = new RedisEntries(client, clock);
  });
  afterAll(async () => {
    client.disconnect();
    await server.dispose();
  });

  it('loses no update of two processes at the same time', async () => {
    const otherClient = createRedisClient(server.url);
    await assertNoEviction(otherClient);
    const other = new RedisEntries(otherClient, clock);
    const key = `t:${newId()}:counter`;
    const updates = Array.from({ length: 100 }, (_, n) =>
      (n % 2 ? entries : other).update(key, TTL_MS, increment),
    );
    await Promise.all(updates);
    expect(await entries.get(key)).toMatchObject({ json: '100' });
    otherClient.disconnect();
  });

  it('does not apply an update twice when its answer is lost with the connection', async () => {
    const key = `t:${newId()}:once`;
    const proxy = await losingProxy(server.port);
    const cutClient = createRedisClient(proxy.url);
    await assertNoEviction(cutClient);
    const update = new RedisEntries(cutClient, clock).update(key, TTL_MS, increment);
    await expect(update).rejects.toThrow(KeyValueUnavailableError);
    await once(cutClient, 'ready');
    await cutClient.ping();
    expect(await entries.get(key)).toMatchObject({ json: '1' });
    cutClient.disconnect();
    proxy.close();
  });

  it('leaves no key without an end', async () => {
    const key = `t:${newId()}:ttl`;
    await entries.set(`${key}:set`, '1', TTL_MS);
    await entries.add(`${key}:add`, '1', TTL_MS);
    await entries.update(`${key}:update`, TTL_MS, increment);
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
    await expect(entries.set(key, '1', TTL_MS)).rejects.toThrow(KeyValueUnavailableError);
    await expect(entries.update(key, TTL_MS, increment)).rejects.toThrow(KeyValueUnavailableError);
    await client.config('SET', 'maxmemory', '0');
    await client.lpush(key, 'not ours');
    await expect(entries.get(key)).rejects.toThrow('WRONGTYPE');
  });

  it('says within about a second that Redis hangs or is gone', async () => {
    const key = `t:${newId()}:gone`;
    const lasting = async (call: Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await expect(call).rejects.toThrow(KeyValueUnavailableError);
      return performance.now() - started;
    };
    process.kill(server.pid, 'SIGSTOP');
    expect(await lasting(entries.get(key))).toBeLessThan(1_500);
    process.kill(server.pid, 'SIGCONT');
    await server.stop();
    expect(await lasting(entries.get(key))).toBeLessThan(1_500);
    await server.start();
  });
});
