import type { FakeTelegram } from '@rto/testing';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';
import type { SupervisedProcess } from './service-fleet';
import type { SharedStores } from './stores';

/** Between two blows. */
const PAUSE_MS = { min: 2_000, max: 7_000 } as const;
const REDIS_AWAY_MS = { min: 200, max: 3_000 } as const;

/** Killed sooner, a process of a slow machine would never get anything done. */
const WORKS_MS = 2_000;

/** Strikes at random: processes die, Redis dies or forgets, Telegram repeats itself and stumbles. */
export class Chaos {
  constructor(
    private readonly processes: readonly SupervisedProcess[],
    private readonly stores: SharedStores | undefined,
    private readonly telegram: FakeTelegram,
    private readonly dice: Dice,
    private readonly tell: (what: string) => void,
  ) {}

  /** Until it is told to stop, or after so many blows. */
  async run(blows: number, signal: AbortSignal): Promise<void> {
    for (let blow = 0; blow < blows && !signal.aborted; blow += 1) {
      await this.strike();
      // an abort is the only way this wait fails, and the loop's condition sees it
      await wait(this.dice.between(PAUSE_MS.min, PAUSE_MS.max), undefined, { signal }).catch(() => undefined);
    }
  }

  private async strike(): Promise<void> {
    const { stores, telegram } = this;
    const roll = this.dice.random();
    if (stores && roll < 0.12) {
      this.tell('Redis is killed');
      return stores.interruptRedis(this.dice.between(REDIS_AWAY_MS.min, REDIS_AWAY_MS.max));
    }
    if (stores && roll < 0.24) {
      this.tell('Redis is flushed');
      return stores.flushRedis();
    }
    if (roll < 0.32) {
      this.tell('Telegram repeats all updates');
      return telegram.redeliver();
    }
    if (roll < 0.44) {
      this.tell('Telegram stumbles');
      telegram.faults.add({ kind: 'lostAfter', times: 3 });
      telegram.faults.add({ kind: 'lostBefore', times: 2 });
      telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 1, times: 2 });
      return;
    }
    const busy = this.processes.filter((each) => each.hasWorkedFor(WORKS_MS));
    if (busy.length === 0) return;
    const victim = this.dice.oneOf(busy);
    this.tell(`${victim.member.name} is killed`);
    victim.kill();
  }
}
