import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/**
 * Calls of one address a minute. REGOS calls for all shops from few addresses, so this only bounds what this process
 * takes in: 500 a second, more than it can store. What a call may cost REGOS is bounded by `CallPace`.
 */
const CALLS_PER_ADDRESS = 30_000;
/** Calls about one connection a minute. */
const CALLS_PER_CONNECTION = 120;
/** Introductions a minute: rows that may wait for REGOS's word, of one network and of all. */
const INTRODUCTIONS_OF_NETWORK = 300;
const INTRODUCTIONS = 1_000;
const MINUTE_MS = 60_000;
const MAX_TRACKED = 20_000;

/** Bounds what anybody can make us do, before any query (docs/reliability.md 3). */
@Injectable()
export class CallLimits {
  private readonly counts = new LRUCache<string, { value: number }>({ max: MAX_TRACKED, ttl: MINUTE_MS });

  /** @returns false when this address or this connection has asked too often within the minute */
  allow(address: string, connectedIntegrationId: string): boolean {
    const byAddress = this.count(`a:${address}`) <= CALLS_PER_ADDRESS;
    const byConnection = this.count(`c:${connectedIntegrationId}`) <= CALLS_PER_CONNECTION;
    return byAddress && byConnection;
  }

  /** @param network of the caller, as `clientAddress` names it */
  allowIntroduction(network: string): boolean {
    return this.count(`n:${network}`) <= INTRODUCTIONS_OF_NETWORK && this.count('n') <= INTRODUCTIONS;
  }

  private count(key: string): number {
    const counter = this.counts.get(key) ?? { value: 0 };
    counter.value += 1;
    // the minute runs from the first call on
    if (counter.value === 1) this.counts.set(key, counter);
    return counter.value;
  }
}
