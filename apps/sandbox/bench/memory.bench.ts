import { setTimeout as wait } from 'node:timers/promises';
import { BenchService } from './bench-service';
import { median } from './figures';
import type { Scenario } from './scenario';

/** Shops that are registered at a time; each reads its settings from REGOS. */
const AT_ONCE = 10;
/** One start differs from the next by tens of MB, depending on what was collected when. */
const RESTARTS = 3;

/** Resident memory of a service that has been started on an existing database and left alone. */
export const memory: Scenario = async ({ figures, effort, stage }) => {
  const service = await BenchService.prepare(stage);
  const atRest = async (): Promise<number[]> => {
    const rssMb: number[] = [];
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await service.stop();
      await service.start();
      await wait(effort.restMs);
      rssMb.push((await service.usage()).rssMb);
    }
    return rssMb;
  };
  await service.start();
  await wait(effort.restMs);
  figures.add('memory, embedded, at rest after creating the database', (await service.usage()).rssMb, 'MB');
  await service.connect();
  const starts = `median of ${RESTARTS}`;
  const withOne = await atRest();
  figures.add(`memory, embedded, at rest with one shop, ${starts}`, median(withOne), 'MB', { atMost: 400 });
  for (let connected = 1; connected < effort.tenants; connected += AT_ONCE) {
    const missing = Math.min(AT_ONCE, effort.tenants - connected);
    await Promise.all(Array.from({ length: missing }, () => service.connect()));
  }
  const withAll = await atRest();
  figures.add(
    `memory, embedded, at rest with ${effort.tenants} polled shops, ${starts}`,
    median(withAll),
    'MB',
  );
  // what is not collected yet only adds, so the lowest says most
  const growthMb = Math.min(...withAll) - Math.min(...withOne);
  figures.add('memory per polled shop', (growthMb * 1024) / (effort.tenants - 1), 'KB');
  figures.remark(`starts with one shop: ${list(withOne)} MB; with all: ${list(withAll)} MB`);
  await service.close();
};

function list(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(', ');
}
