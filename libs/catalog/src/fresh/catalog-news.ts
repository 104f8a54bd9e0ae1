import { Injectable } from '@nestjs/common';
import { Jobs } from '@rto/jobs';
import { Clock, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { LinedDocument } from '@rto/regos';
import type { GoodsEvent } from './catalog-event';

/**
 * Events that come within one slot are worked on together, when the next one is over: 5 to 10 s after they came, so
 * that a sale shows within 15 s and a storm makes a round every 5 s.
 */
const SLOT_MS = 5_000;
/** A full reading has been there by then. */
const KEEP_SEC = 600;
const MAX_ITEMS = 1_000;
/** Longer than a round takes when REGOS answers; two at a time would only cost calls. */
const CLAIM_SEC = 20;
const MAX_DOCUMENTS = 40;

/** What is to be read again of one tenant's goods. */
export interface News {
  readonly itemIds: readonly number[];
  readonly documents: readonly LinedDocument[];
  /** Whether stock moved of goods that the event did not name. */
  readonly stockMoved: boolean;
}

const NONE: News = { itemIds: [], documents: [], stockMoved: false };

/**
 * Hints of events that are still to be looked into. The full reading is the net beneath them, so they may lie in a
 * store that forgets.
 */
@Injectable()
export class CatalogNews {
  constructor(
    private readonly store: KeyValueStore,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** @throws RetryableError when the queue is away: what was added stays, so it is safe to repeat */
  async add(tenantId: TenantId, event: GoodsEvent): Promise<void> {
    await this.store.update<News>(newsKey(tenantId), KEEP_SEC, (current = NONE) => merged(current, event));
    const now = this.clock.now().getTime();
    const slot = (Math.floor(now / SLOT_MS) + 2) * SLOT_MS;
    await this.jobs.add('catalog.patch', { tenantId, slot }, { delayMs: slot - now });
  }

  /** For the one round of a tenant at a time. @returns false while another one goes on */
  async claim(tenantId: TenantId): Promise<boolean> {
    return this.store.add(claimKey(tenantId), true, CLAIM_SEC);
  }

  async release(tenantId: TenantId): Promise<void> {
    await this.store.delete(claimKey(tenantId));
  }

  /** Undefined when there are none. */
  async pending(tenantId: TenantId): Promise<News | undefined> {
    return this.store.get<News>(newsKey(tenantId));
  }

  /** Takes away what was looked into; what came meanwhile stays. */
  async remove(tenantId: TenantId, done: News): Promise<void> {
    await this.store.update<News>(newsKey(tenantId), KEEP_SEC, (current = NONE) => without(current, done));
  }
}

function merged({ itemIds, documents, stockMoved }: News, event: GoodsEvent): News {
  switch (event.kind) {
    case 'item': {
      const ids = new Set([...itemIds, event.itemId]);
      return ids.size > MAX_ITEMS
        ? { itemIds, documents, stockMoved: true }
        : { itemIds: [...ids], documents, stockMoved };
    }
    case 'document': {
      if (documents.some((known) => isSame(known, event.document))) return { itemIds, documents, stockMoved };
      return documents.length < MAX_DOCUMENTS
        ? { itemIds, documents: [...documents, event.document], stockMoved }
        : { itemIds, documents, stockMoved: true };
    }
    case 'stockMoved':
      return { itemIds, documents, stockMoved: true };
  }
}

/** An event that came again meanwhile is no news: its row was read after the first one. */
function without(current: News, done: News): News | undefined {
  const itemIds = current.itemIds.filter((id) => !done.itemIds.includes(id));
  const documents = current.documents.filter(
    (document) => !done.documents.some((each) => isSame(each, document)),
  );
  const stockMoved = current.stockMoved && !done.stockMoved;
  return itemIds.length + documents.length > 0 || stockMoved ? { itemIds, documents, stockMoved } : undefined;
}

function isSame(one: LinedDocument, other: LinedDocument): boolean {
  return one.kind === other.kind && one.id === other.id;
}

function newsKey(tenantId: TenantId): string {
  return `t:${tenantId}:catalog-news`;
}

function claimKey(tenantId: TenantId): string {
  return `t:${tenantId}:catalog-patching`;
}
