import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '@rto/cluster';
import type { Transaction } from '@rto/database';
import { Clock, type TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { Subject, type Observable } from 'rxjs';
import type { Tenant } from './tenant';

/** A net under the feed: every change is heard at once. */
const HEARING_TTL_MS = 30_000;
/** While it is not: "changes reach every process within a second". */
const DEAF_TTL_MS = 900;
const MAX_TENANTS = 2_000;

interface Entry {
  readonly tenant: Promise<Tenant | undefined>;
  readonly readAtMs: number;
}

/** Tenants read lately, so that a tap costs no query for its tenant; forgotten as soon as any process changes them. */
@Injectable()
export class TenantCache {
  private readonly entries = new LRUCache<TenantId, Entry>({ max: MAX_TENANTS });
  private readonly changed = new Subject<TenantId>();
  private readonly missed = new Subject<void>();
  /** Changes of this process that were announced and neither known to be committed nor heard yet. */
  private readonly open = new Map<TenantId, number>();

  constructor(
    private readonly clock: Clock,
    private readonly feed: ChangeFeed,
  ) {
    // for good: the feed lives as long as the process
    feed.changes.subscribe((change) => {
      if (change.kind === 'everything') this.forgetAll();
      else if (change.kind === 'tenant' && !change.isOwn) this.tell(change.tenantId);
      // whoever was not told that its commit went through has not forgotten the tenant
      else if (change.kind === 'tenant') this.forget(change.tenantId);
    });
  }

  /** Tenants that have changed, this process's own at once. */
  get changes(): Observable<TenantId> {
    return this.changed.asObservable();
  }

  /** Changes may have been missed: any tenant may be another by now. */
  get gaps(): Observable<void> {
    return this.missed.asObservable();
  }

  /** Readers at one time share one `read`; a failed one is not kept. */
  async get(id: TenantId, read: (id: TenantId) => Promise<Tenant | undefined>): Promise<Tenant | undefined> {
    const known = this.entries.get(id);
    if (known && !this.isOld(known)) return known.tenant;
    const entry: Entry = { tenant: read(id), readAtMs: this.clock.now().getTime() };
    this.entries.set(id, entry);
    try {
      return await entry.tenant;
    } catch (error) {
      if (this.entries.get(id) === entry) this.entries.delete(id);
      throw error;
    }
  }

  /** Says to the other processes, within the change's transaction, that a tenant changes. */
  async announce(id: TenantId, tx: Transaction): Promise<void> {
    this.open.set(id, (this.open.get(id) ?? 0) + 1);
    await this.feed.announce({ kind: 'tenant', tenantId: id }, tx);
  }

  /**
   * Drops a tenant whose change is committed: called by the process that made it, or when it is heard, whichever
   * comes first.
   */
  forget(id: TenantId): void {
    this.entries.delete(id);
    const open = this.open.get(id) ?? 0;
    if (open > 1) this.open.set(id, open - 1);
    else this.open.delete(id);
    if (open > 0) this.tell(id);
  }

  private tell(id: TenantId): void {
    this.entries.delete(id);
    this.changed.next(id);
  }

  private forgetAll(): void {
    this.entries.clear();
    this.missed.next();
  }

  private isOld({ readAtMs }: Entry): boolean {
    return this.clock.now().getTime() - readAtMs >= (this.feed.isLive ? HEARING_TTL_MS : DEAF_TTL_MS);
  }
}
