import type { TenantId } from '@rto/kernel';

/**
 * How much waits, of each tenant and in all: what this process has read, and what it committed to chats that are
 * worked on, which is read when their turn comes. Without the latter a flood in one chat would seem to be nothing.
 */
export class UpdateCounts {
  private readonly read = new Count();
  private readonly left = new Count();

  get all(): number {
    return this.read.all + this.left.all;
  }

  of(tenantId: TenantId): number {
    return this.read.of(tenantId) + this.left.of(tenantId);
  }

  /** Tenants with updates that nobody here has read. */
  get leftTenants(): TenantId[] {
    return this.left.tenants;
  }

  /** Updates are worked on here; negative: they are over. */
  work(tenantId: TenantId, updates: number): void {
    this.read.add(tenantId, updates);
  }

  /** Updates are left in the inbox; negative: they were read from there. */
  leave(tenantId: TenantId, updates: number): void {
    this.left.add(tenantId, updates);
  }

  /** @param unfinished what the inbox has of these tenants, read and unread */
  correct(tenantIds: readonly TenantId[], unfinished: ReadonlyMap<TenantId, number>): void {
    for (const tenantId of tenantIds) {
      const left = (unfinished.get(tenantId) ?? 0) - this.read.of(tenantId);
      this.left.add(tenantId, left - this.left.of(tenantId));
    }
  }
}

/** Of each tenant; never below zero. */
class Count {
  all = 0;
  private readonly byTenant = new Map<TenantId, number>();

  get tenants(): TenantId[] {
    return [...this.byTenant.keys()];
  }

  of(tenantId: TenantId): number {
    return this.byTenant.get(tenantId) ?? 0;
  }

  add(tenantId: TenantId, change: number): void {
    const before = this.of(tenantId);
    const after = Math.max(before + change, 0);
    this.all += after - before;
    if (after > 0) this.byTenant.set(tenantId, after);
    else this.byTenant.delete(tenantId);
  }
}
