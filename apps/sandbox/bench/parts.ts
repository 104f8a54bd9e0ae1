import { BenchService, type AppName } from './bench-service';
import type { Servers } from './servers';
import type { Stage } from './stage';

/** The service as processes apart: one that takes calls, one that polls and talks, one that works. */
export class Parts {
  private constructor(
    readonly api: BenchService,
    readonly bot: BenchService,
    readonly worker: BenchService,
  ) {}

  static async start(stage: Stage, servers: Servers): Promise<Parts> {
    return new Parts(
      await startPart(stage, servers, 'api'), // makes the tables
      await startPart(stage, servers, 'bot'),
      await startPart(stage, servers, 'worker'),
    );
  }

  /** CPU time of all of them since their start, user and system; seconds. */
  async cpuSec(): Promise<number> {
    const usages = await Promise.all([this.api, this.bot, this.worker].map((part) => part.usage()));
    return usages.reduce((sum, { cpuSec }) => sum + cpuSec, 0);
  }

  async close(): Promise<void> {
    for (const part of [this.worker, this.bot, this.api]) await part.close();
  }
}

export async function startPart(stage: Stage, servers: Servers, app: AppName): Promise<BenchService> {
  const service = await BenchService.prepare(stage, servers.environment(), app);
  await service.start();
  return service;
}
