import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@rto/kernel';
import type { Redis } from 'ioredis';
import { startRedis, type TestRedis } from '../../../../scripts/test-services';
import { assertNoEviction, createRedisClient } from '../redis/redis-client';
import { KeyValueUnavailableError } from '../redis/redis-entries';
import { FailoverRateBuckets } from './failover-rate-buckets';
import type { RateBuckets } from './rate-buckets';
import { describeRateBucketsContract } from './rate-buckets.contract';
import { RedisRateBuckets } from './redis-rate-buckets';

/** As REGOS_RATE. */
const LIMIT = { perSecond: 1.9, burst: 45, firstPauseMs: 1_000, longestPauseMs: 30_000 };
const PROCESSES = 3;

const silent = { info: (): void => undefined, warn: (): void => undefined };
const pass = async (ms: number): Promise<void> => void (await sleep(ms));

describe('RedisRateBuckets', () => {
  let server: TestRedis;
  const clients: Redis[] = [];

  beforeAll(async () => {
    server = await startRedis();
    for (let index = 0; index < PROCESSES; index++) {
      const client = createRedisClient(server.url);
      await assertNoEviction(client);
      clients.push(client);
    }
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await server.dispose();
  });

  const failover = (client: Redis, processes = PROCESSES): FailoverRateBuckets =>
    new FailoverRateBuckets(client, async () => processes, silent);
  const client = (): Redis => {
    const [first] = clients;
    if (!first) throw new Error('no client');
    return first;
  };

  describeRateBucketsContract('RedisRateBuckets', {
    buckets: () => new RedisRateBuckets(client()),
    pass,
  });
  describeRateBucketsContract('FailoverRateBuckets with Redis', {
    buckets: () => new FailoverRateBuckets(client(), async () => 1, silent),
    pass,
  });

  it('keeps nothing of a bucket that is full again', async () => {
    const key = `turns:${newId()}`;
    await new RedisRateBuckets(client()).take(LIMIT, key, 0, 1);
    expect(await client().pttl(key)).toBeGreaterThan(60_000);
    expect(await client().pttl(key)).toBeLessThanOrEqual(180_000);
  });

  it('lowers a bucket and never fills one', async () => {
    const key = `turns:${newId()}`;
    const buckets = new RedisRateBuckets(client());
    await buckets.lower(LIMIT, key, 5);
    await buckets.lower(LIMIT, key, 30);
    expect((await buckets.take(LIMIT, key, 0, 45)).granted).toBeLessThanOrEqual(7);
  });

  it('grants several processes together no more than one could have, Redis killed meanwhile or not', async () => {
    const key = `turns:${newId()}`;
    const all = clients.map((each) => failover(each));
    const granted: number[] = [];
    const startedMs = performance.now();
    let isOver = false;
    const asking = all.map(async (buckets) => {
      while (!isOver) {
        const turns = await buckets.take(LIMIT, key, 0, 5);
        for (let turn = 0; turn < turns.granted; turn++) granted.push(performance.now() - startedMs);
        await sleep(20);
      }
    });
    await sleep(4_000);
    await server.stop();
    const killedAtMs = performance.now() - startedMs;
    await sleep(8_000);
    await server.start();
    const startedAgainMs = performance.now() - startedMs;
    await sleep(6_000);
    isOver = true;
    await Promise.all(asking);

    granted.sort((a, b) => a - b);
    granted.forEach((atMs, index) => {
      // counted since the start, and a turn more for each process that rounds its part
      expect(index + 1).toBeLessThanOrEqual(LIMIT.burst + (LIMIT.perSecond * atMs) / 1000 + PROCESSES);
    });
    const without = granted.filter((atMs) => atMs > killedAtMs && atMs < startedAgainMs);
    expect(without.length).toBeGreaterThan(5);
    expect(granted.filter((atMs) => atMs > startedAgainMs + 2_000).length).toBeGreaterThan(2);
  }, 60_000);

  it('lets a process go on at its part when Redis hangs up, and remembers a pause', async () => {
    const key = `turns:${newId()}`;
    const own = createRedisClient(server.url);
    await assertNoEviction(own);
    const buckets: RateBuckets = failover(own, 1);
    await buckets.take(LIMIT, key, 0, 5);
    own.disconnect();
    expect((await buckets.take(LIMIT, key, 0, 60)).granted).toBe(40);
    await buckets.pause(LIMIT, key, 5_000);
    expect((await buckets.take(LIMIT, key, 0, 1)).pausedMs).toBeGreaterThan(2_000);
    await expect(new RedisRateBuckets(own).take(LIMIT, key, 0, 1)).rejects.toThrow(KeyValueUnavailableError);
  });
});
