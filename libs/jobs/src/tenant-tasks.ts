import { tracedFor, type TenantId } from '@rto/kernel';

/** Work that one process does for each tenant beside the others: what hangs holds up its own tenant alone. */
export class TenantTasks {
  private readonly running = new Map<TenantId, Promise<void>>();

  /** @param failed hears of work that threw */
  constructor(private readonly failed: (tenantId: TenantId, error: unknown) => void) {}

  /** Starts the work, unless earlier work for this tenant still goes on: then the next round starts it. */
  start(tenantId: TenantId, work: () => Promise<void>): void {
    if (this.running.has(tenantId)) return;
    const task = tracedFor(tenantId, work)
      .catch((error: unknown) => this.failed(tenantId, error))
      .finally(() => this.running.delete(tenantId));
    this.running.set(tenantId, task);
  }

  /** Resolves when everything started so far has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
