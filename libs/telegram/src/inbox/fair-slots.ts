import type { TenantId } from '@rto/kernel';

/**
 * How much is worked on at once: a share for each tenant, and one for all together. What waits is let in by turns
 * of the tenants, so that a shop with a crowd before it delays itself, not the others.
 */
export class FairSlots {
  private readonly running = new Map<TenantId, number>();
  /** In the order of the tenants' turns. */
  private readonly waiting = new Map<TenantId, (() => void)[]>();
  private inAll = 0;

  /** @param maxOfTenant as it is now; never below 1 */
  constructor(
    private readonly maxOfTenant: () => number,
    private readonly maxInAll: number,
  ) {}

  /** Resolves when work may begin; `release` ends it. */
  acquire(tenantId: TenantId): Promise<void> {
    if (this.isFree(tenantId)) {
      this.take(tenantId);
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const queue = this.waiting.get(tenantId);
      if (queue) queue.push(resolve);
      else this.waiting.set(tenantId, [resolve]);
    });
  }

  release(tenantId: TenantId): void {
    this.inAll -= 1;
    const left = (this.running.get(tenantId) ?? 0) - 1;
    if (left > 0) this.running.set(tenantId, left);
    else this.running.delete(tenantId);
    this.letIn();
  }

  private letIn(): void {
    for (const [tenantId, queue] of this.waiting) {
      if (this.inAll >= this.maxInAll) return;
      if (!this.isFree(tenantId)) continue;
      const [enter, ...rest] = queue;
      this.waiting.delete(tenantId);
      if (rest.length > 0) this.waiting.set(tenantId, rest); // its next turn comes after the others'
      this.take(tenantId);
      enter?.();
    }
  }

  private isFree(tenantId: TenantId): boolean {
    return this.inAll < this.maxInAll && (this.running.get(tenantId) ?? 0) < this.maxOfTenant();
  }

  private take(tenantId: TenantId): void {
    this.inAll += 1;
    this.running.set(tenantId, (this.running.get(tenantId) ?? 0) + 1);
  }
}
