import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/fakes';
import { confirm, goToSummary } from './buy';
import { percentile } from './figures';
import { Parts } from './parts';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop, Stage } from './stage';

const SHOPS = 40;
const SHOPS_AT_ONCE = 10;
/** One a second and shop: half of what REGOS takes from a shop. */
const OFFERED_PER_SEC = 40;
const LOOK_EVERY_MS = 100;
const DRAIN_TIMEOUT_MS = 180_000;

/** «Подтвердить» across many shops, with REGOS and without it (docs/product.md 9). */
export const confirms: Scenario = async (bench) => {
  const { stage, effort } = bench;
  const servers = await Servers.open();
  const service = await Parts.start(stage, servers);
  const shops: StagedShop[] = [];
  while (shops.length < SHOPS) {
    shops.push(...(await Promise.all(Array.from({ length: SHOPS_AT_ONCE }, () => service.api.connect()))));
  }
  const buyers = await atSummary(stage, shops, effort.confirms);
  await whileRegosIsThere(bench, service, shops, buyers);
  const late = await atSummary(stage, shops, effort.waitingOrders);
  await whileRegosIsAway(bench, shops, late);
  await service.close();
  await servers.close();
};

async function whileRegosIsThere(
  { figures, stage }: Bench,
  service: Parts,
  shops: readonly StagedShop[],
  buyers: readonly Chat[],
): Promise<void> {
  const [cpuBefore, startedAt] = [await service.cpuSec(), performance.now()];
  const durationsMs = await confirmAll(buyers);
  const elapsedSec = (performance.now() - startedAt) / 1000;
  const what = `«Подтвердить», ${SHOPS} shops, ${OFFERED_PER_SEC} orders/s offered`;
  figures.add(`${what}, answered`, durationsMs.length / elapsedSec, 'orders/s');
  figures.add(`${what}, p50 of ${durationsMs.length}`, percentile(durationsMs, 50), 'ms');
  figures.add(`${what}, p99`, percentile(durationsMs, 99), 'ms', { atMost: 500 });
  await documentsOf(stage, shops, buyers.length);
  const doneSec = (performance.now() - startedAt) / 1000;
  figures.add('the same, documents in REGOS', buyers.length / doneSec, 'orders/s');
  const cpuMs = ((await service.cpuSec()) - cpuBefore) * 1000;
  figures.add('the same, CPU of the service from «Подтвердить» to the document', cpuMs / buyers.length, 'ms');
}

/** How fast what waited for REGOS reaches it when it is back. */
async function whileRegosIsAway(
  { figures, stage, effort }: Bench,
  shops: readonly StagedShop[],
  buyers: readonly Chat[],
): Promise<void> {
  const before = countDocuments(stage, shops);
  stage.regos.faults.add({ kind: 'down' });
  const awayAt = performance.now();
  const durationsMs = await confirmAll(buyers);
  figures.add('«Подтвердить» while REGOS is away, p99', percentile(durationsMs, 99), 'ms');
  await wait(Math.max(effort.outageMs - (performance.now() - awayAt), 0));
  stage.regos.faults.clear();
  const backAt = performance.now();
  const outageSec = (backAt - awayAt) / 1000;
  await documentsOf(stage, shops, before + Math.ceil(buyers.length / 2));
  const halfSec = (performance.now() - backAt) / 1000;
  await documentsOf(stage, shops, before + buyers.length);
  const allSec = (performance.now() - backAt) / 1000;
  const what = `${buyers.length} orders after REGOS was away for ${outageSec.toFixed(0)} s`;
  figures.add(`${what}, until half of them are there`, halfSec, 's');
  figures.add(`${what}, until all of them are there`, allSec, 's');
  figures.add(`${what}, drained`, buyers.length / allSec, 'orders/s');
}

/** Buyers in front of the summary, the shops by turns: neighbours in the list buy in different shops. */
async function atSummary(stage: Stage, shops: readonly StagedShop[], count: number): Promise<Chat[]> {
  const buyers: Chat[] = [];
  while (buyers.length < count) {
    const round = shops.slice(0, count - buyers.length).map(({ botToken }) => stage.newcomer(botToken));
    await Promise.all(round.map(goToSummary));
    buyers.push(...round);
  }
  return buyers;
}

/** At the offered rate, however long the answers take. @returns milliseconds each */
async function confirmAll(buyers: readonly Chat[]): Promise<number[]> {
  const startedAt = performance.now();
  return Promise.all(
    buyers.map(async (chat, place) => {
      await wait(startedAt + (place * 1000) / OFFERED_PER_SEC - performance.now());
      return confirm(chat);
    }),
  );
}

function countDocuments(stage: Stage, shops: readonly StagedShop[]): number {
  const counts = shops.map(
    ({ connectedIntegrationId }) => stage.regos.documents(connectedIntegrationId).length,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Until REGOS has so many documents in all. */
async function documentsOf(stage: Stage, shops: readonly StagedShop[], count: number): Promise<void> {
  const deadline = performance.now() + DRAIN_TIMEOUT_MS;
  for (let found = countDocuments(stage, shops); found < count; found = countDocuments(stage, shops)) {
    if (performance.now() > deadline) throw new Error(`REGOS has ${found} of ${count} orders`);
    await wait(LOOK_EVERY_MS);
  }
}
