import { Injectable, Logger } from '@nestjs/common';
import { ChangeFeed, type Change } from '@rto/cluster';
import {
  Clock,
  PermanentError,
  RateLimitedError,
  RetryableError,
  UserError,
  errorMessage,
  later,
  soon,
} from '@rto/kernel';
import type { TenantId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import type { CatalogItem } from './catalog-item';
import { CatalogPreviews } from './catalog-previews';
import { CatalogReader } from './catalog-reader';
import { CatalogSnapshot } from './catalog-snapshot';
import { catalogKey, catalogSource, tenantOf } from './catalog-source';
import type { CatalogSource } from './catalog-source';
import { CatalogFreshness, type Shown } from './fresh/catalog-freshness';
import { HeldCatalogs, type Held } from './held-catalogs';

/** A person sees words within a second: what is not there by then is waited for otherwise. */
const FIRST_WORDS_MS = 600;
/** So long a person waits for a newer catalogue instead of seeing an old one. */
const NEWER_MS = 2_000;
/** Between attempts to read a catalogue of which something can be shown. */
const RETRY_MS = 10_000;
/** Between looks whether the process that reads the catalogue for all is done; usually it says so. */
const WAIT_MS = 2_000;
const MAX_RESTING = 1_000;

/** The catalogue of each tenant: read once for everybody, served from memory, kept when REGOS is away. */
@Injectable()
export class CatalogService {
  private readonly logger = new Logger(CatalogService.name);
  private readonly inFlight = new Map<string, Promise<Held | undefined>>();
  /** First readings that broke off, and when they may be gone on with. */
  private readonly restingUntil = new LRUCache<string, Date>({ max: MAX_RESTING });

  constructor(
    private readonly reader: CatalogReader,
    private readonly previews: CatalogPreviews,
    private readonly held: HeldCatalogs,
    private readonly clock: Clock,
    private readonly feed: ChangeFeed,
    private readonly freshness: CatalogFreshness,
  ) {
    feed.changes.subscribe((change) => this.heard(change)); // for good: both live as long as the process
  }

  /**
   * The whole assortment under the tenant's settings. An older one is returned at once while a newer one is read; a
   * tenant without any gets what is read so far, perhaps nothing yet, with its `progress`.
   * @param shown the goods that somebody is about to see: as fresh as the wait of a second can make them
   * @throws UserError `catalogUnavailable` when there is none and REGOS does not give it
   */
  async snapshot(tenant: Tenant, shown?: Shown): Promise<CatalogSnapshot> {
    const source = catalogSource(tenant);
    const key = catalogKey(source);
    const held = this.held.recall(key) ?? (await this.once(`first ${key}`, () => this.held.restore(key)));
    if (held) this.previews.forget(key);
    const read = await (held ? this.serve(key, source, held) : this.first(key, source));
    return this.freshness.of(key, source, read, shown);
  }

  /** To be waited for before a snapshot is searched, so that nobody else waits: see {@link CatalogSnapshot.prepareSearch}. */
  async prepareSearch(tenant: Tenant): Promise<void> {
    const snapshot = await this.snapshot(tenant);
    await snapshot.prepareSearch();
  }

  /**
   * A live re-read for the checkout: one call for up to 250 items.
   * @returns by id; what is gone or cannot be ordered is absent
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async current(tenant: Tenant, itemIds: readonly number[]): Promise<ReadonlyMap<number, CatalogItem>> {
    return this.freshness.current(catalogSource(tenant), itemIds);
  }

  /** Something changed in REGOS that only a reading can show: it is due as soon as the pace of the shop allows. */
  async refresh(tenantId: TenantId): Promise<void> {
    this.held.touch(tenantId);
    await this.feed.announce({ kind: 'catalogueTouched', tenantId });
  }

  /** An event about stock came: this shop tells of what it sells, and is read anew more rarely. */
  async stockTold(tenantId: TenantId): Promise<void> {
    await this.held.stockTold(tenantId);
  }

  private heard(change: Change): void {
    if (change.kind === 'everything') this.held.touch(undefined);
    else if (!change.isOwn && change.kind === 'catalogueTouched') this.held.touch(change.tenantId);
    else if (!change.isOwn && change.kind === 'catalogueRead') this.held.overtaken(change.tenantId);
  }

  /** Where a reading takes less than two seconds an old catalogue is not shown at all. */
  private async serve(key: string, source: CatalogSource, held: Held): Promise<CatalogSnapshot> {
    if (held.refreshAt > this.clock.now()) {
      if (held.isOvertaken) this.adoptBehind(key, held);
      return held.snapshot;
    }
    const refreshing = this.refreshBehind(key, source, held);
    if (!this.held.isOld(key, held)) return held.snapshot;
    const newer = this.held.isQuick(held) ? await soon(refreshing, NEWER_MS) : undefined;
    if (!newer || newer === held) held.snapshot.markOld();
    return (newer ?? held).snapshot;
  }

  private async first(key: string, source: CatalogSource): Promise<CatalogSnapshot> {
    const resting = this.restingUntil.get(key);
    const known = resting && resting > this.clock.now() ? await this.previews.of(key) : undefined;
    if (known) return known;
    try {
      const held = await soon(
        this.once(key, () => this.read(key, source)),
        FIRST_WORDS_MS,
      );
      return held?.snapshot ?? (await this.previews.of(key)) ?? this.nothingYet();
    } catch (error) {
      if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
      const soFar = await this.previews.of(key);
      if (!soFar) throw new UserError('catalogUnavailable', {}, { cause: error });
      this.restingUntil.set(key, later(this.clock.now(), RETRY_MS));
      return soFar;
    }
  }

  private nothingYet(): CatalogSnapshot {
    const progress = { read: 0, total: undefined, isStuck: false };
    return new CatalogSnapshot({ asOf: this.clock.now(), currency: '', groups: [], items: [] }, progress);
  }

  /** Never rejects. @returns the old one when there is no newer one yet */
  private async refreshBehind(key: string, source: CatalogSource, old: Held): Promise<Held> {
    try {
      return (await this.once(key, () => this.newer(key, source, old))) ?? old;
    } catch (error) {
      // this is how people learn of it; a shop whose turn has not come does answer
      if (error instanceof RetryableError && !(error instanceof RateLimitedError)) old.snapshot.markStale();
      old.refreshAt = later(this.clock.now(), RETRY_MS);
      return old;
    }
  }

  /** What another process has read; else one process reads, and the others look again. */
  private async newer(key: string, source: CatalogSource, old: Held): Promise<Held | undefined> {
    const newer = (await this.held.restore(key, old)) ?? (await this.read(key, source));
    if (!newer) old.refreshAt = later(this.clock.now(), WAIT_MS);
    return newer;
  }

  private adoptBehind(key: string, old: Held): void {
    old.isOvertaken = false;
    this.once(key, () => this.held.restore(key, old)).catch(() => undefined); // said where it failed
  }

  /** @returns undefined when another process reads */
  private async read(key: string, source: CatalogSource): Promise<Held | undefined> {
    const reading = await this.reader.read(key, source);
    if (!reading) return undefined;
    const held = await this.held.hold(key, await CatalogSnapshot.of(reading.data), reading.tookMs);
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

  /**
   * One piece of work for all who ask at the same time; its failure is reported once, also when no caller waits for
   * it any more.
   */
  private async once(key: string, work: () => Promise<Held | undefined>): Promise<Held | undefined> {
    const running = this.inFlight.get(key);
    if (running) return running;
    const started = work().finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, started);
    started.catch((error: unknown) => {
      const tenantId = tenantOf(key);
      this.logger.warn({ tenantId, message: `catalogue not read: ${errorMessage(error)}` });
    });
    return started;
  }
}
