import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CatalogArchive, type DraftHead } from './catalog-archive';
import { MAX_SHOP_BYTES } from './catalog-bounds';
import type { CatalogItem } from './catalog-item';
import { CatalogSnapshot } from './catalog-snapshot';

/** First readings at one time; a shop more is read from the store each time that somebody looks. */
const MAX_PREVIEWS = 50;
/** The largest shop fits. */
const MAX_PREVIEW_BYTES = MAX_SHOP_BYTES;

interface Preview {
  readonly head: DraftHead;
  readonly items: readonly CatalogItem[];
  readonly snapshot: CatalogSnapshot;
}

/** Previews of a catalogue whose first reading goes on, in whichever process. */
@Injectable()
export class CatalogPreviews {
  private readonly known = new LRUCache<string, Preview>({
    max: MAX_PREVIEWS,
    maxSize: MAX_PREVIEW_BYTES,
    sizeCalculation: ({ snapshot }) => Math.min(snapshot.bytes, MAX_PREVIEW_BYTES),
  });
  private readonly inFlight = new Map<string, Promise<Preview | undefined>>();

  constructor(private readonly archive: CatalogArchive) {}

  /** Undefined before the first page. */
  async of(key: string): Promise<CatalogSnapshot | undefined> {
    const running = this.inFlight.get(key) ?? this.renew(key).finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, running);
    return (await running)?.snapshot;
  }

  /** The catalogue is there: what it showed so far takes as much memory again. */
  forget(key: string): void {
    this.known.delete(key);
  }

  /** Memory that all of them take; an estimate. */
  get bytes(): number {
    return this.known.calculatedSize;
  }

  private async renew(key: string): Promise<Preview | undefined> {
    const head = await this.archive.draft(key);
    if (!head) {
      this.known.delete(key);
      return undefined;
    }
    const last = this.known.get(key);
    const before = last?.head.readingId === head.readingId ? last : undefined;
    if (before?.head.pieces === head.pieces && before.head.isStuck === head.isStuck) return before;
    const items = [...(before?.items ?? [])];
    for (let piece = before?.head.pieces ?? 0; piece < head.pieces; piece += 1) {
      items.push(...((await this.archive.piece(key, head, piece)) ?? []));
    }
    const preview = { head, items, snapshot: await this.snapshotOf(head, items) };
    this.known.set(key, preview);
    return preview;
  }

  private async snapshotOf(head: DraftHead, items: readonly CatalogItem[]): Promise<CatalogSnapshot> {
    const { read, isStuck } = head;
    const total = head.total !== undefined && head.total >= read ? head.total : undefined;
    const groups = await this.archive.groupsOf(head);
    const data = { asOf: new Date(head.asOf), currency: head.currency, groups, items };
    return CatalogSnapshot.of(data, { read, total, isStuck });
  }
}
