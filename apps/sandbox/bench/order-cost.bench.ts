import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/fakes';
import { BenchService } from './bench-service';
import { buy } from './buy';
import { CountingProxy } from './counting-proxy';
import { PostgresRequests } from './postgres-requests';
import { RedisRequests } from './redis-requests';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop } from './stage';

const CATALOGUE = /^(?:Item|ItemGroup)\//;
/** Until a new process has looked around, or what follows an order is done. */
const QUIET_MS = 2_000;
const CREATE = 'DocOrderDelivery/AddFull';

/** Round trips to each store. */
interface Trips {
  readonly database: number;
  readonly keyValue: number;
  readonly queue: number;
}

/** REGOS calls and store round trips of whole orders, each from /start to REGOS's number in the chat. */
export const orderCost: Scenario = async (bench) => {
  const servers = await Servers.open();
  const sql = new PostgresRequests();
  const redis = new RedisRequests();
  const sqlProxy = await CountingProxy.open(servers.databaseUrl, () => sql.newReader());
  const redisProxy = await CountingProxy.open(servers.redisUrl, () => redis.newReader());
  const service = await BenchService.prepare(bench.stage, servers.environment(sqlProxy.url, redisProxy.url));
  const trips = (): Trips => ({ database: sql.count, keyValue: redis.keyValue, queue: redis.queue });
  const restartCold = async (): Promise<void> => {
    await service.stop();
    await servers.emptyRedis();
    await service.start();
  };
  await service.start();
  const shop = await service.connect();
  await restartCold();
  await wait(QUIET_MS);
  const idle = await idleTripsPerMs(trips, bench.effort.restMs);
  const person = bench.stage.newcomer(shop.botToken);
  const order = async (name: string, goal: number): Promise<void> => {
    await wait(QUIET_MS);
    await countOrder({ bench, shop, person, trips, idle, name, goal });
  };
  await order('first order, all caches cold', 4);
  await restartCold();
  await order("known buyer's order, all caches cold", 2);
  await order("known buyer's order, caches warm", 2);
  await service.close();
  await Promise.all([sqlProxy.close(), redisProxy.close()]);
  await servers.close();
};

interface Counted {
  readonly bench: Bench;
  readonly shop: StagedShop;
  readonly person: Chat;
  readonly trips: () => Trips;
  readonly idle: Trips;
  readonly name: string;
  /** Of REGOS calls beyond the catalogue. */
  readonly goal: number;
}

async function countOrder({ bench, shop, person, trips, idle, name, goal }: Counted): Promise<void> {
  const { figures, stage } = bench;
  const callsOf = (): string[] =>
    stage.regos.calls
      .filter(({ connectedIntegrationId }) => connectedIntegrationId === shop.connectedIntegrationId)
      .map(({ method }) => method);
  const [callsBefore, before, startedAt] = [callsOf().length, trips(), performance.now()];
  await buy(person);
  const [durationMs, after] = [performance.now() - startedAt, trips()];
  const calls = callsOf().slice(callsBefore);
  const untilCreated = calls.slice(0, calls.indexOf(CREATE) + 1).filter((method) => !CATALOGUE.test(method));
  const net = (store: keyof Trips): number =>
    Math.max(Math.round(after[store] - before[store] - idle[store] * durationMs), 0);
  figures.add(`REGOS calls until the document, ${name}`, untilCreated.length, 'calls', { atMost: goal });
  figures.add(`REGOS calls in all, ${name}`, calls.length, 'calls');
  figures.remark(calls.join(', '));
  figures.add(`database round trips, ${name}`, net('database'), 'queries');
  figures.add(`key-value calls, ${name}`, net('keyValue'), 'calls');
  figures.add(`queue calls, ${name}`, net('queue'), 'calls');
}

/** Round trips of an idle service to its stores. */
async function idleTripsPerMs(trips: () => Trips, forMs: number): Promise<Trips> {
  const before = trips();
  await wait(forMs);
  const after = trips();
  return {
    database: (after.database - before.database) / forMs,
    keyValue: (after.keyValue - before.keyValue) / forMs,
    queue: (after.queue - before.queue) / forMs,
  };
}
