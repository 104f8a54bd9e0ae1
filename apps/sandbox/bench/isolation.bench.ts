import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/testing';
import { BenchService } from './bench-service';
import { browse } from './crowd';
import { percentile } from './figures';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import type { StagedShop, Stage } from './stage';

const QUIET_SHOPS = 4;
const PEOPLE_EACH = 5;
const THINK_MS = 250;
const WARM_UP_MS = 3_000;
/** People of the shop whose REGOS is dead; their taps wait for it. */
const STRANDED = 5;
const STRANDED_TAP_EVERY_MS = 2_000;
/** Longer than the service waits for any call. */
const HANGS_MS = 60_000;
/** Chats of the shop that is flooded, and what they send in all. */
const FLOODERS = 20;
const FLOOD_PER_SEC = 100;

/** Screens that need the catalogue and the cart. */
const WALK = [
  'Каталог',
  'Овощи и фрукты',
  /📁 Овощи$/,
  'Огурцы',
  'Добавить',
  'Корзина',
  'Очистить корзину',
  'Меню',
];

/** What four shops notice of three in trouble: the same taps, before and while it lasts (PRODUCT section 9). */
export const isolation: Scenario = async (bench) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(bench.stage, servers.environment());
  await service.start();
  const [dead, revoked, flooded] = [
    await service.connect(),
    await service.connect(),
    await service.connect(),
  ];
  const quiet = await Promise.all(Array.from({ length: QUIET_SHOPS }, () => service.connect()));
  const visitors = quiet.map(({ botToken }) => bench.stage.visitors(botToken, PEOPLE_EACH));
  const chats = (await Promise.all(visitors)).flat();
  const stranded = await bench.stage.visitors(dead.botToken, STRANDED);
  const flooders = await bench.stage.visitors(flooded.botToken, FLOODERS);
  const shop = (forMs: number): Promise<number[]> => browse(chats, () => WALK, { forMs, thinkMs: THINK_MS });
  await shop(WARM_UP_MS);
  const without = percentile(await shop(bench.effort.tapMs), 95);

  const trouble = new AbortController();
  const troubles = makeTrouble(bench.stage, { dead, revoked, stranded, flooders }, trouble.signal);
  await wait(WARM_UP_MS);
  const withThem = percentile(await shop(bench.effort.tapMs), 95);
  trouble.abort();
  await troubles;
  report(bench, without, withThem);
  await service.close();
  await servers.close();
};

function report({ figures }: Bench, without: number, withThem: number): void {
  figures.add('tap p95 of four shops, all is well', without, 'ms');
  figures.add('the same beside a dead REGOS, a revoked token and a flood', withThem, 'ms');
  figures.add('of what it was without them', (withThem * 100) / without, '%', { atMost: 110 });
  figures.remark(`the flood: ${FLOOD_PER_SEC} messages a second in ${FLOODERS} chats of one shop`);
}

interface Troubled {
  readonly dead: StagedShop;
  readonly revoked: StagedShop;
  readonly stranded: readonly Chat[];
  readonly flooders: readonly Chat[];
}

/** Until `signal`. */
async function makeTrouble(
  stage: Stage,
  { dead, revoked, stranded, flooders }: Troubled,
  signal: AbortSignal,
): Promise<void> {
  // nobody answers: worse than a connection that breaks at once
  const { connectedIntegrationId } = dead;
  stage.regos.faults.add({ kind: 'slow', ms: HANGS_MS, connectedIntegrationId });
  stage.telegram.revoke(revoked.botToken);
  await Promise.all([...stranded.map((chat) => askInVain(chat, signal)), flood(flooders, signal)]);
  stage.regos.faults.clear();
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
