import { Logger } from '@nestjs/common';
import { Health, HealthIndicator } from './health';

class Dependency extends HealthIndicator {
  failure: Error | undefined;

  constructor(
    readonly name: string,
    readonly critical: boolean,
  ) {
    super();
  }

  async check(): Promise<void> {
    if (this.failure) throw this.failure;
  }
}

describe('readiness', () => {
  const logged: string[] = [];
  let health: Health;
  let database: Dependency;
  let redis: Dependency;

  beforeEach(() => {
    logged.length = 0;
    const keep = (message: unknown): void => void logged.push(String(message));
    Logger.overrideLogger({ log: keep, error: keep, warn: keep });
    health = new Health();
    database = new Dependency('database', true);
    redis = new Dependency('redis', false);
    health.add(database);
    health.add(redis);
  });
  afterEach(() => {
    Logger.overrideLogger(['error']);
  });

  it('names every dependency', async () => {
    expect(await health.report()).toEqual({
      status: 'ok',
      checks: { database: { status: 'up' }, redis: { status: 'up' } },
    });
  });

  it('is degraded while something it can do without is down', async () => {
    redis.failure = new Error('connect ECONNREFUSED 10.0.0.7:6379');
    const report = await health.report();
    expect(report).toMatchObject({ status: 'degraded', checks: { redis: { status: 'down' } } });
    expect(JSON.stringify(report)).not.toContain('10.0.0.7');
  });

  it('is down while the database is', async () => {
    database.failure = new Error('gone');
    expect((await health.report()).status).toBe('down');
  });

  it('logs an outage once and its end once', async () => {
    redis.failure = new Error('gone');
    await health.report();
    await health.report();
    redis.failure = undefined;
    await health.report();
    await health.report();
    expect(logged).toEqual(['redis is down: gone', 'redis is back']);
  });

  it('takes a dependency that does not answer for down', async () => {
    jest.useFakeTimers();
    redis.check = () => new Promise(() => undefined);
    const report = health.report();
    await jest.advanceTimersByTimeAsync(2_000);
    expect((await report).checks['redis']).toEqual({ status: 'down' });
    jest.useRealTimers();
  });

  it('wants no new traffic once the process stops', async () => {
    health.onModuleDestroy();
    expect((await health.report()).status).toBe('stopping');
  });
});
