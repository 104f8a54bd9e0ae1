import { BareProcess } from './bare-process';
import { BenchService } from './bench-service';
import { percentile } from './figures';
import { registerShops } from './registered-shops';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';
import { TelegramSink } from './telegram-sink';
import { aMessage, postUpdate } from './webhook-client';

/** They write as fast as they are answered. */
const PEOPLE = 64;
const FIRST_CHAT_ID = 600_000_000;
const WARM_UP_MS = 3_000;
const WEBHOOK = { TELEGRAM_UPDATES: 'webhook' };

interface Target {
  readonly url: string;
  readonly secret: string;
  /** Whether each update is answered by a message; else its 2xx is all. */
  readonly replies: boolean;
  cpuSec(): Promise<number>;
}

interface Measured {
  readonly perSec: number;
  /** CPU time of the measured process, microseconds an update. */
  readonly cpuUs: number;
  /** Until the 2xx. */
  readonly takenMs: readonly number[];
}

/**
 * The webhook route beside a bare route of NestJS, and with the bot's answer beside telegraf's own handler: the
 * same bodies by the same client, and a Telegram that costs nothing (docs/product.md 9).
 */
export const webhook: Scenario = async (bench) => {
  const { figures, stage } = bench;
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, { ...servers.environment(), ...WEBHOOK }, 'api');
  await service.start(); // makes the tables
  await service.stop();
  const [shop] = await registerShops(stage, servers, service.environment, 1);
  if (!shop) throw new TypeError('one was made');
  const sink = new TelegramSink(shop.botId);
  await sink.open();

  const route = await BareProcess.start('bare-route', []);
  const bareRoute = await measure(bench, sink, {
    url: route.address,
    secret: shop.secret,
    replies: false,
    cpuSec: () => route.cpuSec(),
  });
  route.stop();
  const bot = await BareProcess.start('bare-webhook', [sink.url, shop.botToken]);
  const bare = await measure(bench, sink, {
    url: bot.address,
    secret: shop.secret,
    replies: true,
    cpuSec: () => bot.cpuSec(),
  });
  bot.stop();
  const told = { ...servers.environment(), ...WEBHOOK, TELEGRAM_API_URL: sink.url, PUBLIC_URL: service.url };
  const serving = await BenchService.prepare(stage, told, 'api');
  await serving.start();
  const url = `${serving.url}/telegram/${shop.publicId}`;
  const served = await measure(bench, sink, {
    url,
    secret: shop.secret,
    replies: true,
    cpuSec: async () => (await serving.usage()).cpuSec,
  });

  figures.add('a route of NestJS that does nothing', bareRoute.perSec, 'requests/s');
  figures.add('a route of NestJS that does nothing, p99', percentile(bareRoute.takenMs, 99), 'ms');
  figures.add('webhook, each update stored and answered', served.perSec, 'updates/s');
  figures.add('webhook, until the update is taken, p50', percentile(served.takenMs, 50), 'ms');
  figures.add('webhook, until the update is taken, p99', percentile(served.takenMs, 99), 'ms');
  figures.add("webhook, telegraf's own handler with the same answer", bare.perSec, 'updates/s');
  figures.add("webhook, of telegraf's own handler", (served.perSec * 100) / bare.perSec, '%', {
    atLeast: 70,
  });
  figures.add('webhook, CPU time of an update', served.cpuUs, 'us');
  figures.add("webhook, CPU time of an update, telegraf's own handler", bare.cpuUs, 'us');
  await serving.close();
  await service.close();
  await sink.close();
  await servers.close();
};

async function measure({ effort }: Bench, sink: TelegramSink, target: Target): Promise<Measured> {
  await write(sink, target, WARM_UP_MS);
  const [cpuBefore, startedAt] = [await target.cpuSec(), performance.now()];
  const takenMs = await write(sink, target, effort.throughputMs);
  const [cpuAfter, endedAt] = [await target.cpuSec(), performance.now()];
  return {
    takenMs,
    perSec: (takenMs.length * 1000) / (endedAt - startedAt),
    cpuUs: ((cpuAfter - cpuBefore) * 1_000_000) / takenMs.length,
  };
}

/** @returns milliseconds until each update was taken */
async function write(sink: TelegramSink, target: Target, forMs: number): Promise<number[]> {
  const endsAt = performance.now() + forMs;
  const people = Array.from({ length: PEOPLE }, async (_none, place) => {
    const takenMs: number[] = [];
    const chatId = FIRST_CHAT_ID + place;
    while (performance.now() < endsAt) {
      const isAnswered = target.replies ? sink.messageTo(chatId) : undefined;
      const sentAt = performance.now();
      const { status } = await postUpdate(target.url, target.secret, aMessage(chatId, '/start'));
      if (status !== 200) throw new Error(`an update was answered with ${status}`);
      takenMs.push(performance.now() - sentAt);
      await isAnswered;
    }
    return takenMs;
  });
  return (await Promise.all(people)).flat();
}
