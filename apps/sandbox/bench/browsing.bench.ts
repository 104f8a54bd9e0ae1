import type { ButtonMatch, Chat } from '@rto/fakes';
import { BenchService } from './bench-service';
import { bigShop } from './big-shop';
import { browse, walkOnce } from './crowd';
import { percentile } from './figures';
import type { Scenario } from './scenario';
import { Servers } from './servers';

const REGOS_ANSWERS_AFTER_MS = 300;
/** Addresses of pictures. The fake Telegram keeps them as they are and fetches nothing. */
const PICTURES = 'https://pictures.example';
/** Somebody who looks at what is offered. With 500 people it makes about a hundred taps a second. */
const THINK_MS = 5_000;
/** Longer than a catalogue is fresh: the shop is read again while people browse. */
const WARM_UP_MS = 10_000;
/** Visitors who open the bot at the same moment. */
const AT_ONCE = 50;

/** Many people in one big shop whose REGOS is slow and takes two calls a second (docs/product.md 9). */
export const browsing: Scenario = async ({ figures, effort, stage }) => {
  const servers = await Servers.open();
  const service = await BenchService.prepare(stage, servers.environment());
  await service.start();
  stage.regos.faults.add({ kind: 'slow', ms: REGOS_ANSWERS_AFTER_MS });
  const { botToken } = await service.connect(stage.addShop(undefined, bigShop(PICTURES)));
  const chats: Chat[] = [];
  while (chats.length < effort.browsers) {
    const missing = Math.min(AT_ONCE, effort.browsers - chats.length);
    chats.push(...(await stage.visitors(botToken, missing)));
  }
  const people = `${chats.length} people, 5,000 goods`;
  for (const first of chats.slice(0, 1)) {
    const slowestMs = Math.max(...(await walkOnce(first, walk, 0)));
    figures.add('slowest screen of the first person, 5,000 goods to be read', slowestMs, 'ms');
  }
  await browse(chats, walk, { forMs: WARM_UP_MS, thinkMs: THINK_MS });
  const [callsBefore, cpuBefore, startedAt] = [
    stage.regos.calls.length,
    (await service.usage()).cpuSec,
    performance.now(),
  ];
  const durationsMs = await browse(chats, walk, { forMs: effort.browseMs, thinkMs: THINK_MS });
  const elapsedSec = (performance.now() - startedAt) / 1000;
  const calls = stage.regos.calls.length - callsBefore;
  figures.add(`screens, ${people}`, durationsMs.length / elapsedSec, 'taps/s');
  figures.add(`screen p50, ${people}`, percentile(durationsMs, 50), 'ms');
  figures.add(`screen p95, ${people}`, percentile(durationsMs, 95), 'ms', { atMost: 200 });
  figures.add(`screen p99, ${people}`, percentile(durationsMs, 99), 'ms');
  figures.add(`REGOS calls, ${people}`, calls / elapsedSec, 'calls/s', { atMost: 0.5 });
  figures.add(`REGOS answers 8213, ${people}`, stage.regos.count8213, 'answers', { atMost: 0 });
  const cpuSec = (await service.usage()).cpuSec - cpuBefore;
  figures.add(`CPU of the service, ${people}`, (cpuSec * 100) / elapsedSec, '% of a core');
  await service.close();
  await servers.close();
};

/** Down the tree to a good and back. */
function* walk(chat: Chat): Generator<ButtonMatch> {
  yield 'Каталог';
  yield oneOf(chat, /Раздел \d+$/);
  yield oneOf(chat, /Раздел \d+\.\d+$/);
  yield 'Следующая страница';
  yield oneOf(chat, /Товар \d+/);
  yield 'Меню';
}

/** Any button with such a label on the screen that is shown now. */
function oneOf(chat: Chat, label: RegExp): ButtonMatch {
  const buttons = chat.lastMessage?.inlineKeyboard.flat().filter(({ text }) => label.test(text)) ?? [];
  const chosen = buttons[Math.floor(Math.random() * buttons.length)];
  return chosen ? (button) => button === chosen : label;
}
