import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from '@rto/fakes';
import type { BenchService } from './bench-service';
import { openCatalog } from './crowd';
import { describedShop } from './described-shop';
import type { Bench, Scenario } from './scenario';
import { RegosProcess } from './regos-process';
import { inBothShapes } from './shapes';

const GOODS = 5_000;
const PICTURES = 'https://pictures.example';
const SECTION = /Раздел/;
/** Shops that come at the same moment. */
const AT_ONCE = 5;
const LOOK_MS = 250;

/** Memory of a process in which a hundred shops are read and looked at. REGOS has a process of its own. */
export const shops: Scenario = async (bench) => {
  const regos = await RegosProcess.start();
  const measure = async (service: BenchService, shape: string): Promise<void> => {
    await service.stop(); // creating the database takes memory that has nothing to do with shops
    await service.start();
    await fill(bench, regos, service, shape);
  };
  await inBothShapes(bench.stage, measure, { REGOS_API_URL: regos.url });
  regos.stop();
};

async function fill(
  { figures, effort, stage }: Bench,
  regos: RegosProcess,
  service: BenchService,
  shape: string,
): Promise<void> {
  const name = (what: string): string => `${shape}, ${effort.tenants} shops of ${GOODS} goods, ${what}`;
  const before = await service.collectedUsage();
  const shop = describedShop(PICTURES, GOODS);
  const accounts = Array.from({ length: effort.tenants }, () =>
    stage.account(shop, stage.addBot(), service.url),
  );
  await regos.ask({ kind: 'accounts', accounts, msPerRow: 0 });
  const chats: Chat[] = [];
  const readMb = await peakOf(service, async () => {
    for (let from = 0; from < accounts.length; from += AT_ONCE) {
      const opened = accounts
        .slice(from, from + AT_ONCE)
        .map(async ({ connectedIntegrationId, settings }) => {
          const botToken = settings.BOT_TOKEN ?? '';
          await service.connect({ connectedIntegrationId, botToken, name: 'Магазин' });
          const chat = await stage.visitor(botToken);
          await openCatalog(chat, SECTION);
          return chat;
        });
      chats.push(...(await Promise.all(opened)));
    }
  });
  figures.add(name('highest RSS while each is read and opened'), readMb, 'MB', { atMost: 1_000 });
  const againMb = await peakOf(service, async () => {
    for (const chat of chats) await openCatalog(chat, SECTION);
  });
  figures.add(name('highest RSS while each is opened again'), againMb, 'MB', { atMost: 1_000 });
  const after = await service.collectedUsage();
  figures.add(name('RSS afterwards, garbage collected'), after.rssMb, 'MB');
  const heapKb = ((after.heapMb - before.heapMb) * 1_024) / effort.tenants;
  figures.add(name('heap of each'), heapKb, 'KB');
}

async function peakOf(service: BenchService, work: () => Promise<void>): Promise<number> {
  let isOver = false;
  let peakMb = 0;
  const looking = (async (): Promise<void> => {
    for (; !isOver; await wait(LOOK_MS)) peakMb = Math.max(peakMb, (await service.usage()).rssMb);
  })();
  await work().finally(() => (isOver = true));
  await looking;
  return peakMb;
}
