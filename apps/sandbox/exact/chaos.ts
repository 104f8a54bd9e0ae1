import type { FakeRegos, FakeTelegram } from '@rto/fakes';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from './dice';
import type { SupervisedProcess } from './service-fleet';
import type { SharedStores } from './stores';

/** Between two blows. */
const PAUSE_MS = { min: 2_000, max: 7_000 } as const;
const STORE_AWAY_MS = { min: 200, max: 3_000 } as const;
/** Some of them longer than a process may be silent before others take it for dead. */
const STOPPED_MS = { min: 500, max: 12_000 } as const;
/** Calls that find no REGOS. */
const REGOS_AWAY = { min: 5, max: 40 } as const;

/** Killed sooner, a process of a slow machine would never get anything done. */
const WORKS_MS = 2_000;

/** What chaos strikes. */
interface Battlefield {
  readonly processes: readonly SupervisedProcess[];
  readonly stores: SharedStores | undefined;
  readonly telegram: FakeTelegram;
  readonly regos: FakeRegos;
}

interface Blow {
  /** Against the weights of the others. */
  readonly weight: number;
  readonly what: string;
  readonly strike: () => void | Promise<void>;
}

/** Strikes at random: processes die or freeze, stores go away or forget, Telegram repeats itself, REGOS is not there. */
export class Chaos {
  constructor(
    private readonly field: Battlefield,
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
    const blows = [...this.toServers(), ...this.toStores(), ...this.toProcesses()];
    let rest = this.dice.random() * blows.reduce((sum, { weight }) => sum + weight, 0);
    const blow = blows.find(({ weight }) => (rest -= weight) < 0);
    if (!blow) return;
    this.tell(blow.what);
    await blow.strike();
  }

  private toServers(): Blow[] {
    const { telegram, regos } = this.field;
    return [
      { weight: 8, what: 'Telegram repeats all updates', strike: () => telegram.redeliver() },
      {
        weight: 12,
        what: 'Telegram stumbles',
        strike: () => {
          telegram.faults.add({ kind: 'lostAfter', times: 3 });
          telegram.faults.add({ kind: 'lostBefore', times: 2 });
          telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 1, times: 2 });
        },
      },
      {
        weight: 8,
        what: 'REGOS is away',
        strike: () => regos.faults.add({ kind: 'down', times: this.between(REGOS_AWAY) }),
      },
    ];
  }

  private toStores(): Blow[] {
    const { stores } = this.field;
    if (!stores) return [];
    return [
      {
        weight: 10,
        what: 'Redis is killed',
        strike: () => stores.interruptRedis(this.between(STORE_AWAY_MS)),
      },
      { weight: 10, what: 'Redis is flushed', strike: () => stores.flushRedis() },
      {
        weight: 10,
        what: 'PostgreSQL is away',
        strike: () => stores.interruptDatabase(this.between(STORE_AWAY_MS)),
      },
    ];
  }

  private toProcesses(): Blow[] {
    const busy = this.field.processes.filter((each) => each.hasWorkedFor(WORKS_MS));
    if (busy.length === 0) return [];
    const victim = this.dice.oneOf(busy);
    const { name } = victim.member;
    return [
      { weight: 35, what: `${name} is killed`, strike: () => victim.kill() },
      { weight: 12, what: `${name} is stopped`, strike: () => victim.pause(this.between(STOPPED_MS)) },
    ];
  }

  private between({ min, max }: { readonly min: number; readonly max: number }): number {
    return this.dice.between(min, max);
  }
}
