import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { Subject } from 'rxjs';
import type { ObservedCall } from './call-observer';

/** "The quota of the tariff is reached" (docs/regos.md 8). */
const QUOTA_REACHED = 7500;
/** Shops that are remembered; far more than are sick at a time. */
const MAX_SHOPS = 20_000;

/** How REGOS answers each shop, as this process sees it, for whoever tells the shop. */
@Injectable()
export class RegosHealth {
  /** By tenant, when its calls began to fail: monotonic milliseconds. */
  private readonly failing = new LRUCache<TenantId, number>({ max: MAX_SHOPS });
  private counts = new Map<TenantId, number>();

  /** Shops that REGOS answers again. */
  readonly recovered = new Subject<TenantId>();
  /** Shops whose tariff has no calls left. */
  readonly exhausted = new Subject<TenantId>();

  seen({ tenantId, outcome, code }: ObservedCall): void {
    this.counts.set(tenantId, (this.counts.get(tenantId) ?? 0) + 1);
    if (code === QUOTA_REACHED) this.exhausted.next(tenantId);
    if (outcome === 'unauthorized') return; // our own affair
    if (outcome === 'unavailable' || outcome === 'unknown') {
      if (!this.failing.has(tenantId)) this.failing.set(tenantId, performance.now());
    } else if (this.failing.delete(tenantId)) {
      this.recovered.next(tenantId);
    }
  }

  /** Shops of which no call has succeeded for so long since one failed, and for how long that is. */
  failingFor(leastMs: number): Map<TenantId, number> {
    const now = performance.now();
    const found = new Map<TenantId, number>();
    for (const [tenantId, sinceMs] of this.failing.entries()) {
      if (now - sinceMs >= leastMs) found.set(tenantId, now - sinceMs);
    }
    return found;
  }

  /** The calls since it was asked last. */
  takeCounts(): ReadonlyMap<TenantId, number> {
    const taken = this.counts;
    this.counts = new Map();
    return taken;
  }
}
