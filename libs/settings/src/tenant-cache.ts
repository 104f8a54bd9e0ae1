import { later, type Clock, type TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import type { Tenant } from './tenant';

/** What another process changed is seen after this long; PRODUCT section 6 allows five seconds. */
const TTL_MS = 3_000;
const MAX_TENANTS = 2_000;

interface Entry {
  readonly tenant: Promise<Tenant | undefined>;
  readonly expiresAt: Date;
}

/** Tenants read lately, so that a tap costs no query for its tenant. */
export class TenantCache {
  private readonly entries = new LRUCache<TenantId, Entry>({ max: MAX_TENANTS });

  constructor(private readonly clock: Clock) {}

  /** Readers at one time share one `read`; a failed one is not kept. */
  async get(id: TenantId, read: (id: TenantId) => Promise<Tenant | undefined>): Promise<Tenant | undefined> {
    const known = this.entries.get(id);
    if (known && known.expiresAt > this.clock.now()) return known.tenant;
    const entry: Entry = { tenant: read(id), expiresAt: later(this.clock.now(), TTL_MS) };
    this.entries.set(id, entry);
    try {
      return await entry.tenant;
    } catch (error) {
      if (this.entries.get(id) === entry) this.entries.delete(id);
      throw error;
    }
  }

  forget(id: TenantId): void {
    this.entries.delete(id);
  }
}
