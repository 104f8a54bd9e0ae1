import { Injectable } from '@nestjs/common';
import { Clock, later } from '@rto/kernel';
import type { TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { LRUCache } from 'lru-cache';
import { CatalogArchive } from './catalog-archive';
import { MAX_HELD_BYTES } from './catalog-bounds';
import { isOld, isQuick, nextReadingAt, type PastReading } from './catalog-pace';
import { CatalogSnapshot } from './catalog-snapshot';
import { catalogKeyPrefix, stockToldKey, tenantOf } from './catalog-source';

const KEEP_MS = 86_400_000;
const MAX_TENANTS = 5_000;
/** A shop that told of its stock tells of it again, unless nothing is sold for a day. */
const TOLD_SEC = 86_400;
/** Between two times that it is written down. */
const TOLD_AGAIN_MS = 600_000;

export interface Held {
  readonly snapshot: CatalogSnapshot;
  readonly tookMs: number;
  /** From then on the next reader starts a refresh. */
  refreshAt: Date;
  /** Another process has stored a newer one. */
  isOvertaken: boolean;
}

/** The catalogues in the memory of this process, and when they are to be read again. */
@Injectable()
export class HeldCatalogs {
  private readonly held = new LRUCache<string, Held>({
    maxSize: MAX_HELD_BYTES,
    // never more than that, so that in a small heap a huge shop is held as well
    sizeCalculation: ({ snapshot }) => Math.min(snapshot.bytes, MAX_HELD_BYTES),
  });
  /** When REGOS last said that something changed: a copy read before is an old one. */
  private readonly touchedAt = new LRUCache<TenantId, Date>({ max: MAX_TENANTS });
  /** Shops that tell of their stock, as far as this process knows, with the time it was written down last. */
  private readonly toldAt = new LRUCache<TenantId, Date>({ max: MAX_TENANTS });

  constructor(
    private readonly archive: CatalogArchive,
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  recall(key: string): Held | undefined {
    const held = this.held.get(key);
    return held && later(held.snapshot.asOf, KEEP_MS) >= this.clock.now() ? held : undefined;
  }

  /** The stored copy; beside one that is held already, only a fresh one, which another process has read. */
  async restore(key: string, beside?: Held): Promise<Held | undefined> {
    const head = await this.archive.head(key);
    if (!head) return undefined;
    await this.learn(tenantOf(key));
    const { tookMs } = head;
    const asOf = new Date(head.asOf);
    const isNews =
      !beside ||
      (asOf > beside.snapshot.asOf && this.nextReadingAt(key, { asOf, tookMs }) > this.clock.now());
    if (!isNews) return undefined;
    const data = await this.archive.load(key, head);
    return data && this.put(key, await CatalogSnapshot.of(data), tookMs);
  }

  async hold(key: string, snapshot: CatalogSnapshot, tookMs: number): Promise<Held> {
    await this.learn(tenantOf(key));
    return this.put(key, snapshot, tookMs);
  }

  /** Whether people are to be told how old it is. */
  isOld(key: string, held: Held): boolean {
    return isOld(pastReading(held), this.signsOf(key), this.clock.now());
  }

  isQuick(held: Held): boolean {
    return isQuick(pastReading(held));
  }

  /** Something changed that only a reading can show. @param tenantId undefined: perhaps everywhere */
  touch(tenantId: TenantId | undefined): void {
    for (const [key, held] of this.held.entries()) {
      if (tenantId !== undefined && !key.startsWith(catalogKeyPrefix(tenantId))) continue;
      this.touchedAt.set(tenantOf(key), this.clock.now());
      held.refreshAt = this.nextReadingAt(key, pastReading(held));
    }
    if (tenantId !== undefined) this.touchedAt.set(tenantId, this.clock.now());
  }

  /** Another process has stored a newer one. */
  overtaken(tenantId: TenantId): void {
    for (const [key, held] of this.held.entries()) {
      if (key.startsWith(catalogKeyPrefix(tenantId))) held.isOvertaken = true;
    }
  }

  /** An event about stock came: this shop tells of what it sells. */
  async stockTold(tenantId: TenantId): Promise<void> {
    const now = this.clock.now();
    const toldAt = this.toldAt.get(tenantId);
    if (toldAt && later(toldAt, TOLD_AGAIN_MS) > now) return;
    this.toldAt.set(tenantId, now);
    await this.store.set(stockToldKey(tenantId), true, TOLD_SEC);
  }

  /** Events are heard by one process, and count for all. */
  private async learn(tenantId: TenantId): Promise<void> {
    const isTold = await this.store.get<boolean>(stockToldKey(tenantId));
    if (!isTold) this.toldAt.delete(tenantId);
    else if (!this.toldAt.has(tenantId)) this.toldAt.set(tenantId, this.clock.now());
  }

  private put(key: string, snapshot: CatalogSnapshot, tookMs: number): Held {
    const refreshAt = this.nextReadingAt(key, { asOf: snapshot.asOf, tookMs });
    const held = { snapshot, tookMs, refreshAt, isOvertaken: false };
    this.held.set(key, held);
    return held;
  }

  private nextReadingAt(key: string, last: PastReading): Date {
    return nextReadingAt(last, this.signsOf(key));
  }

  private signsOf(key: string): { eventsWork: boolean; touchedAt: Date | undefined } {
    const tenantId = tenantOf(key);
    return { eventsWork: this.toldAt.has(tenantId), touchedAt: this.touchedAt.get(tenantId) };
  }
}

function pastReading({ snapshot, tookMs }: Held): PastReading {
  return { asOf: snapshot.asOf, tookMs };
}
