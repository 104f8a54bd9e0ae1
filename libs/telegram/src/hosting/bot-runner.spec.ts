import { RetryableError } from '@rto/kernel';
import type { Update } from 'telegraf/types';
import { TenantTelegram } from '../client/tenant-telegram';
import { BotRunner, type BotEvents } from './bot-runner';

const BOT = { id: 7_000_000_001, username: 'shop_bot' };
const UPDATES = [{ update_id: 41 }, { update_id: 42 }] as Update[];

/** A Telegram with two updates, which it repeats until an offset confirms them. */
class TestTelegram extends TenantTelegram {
  /** Of each poll; undefined: none was named. */
  readonly offsets: (number | undefined)[] = [];

  constructor() {
    super('7000000001:token', { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  }

  override async call<Result>(_method: string, payload: { readonly offset?: number }): Promise<Result> {
    const { offset } = payload;
    this.offsets.push(offset);
    return UPDATES.filter(({ update_id }) => update_id >= (offset ?? 0)) as Result;
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

  function start(receive: (updates: readonly Update[]) => Promise<void>): void {
    telegram = new TestTelegram();
    const intake = {
      receive: (_bot: unknown, updates: readonly Update[]) => receive(updates),
      backlogOf: () => 0,
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
});
