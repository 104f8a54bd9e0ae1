import { RetryableError } from '@rto/kernel';
import type { Update } from 'telegraf/types';
import { TenantTelegram } from '../client/tenant-telegram';
import { BotRunner, type BotEvents } from './bot-runner';

const BOT = { id: 7_000_000_001, username: 'shop_bot' };
const UPDATES = aLine(41, 2);

/** A Telegram with updates, which it repeats until an offset confirms them. */
class TestTelegram extends TenantTelegram {
  /** Of each poll; undefined: none was named. */
  readonly offsets: (number | undefined)[] = [];
  readonly limits: number[] = [];

  constructor(private readonly updates: readonly Update[]) {
    super('7000000001:token', { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  }

  override async call<Result>(
    _method: string,
    payload: { readonly offset?: number; readonly limit: number },
  ): Promise<Result> {
    const { offset, limit } = payload;
    this.offsets.push(offset);
    this.limits.push(limit);
    return this.updates.filter(({ update_id }) => update_id >= (offset ?? 0)).slice(0, limit) as Result;
  }
}

describe('a runner of a bot', () => {
  const events: BotEvents = {
    mayPoll: () => true,
    identified: async () => undefined,
    tokenRejected: async () => undefined,
    conflict: async () => undefined,
    healthy: async () => undefined,
  };
  let telegram: TestTelegram;
  let runner: BotRunner;

  /** @param receive gives what it has left, when that is something */
  function start(
    receive: (updates: readonly Update[]) => Promise<readonly Update[] | void>,
    { updates = UPDATES, room = (): number => 300 } = {},
  ): void {
    telegram = new TestTelegram(updates);
    const intake = {
      offer: async (_bot: unknown, offered: readonly Update[]) => (await receive(offered)) ?? [],
      roomOf: () => room(),
    };
    runner = new BotRunner('tenant-1', BOT, telegram, intake, events);
    runner.start();
  }

  async function polls(count: number): Promise<void> {
    while (telegram.offsets.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('confirms updates after they are committed', async () => {
    start(async () => undefined);
    await polls(2);
    await runner.stop();
    expect(telegram.offsets.slice(0, 2)).toEqual([undefined, 43]);
  });

  it('confirms nothing while the commit is on its way', async () => {
    let commit = (): void => undefined;
    start(() => new Promise((resolve) => (commit = resolve)));
    await polls(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(telegram.offsets).toEqual([undefined]);
    commit();
    await runner.stop();
  });

  it('asks for the same updates again when they could not be committed', async () => {
    let isAway = true;
    start(async () => {
      if (!isAway) return;
      isAway = false;
      throw new RetryableError('the database is away');
    });
    await polls(3);
    await runner.stop();
    expect(telegram.offsets.slice(0, 3)).toEqual([undefined, undefined, 43]);
  });

  it('takes what others have sent after a chat that is full, once, and confirms none of it before its turn', async () => {
    const committed: number[] = [];
    const full = new Set([43, 44]);
    start(
      async (updates) => {
        const left = updates.filter(({ update_id }) => full.has(update_id));
        committed.push(
          ...updates.filter((update) => !left.includes(update)).map(({ update_id }) => update_id),
        );
        return left;
      },
      { updates: aLine(41, 6) },
    );
    await polls(3);
    expect(telegram.offsets).toEqual([undefined, 43, 43]);
    full.clear();
    await polls(4);
    await runner.stop();
    expect(committed).toEqual([41, 42, 45, 46, 43, 44]);
    expect(telegram.offsets[3]).toBe(43);
    expect(telegram.offsets[4] ?? 47).toBe(47);
  });

  it('asks for no more than there is room for, and for nothing while there is none', async () => {
    let room = 0;
    start(async () => undefined, { updates: aLine(41, 400), room: () => room });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(telegram.limits).toEqual([]);
    room = 7;
    await polls(1);
    room = 300;
    await polls(telegram.limits.length + 2);
    await runner.stop();
    expect([telegram.limits[0], telegram.limits.at(-1)]).toEqual([7, 100]);
  });
});

function aLine(first: number, count: number): Update[] {
  return Array.from({ length: count }, (_, index) => ({ update_id: first + index }) as Update);
}
