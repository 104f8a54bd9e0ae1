import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '@rto/cluster';
import { KeyValueStore } from '@rto/kv';
import type { StockedItem } from '@rto/regos';
import { LRUCache } from 'lru-cache';
import type { AssortmentRules } from '../assortment';
import type { CatalogSnapshot } from '../catalog-snapshot';
import { catalogKeyPrefix, tenantOf } from '../catalog-source';
import { MAX_PIECE } from '../packing';
import { decodePatches, encodeRow, NO_PATCHES, type Patches, type StoredPatches } from './patches-codec';
import { patchedItems } from './patched-items';

/** Of one catalogue; beyond it the oldest go, and a full reading has been due for long. */
const MAX_ROWS = 2_000;
/** As long as the catalogue itself. */
const KEEP_SEC = 86_400;
const MAX_CATALOGUES = 2_000;
/** Of all that is patched; 100 MB at 1 KB a row. */
const MAX_KNOWN_ROWS = 100_000;
/** `movedAt` and the braces. */
const ROOM_FOR_THE_REST = 100;

/** What is learnt of some goods after the catalogue was read. */
interface Learnt {
  /** Before they were asked for: nothing here is older. */
  readonly at: Date;
  readonly itemIds: readonly number[];
  /** Those of them that REGOS has, and their parents. */
  readonly rows: readonly StockedItem[];
}

interface Known {
  readonly patches: Patches;
  /** Another process has stored more. */
  isOvertaken: boolean;
  /** Snapshots with these patches applied, each for as long as the one it was made of is held. */
  readonly made: WeakMap<CatalogSnapshot, CatalogSnapshot>;
}

/**
 * Rows that are younger than the catalogue, beside it in the store, and laid over it in each process. A catalogue of
 * ten megabytes is not written again for one loaf that was sold.
 */
@Injectable()
export class CatalogPatches {
  private readonly known = new LRUCache<string, Known>({
    max: MAX_CATALOGUES,
    maxSize: MAX_KNOWN_ROWS,
    sizeCalculation: ({ patches }) => patches.rows.size + 1,
  });

  constructor(
    private readonly store: KeyValueStore,
    private readonly feed: ChangeFeed,
  ) {
    feed.changes.subscribe((change) => {
      if (change.kind === 'everything') this.overtake('');
      else if (!change.isOwn && change.kind === 'cataloguePatched')
        this.overtake(catalogKeyPrefix(change.tenantId));
    }); // for good: both live as long as the process
  }

  /**
   * Stores them for all processes, which hear of it by `announce`.
   * @param since rows from before then are in every catalogue that is held
   */
  async keep(key: string, { at, itemIds, rows }: Learnt, since: Date | undefined): Promise<void> {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const ids = new Set([...itemIds, ...byId.keys()]);
    const patches = [...ids].map((id) => [id, { at: at.toISOString(), ...encodeRow(byId.get(id)) }] as const);
    const isNeeded = ([id, patch]: StoredPatches['rows'][number]): boolean =>
      !ids.has(id) && (since === undefined || new Date(patch.at) >= since);
    await this.change(key, ({ rows: others, movedAt }) => ({
      // numbers as names stand in the order of numbers, so a list of pairs
      rows: youngest([...others.filter(isNeeded), ...patches]),
      ...(movedAt !== undefined && { movedAt }),
    }));
  }

  /** Notes that stock of unnamed goods moved until `movedAt`: what was read before then may be wrong. */
  async doubt(key: string, movedAt: Date): Promise<void> {
    await this.change(key, ({ rows }) => ({ rows, movedAt: movedAt.toISOString() }));
  }

  /** The other processes take over what was stored when somebody asks them next. */
  async announce(key: string): Promise<void> {
    await this.feed.announce({ kind: 'cataloguePatched', tenantId: tenantOf(key) });
  }

  /** The snapshot with everything in it that is younger than its reading. */
  async over(key: string, snapshot: CatalogSnapshot, rules: AssortmentRules): Promise<CatalogSnapshot> {
    const known = await this.recall(key);
    const before = known.made.get(snapshot);
    if (before) return before;
    const younger = [...known.patches.rows].filter(([, { at }]) => at > snapshot.asOf);
    const fresh = new Map(younger.map(([id, { row }]) => [id, row]));
    const made = fresh.size === 0 ? snapshot : snapshot.with(patchedItems(snapshot, fresh, rules));
    known.made.set(snapshot, made);
    return made;
  }

  /** Those of the goods whose stock may have moved since they were read. */
  async doubtful(key: string, snapshot: CatalogSnapshot, itemIds: readonly number[]): Promise<number[]> {
    const { movedAt, rows } = (await this.recall(key)).patches;
    if (movedAt === undefined || movedAt < snapshot.asOf) return [];
    return itemIds.filter((id) => (rows.get(id)?.at ?? snapshot.asOf) < movedAt);
  }

  private async change(key: string, change: (stored: StoredPatches) => StoredPatches): Promise<void> {
    const stored = await this.store.update<StoredPatches>(patchesKey(key), KEEP_SEC, (current = NO_PATCHES) =>
      change(current),
    );
    this.known.set(key, { patches: decodePatches(stored), isOvertaken: false, made: new WeakMap() });
  }

  private async recall(key: string): Promise<Known> {
    const known = this.known.get(key);
    if (known && !known.isOvertaken) return known;
    if (known) known.isOvertaken = false; // before the reading: what comes meanwhile is read again
    const patches = decodePatches(await this.store.get<StoredPatches>(patchesKey(key)));
    const recalled: Known = { patches, isOvertaken: false, made: new WeakMap() };
    this.known.set(key, recalled);
    return recalled;
  }

  private overtake(prefix: string): void {
    for (const [key, known] of this.known.entries()) if (key.startsWith(prefix)) known.isOvertaken = true;
  }
}

/** As many of the last ones as a store takes without a word. */
function youngest(rows: StoredPatches['rows']): StoredPatches['rows'] {
  const last = rows.slice(-MAX_ROWS);
  let bytes = 0;
  const isBeyond = (row: StoredPatches['rows'][number]): boolean => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > MAX_PIECE - ROOM_FOR_THE_REST;
  };
  return last.slice(last.findLastIndex(isBeyond) + 1);
}

function patchesKey(key: string): string {
  return `${key}:patches`;
}
