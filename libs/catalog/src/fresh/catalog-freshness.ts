import { Injectable, Logger } from '@nestjs/common';
import { Clock, errorMessage, later, soon } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import type { CatalogItem } from '../catalog-item';
import type { CatalogSnapshot } from '../catalog-snapshot';
import type { CatalogSource } from '../catalog-source';
import { CatalogPatches } from './catalog-patches';
import { FreshGoods } from './fresh-goods';
import { HotGoods } from './hot-goods';

/** What a person waits for fresher figures; then there are those that are held. */
const PATIENCE_MS = 1_000;
/** Between two readings of one catalogue for those who look: its turns at REGOS are for orders. */
const PAUSE_MS = 2_000;
/** As many as one call takes. */
const MAX_GOODS = 250;
const MAX_CATALOGUES = 2_000;

/** The goods that somebody is about to see, of the snapshot that he sees. */
export type Shown = (snapshot: CatalogSnapshot) => readonly number[];

/** Makes of what was read for all what is to be shown now. */
@Injectable()
export class CatalogFreshness {
  private readonly logger = new Logger(CatalogFreshness.name);
  /** Until when a catalogue is left alone, or while it is read. */
  private readonly restsUntil = new LRUCache<string, Date>({ max: MAX_CATALOGUES });

  constructor(
    private readonly patches: CatalogPatches,
    private readonly hot: HotGoods,
    private readonly goods: FreshGoods,
    private readonly clock: Clock,
  ) {}

  /**
   * The snapshot with all that is known since; goods that may have been sold meanwhile are read again when that takes
   * no longer than a second.
   */
  async of(
    key: string,
    source: CatalogSource,
    read: CatalogSnapshot,
    shown: Shown | undefined,
  ): Promise<CatalogSnapshot> {
    // of a first reading that goes on nothing is old enough to be patched
    const now = read.progress ? read : await this.patches.over(key, read, source);
    if (!shown) return now;
    const itemIds = shown(now);
    this.hot.looked(source.connection.tenantId, itemIds);
    if (read.progress) return read;
    const doubtful = await this.patches.doubtful(key, read, withVariants(now, itemIds));
    if (doubtful.length === 0 || !this.begin(key)) return now;
    await this.lookAgain(key, source, doubtful.slice(0, MAX_GOODS));
    return this.patches.over(key, read, source);
  }

  /** See {@link CatalogLoader.current}. */
  current(source: CatalogSource, itemIds: readonly number[]): Promise<ReadonlyMap<number, CatalogItem>> {
    return this.goods.current(source, itemIds);
  }

  /** @returns false while one goes on, and shortly after it */
  private begin(key: string): boolean {
    const now = this.clock.now();
    if ((this.restsUntil.get(key) ?? now) > now) return false;
    this.restsUntil.set(key, later(now, PAUSE_MS));
    return true;
  }

  /** What comes too late is kept all the same. */
  private async lookAgain(key: string, source: CatalogSource, itemIds: readonly number[]): Promise<void> {
    const { tenantId } = source.connection;
    const work = this.goods.read(key, source, itemIds, false).catch((error: unknown) => {
      this.logger.warn({ tenantId, message: `goods not looked at again: ${errorMessage(error)}` });
    });
    await soon(work, PATIENCE_MS);
  }
}

/** The card of a parent tells of its variants. */
function withVariants(snapshot: CatalogSnapshot, itemIds: readonly number[]): number[] {
  return itemIds.flatMap((id) => [id, ...snapshot.variants(id).map((variant) => variant.id)]);
}
