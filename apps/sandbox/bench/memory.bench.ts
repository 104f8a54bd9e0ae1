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
  const atRest = async (): Promise<number> => {
    const rssMb: number[] = [];
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await service.stop();
      await service.start();
      await wait(effort.restMs);
      rssMb.push((await service.usage()).rssMb);
    }
    return median(rssMb);
  };
  await service.start();
  await wait(effort.restMs);
  figures.add('memory, embedded, at rest after creating the database', (await service.usage()).rssMb, 'MB');
  await service.connect();
  const count = `median of ${RESTARTS}`;
  const withOne = await atRest();
  figures.add(`memory, embedded, at rest with one shop, ${count}`, withOne, 'MB', { atMost: 400 });
  for (let count = 1; count < effort.tenants; count += AT_ONCE) {
    const missing = Math.min(AT_ONCE, effort.tenants - count);
    await Promise.all(Array.from({ length: missing }, () => service.connect()));
  }
  const withAll = await atRest();
  figures.add(`memory, embedded, at rest with ${effort.tenants} polled shops, ${count}`, withAll, 'MB');
  figures.add('memory per polled shop', ((withAll - withOne) * 1024) / (effort.tenants - 1), 'KB');
  await service.close();
};
