import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Addresses of bots that do not exist, asked for by one caller in a minute. */
const WRONG_PER_CALLER = 120;
/** By all of them together: each costs a query. */
const WRONG_IN_ALL = 6_000;
const MINUTE_MS = 60_000;
const MAX_CALLERS = 20_000;
const EVERYBODY = 'everybody';

/**
 * Bounds the queries that guesses cost. Only wrong calls count: Telegram brings the updates of all bots from a few
 * addresses, and must never be held up for their number.
 */
@Injectable()
export class WrongCalls {
  private readonly counts = new LRUCache<string, { value: number }>({ max: MAX_CALLERS, ttl: MINUTE_MS });

  isExhausted(caller: string): boolean {
    return this.countOf(caller) >= WRONG_PER_CALLER || this.countOf(EVERYBODY) >= WRONG_IN_ALL;
  }

  add(caller: string): void {
    for (const name of [caller, EVERYBODY]) {
      const counter = this.counts.get(name);
      // the minute runs from the first one on
      if (counter) counter.value += 1;
      else this.counts.set(name, { value: 1 });
    }
  }

  private countOf(name: string): number {
    return this.counts.get(name)?.value ?? 0;
  }
}
