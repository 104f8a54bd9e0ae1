import { BenchService } from './bench-service';
import { median } from './figures';
import type { Scenario } from './scenario';

/** From the start of the process until `/health/ready` says yes. */
export const startUp: Scenario = async ({ figures, effort, stage }) => {
  const newMs: number[] = [];
  const existingMs: number[] = [];
  for (let round = 0; round < effort.starts; round += 1) {
    const service = await BenchService.prepare(stage);
    newMs.push(await service.start());
    await service.connect();
    await service.stop();
    existingMs.push(await service.start());
    await service.close();
  }
  const count = `median of ${effort.starts}`;
  figures.add(`start, embedded, existing database with a shop, ${count}`, median(existingMs) / 1000, 's', {
    atMost: 3,
  });
  figures.add(`start, embedded, new database, ${count}`, median(newMs) / 1000, 's');
};
