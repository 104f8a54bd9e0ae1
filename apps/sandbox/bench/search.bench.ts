import { setImmediate as everythingElse } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CatalogSnapshot, type CatalogData } from '@rto/catalog';
import type { Figures } from './figures';
import type { Scenario } from './scenario';
import { assortment, type KnownItem } from './search/assortment';
import { HELD_OUT } from './search/held-out';
import { codeQueries, judge, labelled, recall, type Labelled } from './search/judging';
import { LABELLED } from './search/labelled';

const GOAL = 0.95;
const P95_MS = 15;
/** Copies of each good in the large shop: 10,000 goods. */
const COPIES = 5;
/** Queries before the measured ones: what a process that has run for a while would not count. */
const WARM_UP = 200;

/** What the search finds of what people type, how quickly, and what it takes. */
export const search: Scenario = async ({ figures }) => {
  const small = assortment();
  const known = new Map(small.items.map((item) => [item.id, item]));
  const snapshot = await CatalogSnapshot.of(small);
  await snapshot.prepareSearch();
  const made = [...labelled(LABELLED), ...codeQueries(small.items)];
  addRecall(figures, 'search, recall@5', snapshot, known, made);
  addRecall(figures, 'search, recall@5 of held-out queries', snapshot, known, labelled(HELD_OUT));
  await addCost(figures, assortment(COPIES), made);
};

function addRecall(
  figures: Figures,
  name: string,
  snapshot: CatalogSnapshot,
  known: ReadonlyMap<number, KnownItem>,
  queries: readonly Labelled[],
): void {
  const verdicts = judge(snapshot, known, queries);
  for (const kind of new Set(queries.map((query) => query.kind))) {
    const own = verdicts.filter(({ query }) => query.kind === kind);
    figures.add(`${name}, ${kind}, of ${own.length}`, recall(own), '');
  }
  figures.add(`${name}, all ${verdicts.length}`, recall(verdicts), '', { atLeast: GOAL });
  figures.add(
    `${name}, first of all`,
    verdicts.filter(({ place }) => place === 0).length / verdicts.length,
    '',
  );
  for (const { query, shown, place } of verdicts) {
    if (place === undefined)
      figures.remark(`${query.kind} «${query.text}» found ${shown.join('; ') || 'nothing'}`);
  }
}

async function addCost(figures: Figures, data: CatalogData, queries: readonly Labelled[]): Promise<void> {
  const snapshot = await CatalogSnapshot.of(data);
  const before = await usedBytes();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  await snapshot.prepareSearch();
  const tookMs = performance.now() - startedAt;
  delay.disable();
  const shop = `search, ${snapshot.size} goods`;
  figures.add(`${shop}, building`, tookMs, 'ms');
  figures.add(`${shop}, longest time that nobody else has a turn`, delay.max / 1e6, 'ms');
  figures.add(`${shop}, memory`, ((await usedBytes()) - before) / 1024 / 1024, 'MB');
  for (const { text } of queries.slice(0, WARM_UP)) snapshot.search(text);
  const durationsMs = queries.map(({ text }) => {
    const from = performance.now();
    snapshot.search(text);
    return performance.now() - from;
  });
  figures.addPercentiles(`${shop}, a query`, durationsMs, P95_MS);
}

/** Heap and buffers after a collection. */
async function usedBytes(): Promise<number> {
  setFlagsFromString('--expose-gc'); // as the flag of a start would
  const collect = runInNewContext('gc') as () => void;
  await everythingElse();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
