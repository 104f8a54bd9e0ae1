import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/fakes';
import { confirm, goToSummary } from './buy';
import { percentile } from './figures';
import { Parts } from './parts';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop, Stage } from './stage';

const SHOPS_AT_ONCE = 5;
const CATALOGUE_TIMEOUT_MS = 60_000;
/** One of so many is sick. */
const SICK_OF = 10;
/** Orders of all shops together; a machine that is busy measures itself. */
const OFFERED_PER_SEC = 8;
const LOOK_EVERY_MS = 20;
const DOCUMENT_TIMEOUT_MS = 120_000;
/** What an order asks; goods are still to be had, so that people order there as much as elsewhere. */
const ORDER_CALLS = /^(batch|RetailCustomer|DocOrderDelivery)/i;
/** Between two runs, so that nothing of the one is left in the other. */
const REST_MS = 10_000;

/** What one run says of the shops that are well, in milliseconds an order. */
interface Times {
  readonly received: readonly number[];
  readonly documents: readonly number[];
}

/**
 * What orders of 180 shops notice of 20 others whose REGOS hangs (docs/product.md 9): the same orders without sick
 * shops, with them, and without them again, from «Подтвердить» until the buyer is told and until the document is there.
 */
export const sickShops: Scenario = async (bench) => {
  const { stage, effort } = bench;
  const servers = await Servers.open();
  const service = await Parts.start(stage, servers);
  const shops: StagedShop[] = [];
  while (shops.length < effort.sickShopsOf) {
    shops.push(...(await Promise.all(Array.from({ length: SHOPS_AT_ONCE }, () => service.api.connect()))));
  }
  for (let start = 0; start < shops.length; start += SHOPS_AT_ONCE) {
    await Promise.all(shops.slice(start, start + SHOPS_AT_ONCE).map((shop) => openCatalogue(stage, shop)));
  }
  await run(stage, shops); // the first orders of a process take longer
  const before = await run(stage, shops);
  await wait(REST_MS);
  const during = await run(stage, shops, ({ connectedIntegrationId }) =>
    stage.regos.faults.add({ kind: 'hangs', method: ORDER_CALLS, connectedIntegrationId }),
  );
  stage.regos.faults.clear();
  await wait(REST_MS);
  const after = await run(stage, shops);
  report(bench, shops.length, { before, during, after });
  await service.close();
  await servers.close();
};

/** An order in each shop, twice. @param harm what is wrong with each of the sick shops from then on */
async function run(
  stage: Stage,
  shops: readonly StagedShop[],
  harm: (shop: StagedShop) => void = () => undefined,
): Promise<Times> {
  const rounds = [await atSummary(stage, shops), await atSummary(stage, shops)];
  shops.filter((_, place) => isSick(place)).forEach(harm);
  const received: number[] = [];
  const documents: number[] = [];
  for (const buyers of rounds) {
    const startedAt = performance.now();
    await Promise.all(
      buyers.map(async (buyer, place) => {
        await wait(startedAt + (place * 1000) / OFFERED_PER_SEC - performance.now());
        const shop = shops[place];
        if (!shop) throw new Error('a buyer without a shop');
        if (isSick(place)) return void (await confirm(buyer));
        const isThere = nextDocument(stage, shop);
        const tappedAt = performance.now();
        received.push(await confirm(buyer));
        await isThere();
        documents.push(performance.now() - tappedAt);
      }),
    );
  }
  return { received, documents };
}

/** A first visitor waits for the catalogue to be read; what is measured comes after. */
async function openCatalogue(stage: Stage, { botToken }: StagedShop): Promise<void> {
  const chat = await stage.visitor(botToken);
  chat.tap('Каталог');
  await chat.waitFor(
    ({ inlineKeyboard }) => inlineKeyboard.flat().some(({ text }) => text.includes('Овощи и фрукты')),
    CATALOGUE_TIMEOUT_MS,
  );
}

function isSick(place: number): boolean {
  return place % SICK_OF === 0;
}

async function atSummary(stage: Stage, shops: readonly StagedShop[]): Promise<Chat[]> {
  const buyers: Chat[] = [];
  while (buyers.length < shops.length) {
    const some = shops.slice(buyers.length, buyers.length + SHOPS_AT_ONCE);
    const round = await Promise.all(some.map(({ botToken }) => stage.visitor(botToken)));
    await Promise.all(round.map(goToSummary));
    buyers.push(...round);
  }
  return buyers;
}

/** @returns resolves when the shop has a document more than now */
function nextDocument({ regos }: Stage, { connectedIntegrationId }: StagedShop): () => Promise<void> {
  const before = regos.documents(connectedIntegrationId).length;
  return async () => {
    const deadline = performance.now() + DOCUMENT_TIMEOUT_MS;
    while (regos.documents(connectedIntegrationId).length === before) {
      if (performance.now() > deadline) throw new Error('an order of a shop that is well has no document');
      await wait(LOOK_EVERY_MS);
    }
  };
}

function report(
  { figures }: Bench,
  shops: number,
  { before, during, after }: Readonly<Record<'before' | 'during' | 'after', Times>>,
): void {
  const sick = shops / SICK_OF;
  const parts = [
    ['until the buyer is told', 'received'],
    ['until the document is there', 'documents'],
  ] as const;
  for (const [words, part] of parts) {
    const p95 = (times: Times): number => percentile(times[part], 95);
    const what = `order ${words}, ${shops - sick} shops`;
    figures.add(`${what}, p95 of ${before[part].length}, all are well, before`, p95(before), 'ms');
    figures.add(`${what}, p95 beside ${sick} whose REGOS hangs`, p95(during), 'ms');
    figures.add(`${what}, p95, all are well, afterwards`, p95(after), 'ms');
    const well = (p95(before) + p95(after)) / 2;
    figures.add(`${what}, beside the sick ones, of what it is without`, (p95(during) * 100) / well, '%', {
      atMost: 110,
    });
  }
  figures.remark(`one order a shop and round, two rounds, ${OFFERED_PER_SEC} orders a second over all shops`);
}
