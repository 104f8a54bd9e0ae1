import { Injectable } from '@nestjs/common';
import { Clock, later } from '@rto/kernel';
import { CatalogArchive } from '../catalog-archive';
import type { CatalogItem } from '../catalog-item';
import { CatalogLoader } from '../catalog-loader';
import type { CatalogSource } from '../catalog-source';
import { CatalogPatches } from './catalog-patches';

/** So long a process may still hold the catalogue before the stored one. */
const OVERLAP_MS = 10 * 60_000;

/** Reads some goods of a catalogue again. */
@Injectable()
export class FreshGoods {
  constructor(
    private readonly loader: CatalogLoader,
    private readonly patches: CatalogPatches,
    private readonly archive: CatalogArchive,
    private readonly clock: Clock,
  ) {}

  /** See {@link CatalogLoader.current}. */
  current(source: CatalogSource, itemIds: readonly number[]): Promise<ReadonlyMap<number, CatalogItem>> {
    return this.loader.current(source, itemIds);
  }

  /**
   * As background work, which leaves the turns that orders and people need.
   * @param isForAll tells the other processes at once
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async read(
    key: string,
    source: CatalogSource,
    itemIds: readonly number[],
    isForAll: boolean,
  ): Promise<void> {
    const at = this.clock.now();
    const rows = await this.loader.rows(source, itemIds, 'background');
    const head = await this.archive.head(key);
    await this.patches.keep(key, { at, itemIds, rows }, head && later(new Date(head.asOf), -OVERLAP_MS));
    if (isForAll) await this.patches.announce(key);
  }

  /** Notes that stock of unnamed goods has moved by now: what was read before may be wrong. */
  async doubt(key: string): Promise<void> {
    await this.patches.doubt(key, this.clock.now());
    await this.patches.announce(key);
  }
}
