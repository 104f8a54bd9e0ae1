import { setTimeout as wait } from 'node:timers/promises';
import { BenchService } from './bench-service';
import { registerShops } from './registered-shops';
import type { Scenario } from './scenario';
import { Servers } from './servers';
import type { Stage } from './stage';

const LOOK_EVERY_MS = 200;
const TIMEOUT_MS = 120_000;

/** The cost of a bot that is polled and has no visitors. */
export const polledBots: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, servers.environment(), 'bot');
  await service.start(); // makes the tables
  await service.stop();
  await service.start();
  await wait(effort.restMs);
  const empty = await service.collectedUsage();
  await service.stop();
  const shops = await registerShops(stage, servers, service.environment, effort.polled);
  await service.start();
  const startedAt = performance.now();
  await untilPolled(stage, new Set(shops.map(({ botToken }) => botToken)));
  const polledSec = (performance.now() - startedAt) / 1000;
  await wait(effort.restMs);
  const full = await service.collectedUsage();
  const perBotKb = (member: 'heapMb' | 'rssMb'): number =>
    ((full[member] - empty[member]) * 1024) / effort.polled;
  const bots = `${effort.polled} polled bots`;
  figures.add(`${bots}, seconds from ready until the last one is polled`, polledSec, 's');
  figures.add(`${bots}, RSS of the process`, full.rssMb, 'MB');
  figures.add(`${bots}, RSS of each`, Math.max(perBotKb('rssMb'), 0), 'KB');
  figures.add(`${bots}, heap of each`, Math.max(perBotKb('heapMb'), 0), 'KB');
  await service.close();
  await servers.close();
};

/** The fake keeps the latest calls only, so they are gathered while they come. */
async function untilPolled(stage: Stage, missing: Set<string>): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (missing.size > 0) {
    for (const { method, botToken } of stage.telegram.calls) {
      if (method === 'getUpdates') missing.delete(botToken);
    }
    if (performance.now() > deadline) throw new Error(`${missing.size} bots are not polled`);
    await wait(LOOK_EVERY_MS);
  }
}
