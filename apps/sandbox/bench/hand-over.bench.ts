import { setTimeout as wait } from 'node:timers/promises';
import { BenchService } from './bench-service';
import { CountingProxy } from './counting-proxy';
import { median } from './figures';
import type { Scenario } from './scenario';
import { Servers } from './servers';

const BOTS = 50;
const SHOPS_AT_ONCE = 10;
/** Processes share the bots among themselves by then. */
const SETTLING_MS = 12_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** Two processes poll fifty bots; one dies by `kill -9` and somebody writes to each of its bots at that moment. */
export const handOver: Scenario = async ({ figures, stage }) => {
  const servers = await Servers.open();
  const api = await BenchService.prepare(stage, servers.environment(), 'api');
  await api.start();
  const pollers = new Map<string, string>();
  const bots = await Promise.all(
    ['first', 'second'].map(async (name) => {
      // each goes to Telegram by a way of its own, so that it is seen who polls which bot
      const proxy = await CountingProxy.open(stage.telegram.url, () => (chunk) => {
        for (const token of polledIn(chunk)) pollers.set(token, name);
      });
      const telegram = { TELEGRAM_API_URL: new URL(proxy.url).origin };
      const service = await BenchService.prepare(stage, { ...servers.environment(), ...telegram }, 'bot');
      await service.start();
      return { name, service, proxy };
    }),
  );
  const tokens: string[] = [];
  while (tokens.length < BOTS) {
    const shops = await Promise.all(Array.from({ length: SHOPS_AT_ONCE }, () => api.connect()));
    tokens.push(...shops.map(({ botToken }) => botToken));
  }
  const chats = await Promise.all(tokens.map((token) => stage.visitor(token)));
  await wait(SETTLING_MS);
  const [dying] = bots;
  if (!dying) throw new TypeError('there are two');
  const orphaned = chats.filter((_chat, place) => pollers.get(tokens[place] ?? '') === dying.name);
  await dying.service.kill();
  const diedAt = performance.now();
  const durationsSec = await Promise.all(
    orphaned.map(async (chat) => {
      chat.send('/start');
      await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
      return (performance.now() - diedAt) / 1000;
    }),
  );
  const what = `kill -9 of one of two that poll ${BOTS} bots`;
  figures.add(`${what}, bots it had`, orphaned.length, 'bots');
  figures.add(`${what}, until such a bot answers, median`, median(durationsSec), 's');
  figures.add(`${what}, until the last one answers`, Math.max(...durationsSec), 's', { atMost: 10 });
  for (const { service, proxy } of bots) {
    await service.close();
    await proxy.close();
  }
  await api.close();
  await servers.close();
};

/** Tokens of the polls that begin in a piece of what a process sends. */
function polledIn(chunk: Buffer): string[] {
  const found = chunk.toString('latin1').matchAll(/POST \/bot(\d+:[\w-]+)\/getUpdates/g);
  return [...found].flatMap(([, token]) => token ?? []);
}
