import { findPostgres, findRedisServer, hasDockerCompose, installWithApt } from './binaries';
import { startComposeService } from './compose';
import { startPostgres } from './postgres';
import { startRedis } from './redis';
import type { TestService } from './test-service';

export interface TestServices {
  readonly redis: TestService;
  readonly postgres: TestService;
}

/**
 * Finds or starts both servers: a given address, programs of the system, apt (as root), docker compose.
 * @throws Error that says what to install; nothing is left running then
 */
export async function startTestServices(): Promise<TestServices> {
  // apt works before anything runs and for both at once: two of it would fight for its lock
  installMissing();
  const [redis, postgres] = await Promise.allSettled([provideRedis(), providePostgres()]);
  if (redis.status === 'fulfilled' && postgres.status === 'fulfilled') {
    return { redis: redis.value, postgres: postgres.value };
  }
  for (const service of [redis, postgres]) if (service.status === 'fulfilled') await service.value.stop();
  const reasons = [redis, postgres]
    .filter((service) => service.status === 'rejected')
    .map((service) => String(service.reason));
  throw new Error(reasons.join('\n'));
}

function installMissing(): void {
  const packages: string[] = [];
  if (!process.env.TEST_REDIS_URL && !findRedisServer()) packages.push('redis-server');
  if (!process.env.TEST_DATABASE_URL && !findPostgres()) packages.push('postgresql');
  if (packages.length > 0) installWithApt(packages);
}

async function provideRedis(): Promise<TestService> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return notOurs(given);
  if (findRedisServer()) {
    const redis = await startRedis({ keepsData: false });
    return { url: redis.url, stop: () => redis.dispose(), kill: () => redis.kill() };
  }
  if (hasDockerCompose()) return startComposeService('redis', 6379, (host) => `redis://${host}`);
  throw new Error(
    'The tests need Redis 7: install it (Debian: apt-get install redis-server), or docker compose, ' +
      'or set TEST_REDIS_URL to one that may be written to',
  );
}

async function providePostgres(): Promise<TestService> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return notOurs(given);
  const binaries = findPostgres();
  if (binaries) return startPostgres(binaries);
  const url = (host: string): string => `postgres://postgres:postgres@${host}/postgres`;
  if (hasDockerCompose()) return startComposeService('postgres', 5432, url);
  throw new Error(
    'The tests need PostgreSQL: install it (Debian: apt-get install postgresql), or docker compose, ' +
      'or set TEST_DATABASE_URL to one whose user may create databases',
  );
}

function notOurs(url: string): TestService {
  return { url, stop: () => Promise.resolve(), kill: () => undefined };
}
