import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import { RetryableError } from '@rto/kernel';
import { Redis } from 'ioredis';
import { startRedis, type TestRedis } from '../../../scripts/test-services';
import { describeJobs } from './jobs.contract';
import { startJobsApp, type TestStore } from './jobs.test-app';

const onRedis = (redis: TestRedis): TestStore => ({
  redisUrl: redis.url,
  database: undefined,
  reopen: async () => undefined,
  close: () => redis.dispose(),
});

describe('jobs on Redis', () => {
  describeJobs(async () => onRedis(await startRedis()));
});

describe('an outage of Redis', () => {
  let redis: TestRedis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.dispose());

  const payload = () => ({ tenantId: randomUUID(), orderId: randomUUID() });
  const millisecondsOf = async (work: Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work;
    return performance.now() - started;
  };

  it('is answered within two seconds, and workers resume by themselves', async () => {
    const app = await startJobsApp(onRedis(redis));
    await app.jobs.ping();
    await redis.stop();
    const refused = expect(app.jobs.add('orders.submit', payload())).rejects.toBeInstanceOf(RetryableError);
    expect(await millisecondsOf(refused)).toBeLessThan(2_300);
    await expect(app.jobs.ping()).rejects.toBeInstanceOf(RetryableError);

    await redis.start();
    const order = payload();
    await addWhenPossible(app, order);
    await app.recorder.runs(order.orderId, 1);
    await app.close();
  });

  it('is told also when the queue answers and takes no job, until it takes one', async () => {
    const app = await startJobsApp(onRedis(redis));
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', '1');
    await expect(app.jobs.add('orders.submit', payload())).rejects.toBeInstanceOf(RetryableError);
    await expect(app.jobs.ping()).rejects.toThrow('takes no jobs');
    await admin.config('SET', 'maxmemory', '0');
    await addWhenPossible(app, payload());
    await app.jobs.ping();
    admin.disconnect();
    await app.close();
  });

  it('does not keep the service from starting, nor its jobs from running afterwards', async () => {
    await redis.stop();
    const app = await startJobsApp(onRedis(redis));
    const lost = payload();
    const refused = expect(app.jobs.add('orders.submit', lost)).rejects.toBeInstanceOf(RetryableError);
    expect(await millisecondsOf(refused)).toBeLessThan(2_300);

    await redis.start();
    const order = payload();
    await addWhenPossible(app, order);
    await app.recorder.runs(order.orderId, 1);
    expect(app.recorder.count(lost.orderId)).toBe(0); // given up means not sent later
    await app.close();
  });

  it('does not keep the service from stopping', async () => {
    const app = await startJobsApp(onRedis(redis));
    await app.jobs.ping();
    await redis.stop();
    expect(await millisecondsOf(app.close())).toBeLessThan(4_000);
  });

  async function addWhenPossible(
    app: Awaited<ReturnType<typeof startJobsApp>>,
    order: ReturnType<typeof payload>,
  ): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await app.jobs.add('orders.submit', order);
      } catch (error) {
        if (tries === 20) throw error;
        await app.recorder.wait(250);
      }
    }
  }
});
