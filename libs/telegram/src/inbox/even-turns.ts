import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';

/** Whose last turn is so long ago that others have come since may begin anew. */
const REMEMBERED = 2_000;

/** Turns of each tenant: a few at once, and then evenly one after the other. */
export class EvenTurns {
  /** When all that has begun would have begun, evenly. */
  private readonly latestMs = new LRUCache<TenantId, number>({ max: REMEMBERED });

  /** @param atOnce turns that need not be apart */
  constructor(private readonly atOnce: number) {}

  /**
   * @param apartMs between two turns
   * @returns milliseconds until the next free turn, which is taken; undefined, and none is taken, when that is longer
   * than `withinMs`
   */
  take(tenantId: TenantId, nowMs: number, apartMs: number, withinMs = Infinity): number | undefined {
    const turnMs = Math.max(nowMs, this.latestMs.get(tenantId) ?? 0) + apartMs;
    const waitMs = Math.max(0, turnMs - nowMs - this.atOnce * apartMs);
    if (waitMs > withinMs) return undefined;
    this.latestMs.set(tenantId, turnMs);
    return waitMs;
  }

  forget(tenantId: TenantId): void {
    this.latestMs.delete(tenantId);
  }
}
