import { Injectable, Logger } from '@nestjs/common';
import { Clock, errorMessage, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { LRUCache } from 'lru-cache';

/** As many as one call of REGOS takes. */
const MAX_GOODS = 250;
/** Time after its last visitor for which a shop is kept fresh. */
const WATCHED_SEC = 3_600;
/** What was told within this time need not be told again. */
const TOLD_MS = 5 * 60_000;
const MAX_TENANTS = 2_000;

/** The goods of each shop that people looked at last, in whichever process. */
@Injectable()
export class HotGoods {
  private readonly logger = new Logger(HotGoods.name);
  private readonly told = new LRUCache<TenantId, LRUCache<number, true>>({ max: MAX_TENANTS });

  constructor(
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  /** Notes it behind the back of the person, who waits for no store. */
  looked(tenantId: TenantId, itemIds: readonly number[]): void {
    const told = this.told.get(tenantId) ?? this.aMemory();
    this.told.set(tenantId, told);
    const unsaid = itemIds.filter((id) => !told.has(id));
    if (unsaid.length === 0) return;
    for (const id of unsaid) told.set(id, true);
    this.tell(tenantId, unsaid).catch((error: unknown) => {
      this.logger.warn({ tenantId, message: `what people look at was not noted: ${errorMessage(error)}` });
    });
  }

  /** Goods that were looked at, latest first, at most 250; undefined after an hour without a visitor. */
  async of(tenantId: TenantId): Promise<readonly number[] | undefined> {
    return this.store.get<readonly number[]>(lookedKey(tenantId));
  }

  private async tell(tenantId: TenantId, itemIds: readonly number[]): Promise<void> {
    await this.store.update<readonly number[]>(lookedKey(tenantId), WATCHED_SEC, (known = []) =>
      [...new Set([...itemIds, ...known])].slice(0, MAX_GOODS),
    );
  }

  private aMemory(): LRUCache<number, true> {
    return new LRUCache({ max: MAX_GOODS, ttl: TOLD_MS, perf: { now: () => this.clock.now().getTime() } });
  }
}

function lookedKey(tenantId: TenantId): string {
  return `t:${tenantId}:catalog-looked`;
}
