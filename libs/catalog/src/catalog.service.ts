import { Injectable, Logger } from '@nestjs/common';
import { ChangeFeed, type Change } from '@rto/cluster';
import { Clock, PermanentError, RetryableError, UserError, errorMessage, later } from '@rto/kernel';
import type { TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosReferences } from '@rto/regos';
import type { CallPriority, Reference } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import { decodeCatalog, encodeCatalog } from './catalog-codec';
import type { StoredCatalog } from './catalog-codec';
import type { CatalogItem } from './catalog-item';
import { CatalogLoader } from './catalog-loader';
import { CatalogSnapshot } from './catalog-snapshot';
import { catalogKey, catalogKeyPrefix, catalogSource, readingKey, tenantOf } from './catalog-source';
import type { CatalogSource } from './catalog-source';

/** A reading goes on while people are served from the last one, so 60 s (PRODUCT section 9) must hold with it. */
const FRESH_MS = 45_000;
/** Younger than this it is not read again, however many events there are: an import has thousands. */
const MIN_AGE_MS = 10_000;
/** Between attempts to refresh a catalogue that is still served. */
const RETRY_MS = 10_000;
/** Older than this a snapshot says so, even when nobody has tried to refresh it (an idle shop, a restart). */
const UNMARKED_MS = 600_000;
/** Between looks whether the process that reads the catalogue for all is done; usually it says so. */
const WAIT_MS = 2_000;
/** Longest reading that others wait for: a full one of 5,000 goods takes half of it. */
const READING_SEC = 30;
const KEEP_SEC = 86_400;
const DELIVERY_TYPES_SEC = 600;
/** About 100 MB at 1 KB an item. */
const MAX_ITEMS_IN_MEMORY = 100_000;
const MAX_TOUCHED = 5_000;

interface Held {
  readonly snapshot: CatalogSnapshot;
  /** From then on the next reader starts a refresh. */
  refreshAt: Date;
  /** Another process has stored a newer one. */
  isOvertaken: boolean;
}

/** The catalogue of each tenant: read once for everybody, served from memory, kept when REGOS is away. */
@Injectable()
export class CatalogService {
  private readonly logger = new Logger(CatalogService.name);
  private readonly held = new LRUCache<string, Held>({
    maxSize: MAX_ITEMS_IN_MEMORY,
    // never more than half, so that a huge shop is held as well
    sizeCalculation: ({ snapshot }) => Math.min(snapshot.size + 1, MAX_ITEMS_IN_MEMORY / 2),
  });
  private readonly inFlight = new Map<string, Promise<Held>>();
  /** When REGOS last said that something changed: a copy read before is an old one. */
  private readonly touchedAt = new LRUCache<TenantId, Date>({ max: MAX_TOUCHED });

  constructor(
    private readonly loader: CatalogLoader,
    private readonly references: RegosReferences,
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
    private readonly feed: ChangeFeed,
  ) {
    feed.changes.subscribe((change) => this.heard(change)); // for good: both live as long as the process
  }

  /**
   * The whole assortment under the tenant's settings. An older one is returned at once while a newer one is
   * read; only a tenant without any waits.
   * @throws UserError `catalogUnavailable` when there is none and REGOS does not give it
   */
  async snapshot(tenant: Tenant): Promise<CatalogSnapshot> {
    const source = catalogSource(tenant);
    const key = catalogKey(source);
    const held = this.recall(key) ?? (await this.first(key, source));
    const now = this.clock.now();
    if (held.refreshAt <= now) {
      if (isOlder(held.snapshot, UNMARKED_MS, now)) held.snapshot.markStale();
      this.refreshBehind(key, source, held);
    } else if (held.isOvertaken) {
      this.adoptBehind(key, held);
    }
    return held.snapshot;
  }

  /**
   * A live re-read for the checkout: one call for up to 250 items.
   * @returns by id; what is gone or cannot be ordered is absent
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async current(tenant: Tenant, itemIds: readonly number[]): Promise<ReadonlyMap<number, CatalogItem>> {
    return this.loader.current(catalogSource(tenant), itemIds);
  }

  /**
   * The delivery types of the shop, at most ten minutes old; a shop may have none.
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async deliveryTypes(tenant: Tenant): Promise<readonly Reference[]> {
    const key = `t:${tenant.id}:delivery-types`;
    const known = await this.store.get<readonly Reference[]>(key);
    if (known) return known;
    const all = await this.references.deliveryTypes(tenant.connection, 'person');
    const types = all.filter((type) => !type.deleted);
    await this.store.set(key, types, DELIVERY_TYPES_SEC);
    return types;
  }

  /** Something changed in REGOS: the next reader of each process starts a refresh, and one of them reads. */
  async refresh(tenantId: TenantId): Promise<void> {
    this.touch(tenantId);
    await this.feed.announce({ kind: 'catalogueTouched', tenantId });
  }

  private heard(change: Change): void {
    if (change.kind === 'everything') {
      for (const held of this.held.values()) held.refreshAt = this.clock.now();
    } else if (!change.isOwn && change.kind === 'catalogueTouched') {
      this.touch(change.tenantId);
    } else if (!change.isOwn && change.kind === 'catalogueRead') {
      for (const held of this.heldOf(change.tenantId)) held.isOvertaken = true;
    }
  }

  private touch(tenantId: TenantId): void {
    this.touchedAt.set(tenantId, this.clock.now());
    for (const held of this.heldOf(tenantId)) {
      held.refreshAt = latest(this.clock.now(), later(held.snapshot.asOf, MIN_AGE_MS));
    }
  }

  private heldOf(tenantId: TenantId): Held[] {
    const prefix = catalogKeyPrefix(tenantId);
    return [...this.held.entries()].filter(([key]) => key.startsWith(prefix)).map(([, held]) => held);
  }

  private recall(key: string): Held | undefined {
    const held = this.held.get(key);
    return held && !isOlder(held.snapshot, KEEP_SEC * 1000, this.clock.now()) ? held : undefined;
  }

  /** From the store (a restart, another process), else from REGOS while a person waits. */
  private async first(key: string, source: CatalogSource): Promise<Held> {
    try {
      return await this.once(
        `first ${key}`,
        async () => (await this.restore(key)) ?? (await this.read(key, source, 'person')),
      );
    } catch (error) {
      if (error instanceof RetryableError || error instanceof PermanentError) {
        throw new UserError('catalogUnavailable', {}, { cause: error });
      }
      throw error;
    }
  }

  private refreshBehind(key: string, source: CatalogSource, old: Held): void {
    if (this.inFlight.has(key)) return; // whoever started it reports its failure, once
    this.once(key, () => this.newer(key, source, old)).catch((error: unknown) => {
      old.snapshot.markStale(); // this is how people learn of it
      old.refreshAt = later(this.clock.now(), RETRY_MS);
      const { tenantId } = source.connection;
      this.logger.warn({ tenantId, message: `catalogue not refreshed: ${errorMessage(error)}` });
    });
  }

  /** What another process has read; else one process reads, and the others look again. */
  private async newer(key: string, source: CatalogSource, old: Held): Promise<Held> {
    const restored = await this.restore(key, old.snapshot);
    if (restored) return restored;
    const claim = readingKey(key);
    if (!(await this.store.add(claim, true, READING_SEC))) {
      old.refreshAt = later(this.clock.now(), WAIT_MS);
      return old;
    }
    try {
      return await this.read(key, source, 'background');
    } finally {
      await this.store.delete(claim);
    }
  }

  private adoptBehind(key: string, old: Held): void {
    old.isOvertaken = false;
    this.once(key, async () => (await this.restore(key, old.snapshot)) ?? old).catch((error: unknown) => {
      this.logger.warn(`a newer catalogue was not taken over: ${errorMessage(error)}`);
    });
  }

  private async read(key: string, source: CatalogSource, priority: CallPriority): Promise<Held> {
    const data = await this.loader.load(source, priority);
    const held = this.hold(key, new CatalogSnapshot(data));
    await this.store.set(key, encodeCatalog(data), KEEP_SEC);
    await this.sayRead(source.connection.tenantId);
    return held;
  }

  /** Only saves the others a reading: it succeeded all the same when this fails. */
  private async sayRead(tenantId: TenantId): Promise<void> {
    try {
      await this.feed.announce({ kind: 'catalogueRead', tenantId });
    } catch (error) {
      this.logger.warn({ tenantId, message: `a new catalogue was not announced: ${errorMessage(error)}` });
    }
  }

  /** The stored copy; beside one that is held already, only a fresh one, which another process has read. */
  private async restore(key: string, beside?: CatalogSnapshot): Promise<Held | undefined> {
    const stored = await this.store.get<StoredCatalog>(key);
    if (!stored) return undefined;
    const asOf = new Date(stored.asOf);
    const isNews = !beside || (asOf > beside.asOf && this.refreshAt(key, asOf) > this.clock.now());
    return isNews ? this.hold(key, new CatalogSnapshot(decodeCatalog(stored))) : undefined;
  }

  private hold(key: string, snapshot: CatalogSnapshot): Held {
    const held = { snapshot, refreshAt: this.refreshAt(key, snapshot.asOf), isOvertaken: false };
    this.held.set(key, held);
    return held;
  }

  private refreshAt(key: string, asOf: Date): Date {
    const touchedAt = this.touchedAt.get(tenantOf(key));
    return touchedAt && touchedAt > asOf ? latest(touchedAt, later(asOf, MIN_AGE_MS)) : later(asOf, FRESH_MS);
  }

  private async once(key: string, work: () => Promise<Held>): Promise<Held> {
    const running = this.inFlight.get(key);
    if (running) return running;
    const started = work().finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, started);
    return started;
  }
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function isOlder(snapshot: CatalogSnapshot, ageMs: number, now: Date): boolean {
  return later(snapshot.asOf, ageMs) < now;
}
