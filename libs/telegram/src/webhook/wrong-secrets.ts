import { Injectable } from '@nestjs/common';
import { clientAddress } from '@rto/kernel';
import { LRUCache } from 'lru-cache';

/** Wrong secrets of one network in a minute. */
const WRONG_PER_NETWORK = 120;
const MINUTE_MS = 60_000;
const MAX_NETWORKS = 20_000;

/**
 * How often a network has sent a wrong secret to a right address. It decides what such a call is answered, and
 * nothing else: a call with address and secret right never comes here, for Telegram brings the updates of all bots from
 * few networks.
 */
@Injectable()
export class WrongSecrets {
  private readonly counts = new LRUCache<string, { value: number }>({ max: MAX_NETWORKS, ttl: MINUTE_MS });

  isOneTooMany(ip: string | undefined): boolean {
    const network = clientAddress(ip);
    const counter = this.counts.get(network) ?? { value: 0 };
    counter.value += 1;
    // the minute runs from the first one on
    if (counter.value === 1) this.counts.set(network, counter);
    return counter.value > WRONG_PER_NETWORK;
  }
}
