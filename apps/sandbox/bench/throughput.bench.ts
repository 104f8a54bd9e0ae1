import type { Chat } from '@rto/fakes';
import { BareProcess } from './bare-process';
import type { Figures } from './figures';
import type { Scenario } from './scenario';
import { inBothShapes } from './shapes';

const WARM_UP_MS = 1_000;
const ANSWER_TIMEOUT_MS = 30_000;
/** Two simple screens that replace each other; the bare bot has the same. */
const SCREENS = ['Каталог', 'Меню'];

interface Throughput {
  readonly perSec: number;
  /** CPU time of the measured process, microseconds an update. */
  readonly cpuUs: number;
}

/**
 * Updates per second when a crowd taps as fast as it is answered, beside a bare telegraf bot that polls the same
 * fake. The fake may be what limits either, so the CPU time of an update stands beside.
 */
export const throughput: Scenario = async ({ figures, effort, stage }) => {
  const measure = async (token: string, cpuSec: () => Promise<number>): Promise<Throughput> => {
    const chats = await stage.visitors(token, effort.crowd);
    await tapFast(chats, WARM_UP_MS);
    const [cpuBefore, startedAt] = [await cpuSec(), performance.now()];
    const taps = await tapFast(chats, effort.throughputMs);
    const [cpuAfter, endedAt] = [await cpuSec(), performance.now()];
    return {
      perSec: (taps * 1000) / (endedAt - startedAt),
      cpuUs: ((cpuAfter - cpuBefore) * 1_000_000) / taps,
    };
  };
  const token = stage.addBot();
  const bareBot = await BareProcess.start('bare-bot', [stage.telegram.url, token]);
  const bare = await measure(token, () => bareBot.cpuSec());
  bareBot.stop();
  report(figures, 'bare telegraf', bare);
  await inBothShapes(stage, async (service, shape) => {
    const { botToken } = await service.connect();
    const served = await measure(botToken, async () => (await service.usage()).cpuSec);
    report(figures, shape, served);
    figures.add(`updates, ${shape}, of a bare bot's`, (served.perSec * 100) / bare.perSec, '%');
  });
};

function report(figures: Figures, name: string, { perSec, cpuUs }: Throughput): void {
  figures.add(`updates, ${name}`, perSec, 'updates/s');
  figures.add(`CPU time of an update, ${name}`, cpuUs, 'us');
}

/** @returns how many taps were answered with a screen */
async function tapFast(chats: readonly Chat[], forMs: number): Promise<number> {
  const endsAt = performance.now() + forMs;
  const counts = chats.map(async (chat) => {
    let taps = 0;
    while (performance.now() < endsAt) {
      for (const screen of SCREENS) {
        chat.tap(screen);
        await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
        taps += 1;
      }
    }
    return taps;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
