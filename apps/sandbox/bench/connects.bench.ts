import { BenchService } from './bench-service';
import { median, percentile } from './figures';
import type { Scenario } from './scenario';
import { Servers } from './servers';

const WEBHOOK = { TELEGRAM_UPDATES: 'webhook' };
/** Bots are set up at a pace that Telegram bears, so the last ones wait. */
const ANSWER_TIMEOUT_MS = 300_000;

/**
 * Shops that connect, each with somebody who has written to its bot already: from REGOS's call until the bot
 * answers, with a webhook that the service has set.
 */
export const connects: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, { ...servers.environment(), ...WEBHOOK });
  await service.start();
  const connect = async (): Promise<{ readonly answeredMs: number; readonly isServed: Promise<number> }> => {
    const { connectedIntegrationId, botToken } = stage.addShop(service.url);
    const chat = stage.newcomer(botToken);
    chat.send('/start');
    const calledAt = performance.now();
    const delivery = await stage.regos.announce(connectedIntegrationId, 'Connect');
    if (delivery?.status !== 200) throw new Error(`Connect was answered with ${delivery?.status}`);
    const answeredMs = performance.now() - calledAt;
    const isServed = chat
      .waitFor(() => true, ANSWER_TIMEOUT_MS)
      .then(() => (performance.now() - calledAt) / 1000);
    return { answeredMs, isServed };
  };
  const alone = await connect();
  figures.add('one Connect, until the bot answers', await alone.isServed, 's', { atMost: 5 });

  const callsBefore = stage.regos.calls.length;
  const startedAt = performance.now();
  const answeredMs: number[] = [];
  const served: Promise<number>[] = [];
  for (let place = 0; place < effort.connects; place += 1) {
    const shop = await connect();
    answeredMs.push(shop.answeredMs);
    served.push(shop.isServed);
  }
  const calledSec = (performance.now() - startedAt) / 1000;
  const servedSec = await Promise.all(served);
  const allSec = (performance.now() - startedAt) / 1000;
  const what = `${effort.connects} Connects in a row`;
  figures.add(`${what}, taken`, effort.connects / calledSec, 'calls/s');
  figures.add(`${what}, answer p50`, median(answeredMs), 'ms');
  figures.add(`${what}, answer p99`, percentile(answeredMs, 99), 'ms', { atMost: 300 });
  figures.add(`${what}, until a bot answers, median`, median(servedSec), 's');
  figures.add(`${what}, from the first call until the last bot answers`, allSec, 's');
  const calls = stage.regos.calls.length - callsBefore;
  figures.add(`${what}, REGOS calls each`, calls / effort.connects, 'calls');
  await service.close();
  await servers.close();
};
