import { setTimeout as wait } from 'node:timers/promises';
import { BenchService } from './bench-service';
import { registerShops } from './registered-shops';
import type { Scenario } from './scenario';
import { Servers } from './servers';

const WEBHOOK = { TELEGRAM_UPDATES: 'webhook' };
/** A sweep of the bots looks every two seconds, the others less often. */
const QUIET_MS = 10_000;

/** What shops cost that are only there, all of them with webhooks that are set (docs/product.md 9). */
export const registered: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, { ...servers.environment(), ...WEBHOOK });
  await service.start(); // makes the tables
  await service.stop();
  const emptyMs = await service.start();
  await wait(effort.restMs);
  const empty = await service.collectedUsage();
  await service.stop();
  await registerShops(stage, servers, service.environment, effort.registered);
  const telegramCalls = stage.telegram.calls.length;
  const startMs = await service.start();
  await wait(QUIET_MS);
  const full = await service.collectedUsage();
  const shops = `${effort.registered} shops with webhooks`;
  figures.add('start, Redis + PostgreSQL, no shop', emptyMs / 1000, 's');
  figures.add(`start, ${shops}`, startMs / 1000, 's', { atMost: 10 });
  const perShopKb = ((full.heapMb - empty.heapMb) * 1024) / effort.registered;
  figures.add(`heap of a shop, ${shops}`, Math.max(perShopKb, 0), 'KB', { atMost: 5 });
  figures.add(
    `calls of Telegram in the ${QUIET_MS / 1000} s after the start, ${shops}`,
    stage.telegram.calls.length - telegramCalls,
    'calls',
    { atMost: 0 },
  );
  figures.remark(
    `heap without ${empty.heapMb.toFixed(1)} MB, with ${full.heapMb.toFixed(1)} MB; RSS ${empty.rssMb.toFixed(0)} and ${full.rssMb.toFixed(0)} MB`,
  );
  await service.close();
  await servers.close();
};
