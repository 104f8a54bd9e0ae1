import { setTimeout as wait } from 'node:timers/promises';
import type { ButtonMatch, Chat } from '@rto/fakes';
import { BenchService } from './bench-service';
import { bigShop } from './big-shop';
import { browse } from './crowd';
import { percentile, type Figures } from './figures';
import { RegosProcess } from './regos-process';
import type { RegosReport } from './regos-process/main';
import type { Scenario } from './scenario';

/** As fast as the quickest live shop that was seen (docs/regos.md 21.2). */
const MS_PER_ROW = 5;
const PEOPLE = 20;
const THINK_MS = 1_000;
const ANSWER_TIMEOUT_MS = 600_000;
const PICTURES = 'https://pictures.example';
/** Between two sales at the till. */
const SALES_MS = 8_000;
/** Longer than that a sale was not seen. */
const LATEST_MS = 60_000;
const LOOK_MS = 500;
/** What the till sells; 500 are there. */
const SOLD_ID = 1;
const HOUR_MS = 3_600_000;
/** A quick shop is not read again before 45 s. */
const LEAST_MS = 70_000;

/** A big shop whose REGOS takes its time for every row: read for the first time, then shopped in. */
export const pace: Scenario = async ({ figures, effort, stage }) => {
  const regos = await RegosProcess.start();
  const service = await BenchService.prepare(stage, { REGOS_API_URL: regos.url });
  await service.start();
  const goods = effort.paceGoods;
  const botToken = stage.addBot();
  const account = stage.account(bigShop(PICTURES, goods), botToken, service.url);
  const { connectedIntegrationId } = account;
  await regos.ask({ kind: 'accounts', accounts: [account], msPerRow: MS_PER_ROW });
  await service.connect({ connectedIntegrationId, botToken, name: 'Магазин' });
  const chats = await stage.visitors(botToken, PEOPLE + 1);
  const [watcher, ...people] = chats;
  if (!watcher) throw new Error('nobody came');
  const tookMs = await firstReading(figures, watcher, goods);
  await whileItIsRead(figures, people, new Reads(regos, goods), tookMs);

  const startedAt = performance.now();
  const end = new AbortController();
  const sale = (): Promise<void> => regos.ask({ kind: 'sale', connectedIntegrationId, itemId: SOLD_ID });
  const selling = sell(sale, watcher, end.signal);
  await browse(people, walk, { forMs: effort.paceMs, thinkMs: THINK_MS });
  end.abort();
  const freshMs = await selling;
  await new Reads(regos, goods).report(figures, startedAt);
  figures.add('a sale at the till is seen, p50', percentile(freshMs, 50) / 1_000, 's');
  figures.add(`the same, p95 of ${freshMs.length}`, percentile(freshMs, 95) / 1_000, 's', { atMost: 15 });
  const { count8213, problems } = await regos.report();
  figures.add('REGOS answers 8213', count8213, 'answers', { atMost: 0 });
  if (problems.length > 0) throw new Error(`the fake complains:\n${problems.slice(0, 10).join('\n')}`);
  await service.close();
  regos.stop();
};

/** One person comes first. @returns milliseconds until everything was there */
async function firstReading(figures: Figures, chat: Chat, goods: number): Promise<number> {
  const startedAt = performance.now();
  const name = (what: string): string => `${what}, ${goods} goods at ${MS_PER_ROW} ms a row`;
  const passedSec = (): number => (performance.now() - startedAt) / 1_000;
  chat.tap('Каталог');
  await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
  figures.add(name('first words'), passedSec(), 's', { atMost: 1 });
  await until(() => labelled(chat, /Раздел/).length > 0);
  figures.add(name('first sections to open'), passedSec(), 's');
  await until(() => chat.lastMessage?.words.includes('Выберите раздел') ?? false);
  figures.add(name('the whole, shown by itself'), passedSec(), 's');
  return passedSec() * 1_000;
}

/** Nothing tells of changes yet: the shop is read again after five times as long. */
async function whileItIsRead(
  figures: Figures,
  people: readonly Chat[],
  reads: Reads,
  tookMs: number,
): Promise<void> {
  const taps = new Taps();
  const forMs = Math.max(tookMs * 8, LEAST_MS);
  const durationsMs = await browse(people, (chat) => taps.timed(chat, walk(chat)), {
    forMs,
    thinkMs: THINK_MS,
  });
  const { during, apart } = taps.split(people, durationsMs, await reads.periods());
  figures.add('tap p95 while nothing is read', percentile(apart, 95), 'ms');
  figures.add(`tap p95 during a full reading, ${during.length} taps`, percentile(during, 95), 'ms');
  const share = (percentile(during, 95) * 100) / percentile(apart, 95);
  figures.add('the same, of that without one', share, '%', { atMost: 120 });
}

/** Down the tree to a good and back. */
function* walk(chat: Chat): Generator<ButtonMatch> {
  yield 'Каталог';
  yield oneOf(chat, /Раздел \d+$/);
  yield oneOf(chat, /Раздел \d+\.\d+$/);
  yield oneOf(chat, /Товар \d+/);
  yield 'Меню';
}

/** Sells a piece now and then, and looks how long a card goes on showing it. @returns milliseconds of each */
async function sell(sale: () => Promise<void>, chat: Chat, signal: AbortSignal): Promise<number[]> {
  const seenMs: number[] = [];
  for (let left = 500; !signal.aborted;) {
    left -= 1;
    await sale();
    const soldAt = performance.now();
    const isSeen = async (): Promise<boolean> => {
      chat.send(`/start item_${SOLD_ID}`);
      await chat.waitFor(/В наличии/, ANSWER_TIMEOUT_MS);
      return chat.lastMessage?.words.includes(`${left}\u00a0шт`) ?? false;
    };
    while (!(await isSeen()) && performance.now() - soldAt < LATEST_MS) await wait(LOOK_MS);
    seenMs.push(performance.now() - soldAt);
    await wait(SALES_MS, undefined, { signal }).catch(() => undefined);
  }
  return seenMs;
}

/** When each tap was made, to know what else went on. */
class Taps {
  private readonly madeAt = new Map<Chat, number[]>();

  *timed(chat: Chat, buttons: Iterable<ButtonMatch>): Generator<ButtonMatch> {
    const made = this.madeAt.get(chat) ?? [];
    this.madeAt.set(chat, made);
    for (const button of buttons) {
      made.push(Date.now());
      yield button;
    }
  }

  /** @param durationsMs as `browse` returns them, person by person */
  split(
    people: readonly Chat[],
    durationsMs: readonly number[],
    periods: readonly Period[],
  ): { during: number[]; apart: number[] } {
    const madeAt = people.flatMap((chat) => this.madeAt.get(chat) ?? []);
    const isDuring = (at: number | undefined): boolean =>
      at !== undefined && periods.some(({ from, to }) => at >= from && at <= to);
    return {
      during: durationsMs.filter((_, index) => isDuring(madeAt[index])),
      apart: durationsMs.filter((_, index) => !isDuring(madeAt[index])),
    };
  }
}

interface Period {
  readonly from: number;
  readonly to: number;
}

interface PageBody {
  readonly offset?: number;
  readonly limit?: number;
  readonly ids?: readonly number[];
}

/** What REGOS was asked for of this shop's goods. */
class Reads {
  constructor(
    private readonly regos: RegosProcess,
    private readonly goods: number,
  ) {}

  async report(figures: Figures, startedAt: number): Promise<void> {
    const elapsedMs = performance.now() - startedAt;
    const from = Date.now() - elapsedMs;
    const calls = callsForGoods(await this.regos.report()).filter(({ at }) => at >= from);
    const full = calls.filter(({ body }) => isFirstPage(body)).length;
    const rows = calls.reduce((sum, { body }) => sum + this.rowsOf(body), 0);
    const people = `${PEOPLE} people for ${(elapsedMs / 60_000).toFixed(1)} min`;
    figures.add(`full readings, ${people}`, full, 'readings', { atMost: Math.ceil(elapsedMs / 600_000) });
    figures.add(`rows of goods asked of REGOS, ${people}`, (rows * HOUR_MS) / elapsedMs, 'rows/h');
    figures.add(`calls for goods, ${people}`, (calls.length * 1_000) / elapsedMs, 'calls/s');
  }

  /** Of each full reading. */
  async periods(): Promise<Period[]> {
    const periods: Period[] = [];
    for (const { at, body } of callsForGoods(await this.regos.report())) {
      if (body.ids !== undefined) continue;
      const to = at + this.rowsOf(body) * MS_PER_ROW;
      const last = periods.pop();
      if (last && !isFirstPage(body)) periods.push({ from: last.from, to });
      else periods.push(...(last ? [last] : []), { from: at, to });
    }
    return periods;
  }

  private rowsOf({ ids, offset = 0, limit = 0 }: PageBody): number {
    return ids?.length ?? Math.max(0, Math.min(limit, this.goods - offset));
  }
}

function callsForGoods({ calls }: RegosReport): { readonly at: number; readonly body: PageBody }[] {
  return calls
    .filter(({ method }) => method === 'Item/GetExt')
    .map(({ at, body }) => ({ at: at.getTime(), body: body as PageBody }));
}

function isFirstPage({ ids, offset = 0 }: PageBody): boolean {
  return ids === undefined && offset === 0;
}

/** Any button with such a label on the screen that is shown now. */
function oneOf(chat: Chat, label: RegExp): ButtonMatch {
  const buttons = labelled(chat, label);
  const chosen = buttons[Math.floor(Math.random() * buttons.length)];
  return chosen ? (button) => button === chosen : label;
}

function labelled(chat: Chat, label: RegExp): { readonly text: string }[] {
  return chat.lastMessage?.inlineKeyboard.flat().filter(({ text }) => label.test(text)) ?? [];
}

async function until(isSo: () => boolean): Promise<void> {
  for (const endsAt = performance.now() + ANSWER_TIMEOUT_MS; !isSo(); await wait(50)) {
    if (performance.now() > endsAt) throw new Error('the first reading does not end');
  }
}
