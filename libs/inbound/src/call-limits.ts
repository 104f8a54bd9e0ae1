import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Calls of one address a minute: far above what REGOS sends for one shop, far below a flood. */
const CALLS_PER_ADDRESS = 600;
/** Calls about one connection a minute. */
const CALLS_PER_CONNECTION = 120;
const MINUTE_MS = 60_000;
const MAX_TRACKED = 20_000;

/** Bounds what anybody can make us do, before any query and any outgoing call (RELIABILITY section 3). */
@Injectable()
export class CallLimits {
  private readonly counts = new LRUCache<string, { value: number }>({ max: MAX_TRACKED, ttl: MINUTE_MS });
  private readonly verified = new LRUCache<string, true>({ max: MAX_TRACKED, ttl: MINUTE_MS });

  /** @returns false when this address or this connection has asked too often within the minute */
  allow(address: string, connectedIntegrationId: string): boolean {
    const byAddress = this.count(`a:${address}`) <= CALLS_PER_ADDRESS;
    const byConnection = this.count(`c:${connectedIntegrationId}`) <= CALLS_PER_CONNECTION;
    return byAddress && byConnection;
  }

  /** @returns false when a connection we do not know was let through to a verification within the minute */
  allowVerification(connectedIntegrationId: string): boolean {
    if (this.verified.has(connectedIntegrationId)) return false;
    this.verified.set(connectedIntegrationId, true);
    return true;
  }

  /** What was let through came to nothing. */
  forgetVerification(connectedIntegrationId: string): void {
    this.verified.delete(connectedIntegrationId);
  }

  private count(key: string): number {
    const counter = this.counts.get(key) ?? { value: 0 };
    counter.value += 1;
    // the minute runs from the first call on
    if (counter.value === 1) this.counts.set(key, counter);
    return counter.value;
  }
}
