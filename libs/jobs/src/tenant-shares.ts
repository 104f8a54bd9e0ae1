import type { TenantId } from '@rto/kernel';

/** A job beyond the share of its tenant comes back after this long at the earliest, in milliseconds. */
const BACK_AFTER_MS = 500;
/** Between two of them that come back: a thousand orders of one shop must not run round in circles all at once. */
const BACK_EVERY_MS = 100;

interface Share {
  running: number;
  /** When the last job that was put aside comes back; monotonic milliseconds. */
  lastBackMs: number;
}

/** What each tenant may hold of a worker: a shop that is sick, or has much to do, leaves the rest to the others. */
export class TenantShares {
  private readonly shares = new Map<TenantId, Share>();

  /** @param most jobs of one tenant at a time */
  constructor(private readonly most: number) {}

  /** @returns undefined: go on, and `leave` afterwards; else the milliseconds after which to ask again */
  enter(tenantId: TenantId): number | undefined {
    const nowMs = performance.now();
    const share = this.shares.get(tenantId) ?? { running: 0, lastBackMs: 0 };
    this.shares.set(tenantId, share);
    if (share.running >= this.most) {
      share.lastBackMs = Math.max(share.lastBackMs + BACK_EVERY_MS, nowMs + BACK_AFTER_MS);
      return share.lastBackMs - nowMs;
    }
    share.running += 1;
    return undefined;
  }

  leave(tenantId: TenantId): void {
    const share = this.shares.get(tenantId);
    if (!share) return;
    share.running -= 1;
    if (share.running === 0) this.shares.delete(tenantId);
  }
}
