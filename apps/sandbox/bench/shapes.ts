import { BenchService } from './bench-service';
import { Servers } from './servers';
import type { Stage } from './stage';

/** Runs `work` with a started service on its embedded stores, then with one on Redis and PostgreSQL. @param told what else it is told */
export async function inBothShapes(
  stage: Stage,
  work: (service: BenchService, shape: string) => Promise<void>,
  told: Readonly<Record<string, string>> = {},
): Promise<void> {
  await withService(await BenchService.prepare(stage, told), (service) => work(service, 'embedded'));
  const servers = await Servers.open();
  await withService(await BenchService.prepare(stage, { ...servers.environment(), ...told }), (service) =>
    work(service, 'Redis + PostgreSQL'),
  );
  await servers.close();
}

async function withService(
  service: BenchService,
  work: (service: BenchService) => Promise<void>,
): Promise<void> {
  await service.start();
  await work(service);
  await service.close();
}
