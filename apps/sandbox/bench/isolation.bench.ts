import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/fakes';
import { BenchService } from './bench-service';
import { Neighbours } from './neighbours';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop, Stage } from './stage';

const WARM_UP_MS = 3_000;
/** People of the shop whose REGOS is dead; their taps wait for it. */
const STRANDED = 5;
const STRANDED_TAP_EVERY_MS = 2_000;
/** Longer than the service waits for any call. */
const HANGS_MS = 60_000;
/** Chats of the shop that is flooded, and what they send in all. */
const FLOODERS = 20;
const FLOOD_PER_SEC = 100;

/** What four shops notice of three in trouble: the same taps, before and while it lasts (docs/product.md 9). */
export const isolation: Scenario = async (bench) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(bench.stage, servers.environment());
  await service.start();
  const [dead, revoked, flooded] = [
    await service.connect(),
    await service.connect(),
    await service.connect(),
  ];
  const neighbours = await Neighbours.of(bench.stage, service);
  const stranded = await bench.stage.visitors(dead.botToken, STRANDED);
  const flooders = await bench.stage.visitors(flooded.botToken, FLOODERS);
  const p95 = (): Promise<number> => neighbours.p95(bench.effort.tapMs);
  const before = await p95();
  const trouble = new AbortController();
  const ends: Promise<unknown>[] = [];
  const beside: [what: string, ms: number][] = [];
  for (const [what, begin] of troubles(bench.stage, { dead, revoked, stranded, flooders })) {
    ends.push(begin(trouble.signal));
    await wait(WARM_UP_MS);
    beside.push([what, await p95()]);
  }
  trouble.abort();
  await Promise.all(ends);
  bench.stage.regos.faults.clear();
  await wait(WARM_UP_MS);
  report(bench, [before, await p95()], beside);
  await service.close();
  await servers.close();
};

/** @param well before and afterwards: a machine that does other work too changes meanwhile */
function report(
  { figures }: Bench,
  [before, after]: readonly [before: number, after: number],
  beside: readonly (readonly [what: string, ms: number])[],
): void {
  const what = 'tap p95 of four shops';
  figures.add(`${what}, all is well, before`, before, 'ms');
  for (const [trouble, ms] of beside) figures.add(`${what}, beside ${trouble}`, ms, 'ms');
  figures.add(`${what}, all is well, afterwards`, after, 'ms');
  const [, withAll] = beside.at(-1) ?? ['', 0];
  figures.add(`${what}, beside all of it, of what it is without`, (withAll * 200) / (before + after), '%', {
    atMost: 110,
  });
  figures.remark(`the flood: ${FLOOD_PER_SEC} messages a second in ${FLOODERS} chats of one shop`);
}

interface Troubled {
  readonly dead: StagedShop;
  readonly revoked: StagedShop;
  readonly stranded: readonly Chat[];
  readonly flooders: readonly Chat[];
}

type Trouble = (until: AbortSignal) => Promise<unknown>;

/** Each comes on top of those before. */
function troubles(
  { regos, telegram }: Stage,
  { dead, revoked, stranded, flooders }: Troubled,
): [what: string, begin: Trouble][] {
  return [
    [
      'a dead REGOS',
      (until) => {
        // nobody answers: worse than a connection that breaks at once
        const { connectedIntegrationId } = dead;
        regos.faults.add({ kind: 'slow', ms: HANGS_MS, connectedIntegrationId });
        return Promise.all(stranded.map((chat) => askInVain(chat, until)));
      },
    ],
    ['a revoked token too', async () => telegram.revoke(revoked.botToken)],
    ['a flood too', (until) => flood(flooders, until)],
  ];
}

/** Taps «Каталог» without waiting for what comes of it. */
async function askInVain(chat: Chat, signal: AbortSignal): Promise<void> {
  const menu = chat.lastMessage;
  const catalogue = menu?.inlineKeyboard.flat().find(({ text }) => text.includes('Каталог'))?.callback_data;
  if (!menu || catalogue === undefined) throw new Error('the bot has not shown its menu');
  while (!signal.aborted) {
    chat.tapData(catalogue, menu);
    await wait(STRANDED_TAP_EVERY_MS);
  }
}

async function flood(chats: readonly Chat[], signal: AbortSignal): Promise<void> {
  for (let sent = 0; !signal.aborted; sent += 1) {
    chats[sent % chats.length]?.send(`ещё ${sent}`);
    await wait(1000 / FLOOD_PER_SEC);
  }
}
