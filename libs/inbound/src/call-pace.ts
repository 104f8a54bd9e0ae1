import { Injectable } from '@nestjs/common';
import { RateBuckets, type RateLimit } from '@rto/kv';
import type { PendingCall } from './regos-call-inbox';

const UNPAUSED = { firstPauseMs: 0, longestPauseMs: 0 };
/** Connections we do not know yet, all together: a thousand shops that connect at once are through in 10 s. */
const INTRODUCTIONS: RateLimit = { perSecond: 50, burst: 500, ...UNPAUSED };
/**
 * Of one connection: a form saved six times in a row takes effect at once. Each makes two or three of the 114 calls a
 * minute that REGOS lets the shop have, so a flood of true or forged ones leaves most of them to its buyers.
 */
const CHANGES: RateLimit = { perSecond: 0.1, burst: 6, ...UNPAUSED };

/** Spreads the questions to REGOS that calls lead to, for all processes together. */
@Injectable()
export class CallPace {
  constructor(private readonly buckets: RateBuckets) {}

  /** @returns milliseconds until the call may be worked on; 0: now */
  async waitMs({ call, connectionHash }: PendingCall, isKnown: boolean): Promise<number> {
    switch (call.action) {
      case 'connect':
      case 'reconnect':
      case 'disconnect':
      case 'updatesettings':
        return (await this.of(connectionHash, isKnown)).waitMs;
      case 'handlewebhook':
      case 'check':
      case 'sendmessages':
        return 0; // they ask REGOS nothing, or something that is asked for once however many events there are
    }
  }

  private of(connectionHash: string, isKnown: boolean): Promise<{ waitMs: number }> {
    return isKnown
      ? this.buckets.take(CHANGES, `regos:changes:${connectionHash}`, 0, 1)
      : this.buckets.take(INTRODUCTIONS, 'regos:introductions', 0, 1);
  }
}
