import { Injectable } from '@nestjs/common';
import { newId, type Unit } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import type { ItemGroup } from '@rto/regos';
import { decodeItem, encodeItem, type StoredItem } from './catalog-codec';
import type { CatalogData, CatalogItem } from './catalog-item';
import { draftKey } from './catalog-source';
import { pack, packedPieces, unpack } from './packing';

const KEEP_SEC = 86_400;
/** Life of the part that an unfinished reading has read, counted from its last page. */
const DRAFT_SEC = 600;

/** A catalogue of which the goods lie beside it, in `pieces` values of their own. */
interface CatalogHead {
  /** Names the pieces: those of another reading are never mixed with them. */
  readonly readingId: string;
  /** ISO. */
  readonly asOf: string;
  readonly tookMs: number;
  readonly currency: string;
  /** Packed. */
  readonly groups: string;
  readonly pieces: number;
}

/** A catalogue that is being read. */
export interface DraftHead extends Omit<CatalogHead, 'tookMs'> {
  readonly read: number;
  readonly total?: number;
  /** REGOS did not answer the last time; the reading will be gone on with. */
  readonly isStuck: boolean;
}

/** Catalogues in the key-value store, for a restart and for other processes. */
@Injectable()
export class CatalogArchive {
  constructor(private readonly store: KeyValueStore) {}

  head(key: string): Promise<CatalogHead | undefined> {
    return this.store.get<CatalogHead>(key);
  }

  /** Undefined when another one has taken its place meanwhile. */
  async load(key: string, head: CatalogHead): Promise<CatalogData | undefined> {
    const items: CatalogItem[] = [];
    for (let piece = 0; piece < head.pieces; piece += 1) {
      const found = await this.piece(key, head, piece);
      if (!found) return undefined;
      items.push(...found);
    }
    return { asOf: new Date(head.asOf), currency: head.currency, groups: await this.groupsOf(head), items };
  }

  /** The head is written last: until then the one before counts, and its pieces are there. */
  async save(key: string, data: CatalogData, tookMs: number): Promise<void> {
    const readingId = newId();
    const [before, draft] = [await this.head(key), await this.draft(key)];
    const pieces = await this.savePieces(key, readingId, 0, data.items, KEEP_SEC);
    const { asOf, currency } = data;
    const groups = await pack(data.groups);
    const head = { readingId, asOf: asOf.toISOString(), tookMs, currency, groups, pieces };
    await this.store.set(key, head satisfies CatalogHead, KEEP_SEC);
    await this.store.delete(draftKey(key));
    if (before) await this.dropPieces(key, before);
    if (draft) await this.dropPieces(key, draft);
  }

  draft(key: string): Promise<DraftHead | undefined> {
    return this.store.get<DraftHead>(draftKey(key));
  }

  /** Adds what was read now to what was read before. @returns the head as it is stored */
  async extendDraft(
    key: string,
    before: Omit<DraftHead, 'groups'> & { readonly groups: readonly ItemGroup[] },
    items: readonly CatalogItem[],
  ): Promise<DraftHead> {
    const pieces = await this.savePieces(key, before.readingId, before.pieces, items, DRAFT_SEC);
    const head = { ...before, groups: await pack(before.groups), pieces };
    await this.store.set(draftKey(key), head, DRAFT_SEC);
    return head;
  }

  async markStuck(key: string, head: DraftHead): Promise<void> {
    await this.store.set(draftKey(key), { ...head, isStuck: true }, DRAFT_SEC);
  }

  async dropDraft(key: string, head: DraftHead): Promise<void> {
    await this.store.delete(draftKey(key));
    await this.dropPieces(key, head);
  }

  /** Undefined when it is gone. */
  async piece(
    key: string,
    { readingId, currency }: Pick<CatalogHead, 'readingId' | 'currency'>,
    piece: number,
  ): Promise<CatalogItem[] | undefined> {
    const packed = await this.store.get<string>(pieceKey(key, readingId, piece));
    if (packed === undefined) return undefined;
    const units = new Map<string, Unit>();
    return (await unpack<StoredItem[]>(packed)).map((item) => decodeItem(item, currency, units));
  }

  async groupsOf({ groups }: Pick<CatalogHead, 'groups'>): Promise<ItemGroup[]> {
    const stored = await unpack<readonly (Pick<ItemGroup, 'id' | 'name'> & { parentId?: number })[]>(groups);
    return stored.map(({ id, name, parentId }) => ({ id, name, parentId }));
  }

  private async savePieces(
    key: string,
    readingId: string,
    first: number,
    items: readonly CatalogItem[],
    ttlSec: number,
  ): Promise<number> {
    let piece = first;
    for await (const packed of packedPieces(items, encodeItem)) {
      await this.store.set(pieceKey(key, readingId, piece), packed, ttlSec);
      piece += 1;
    }
    return piece;
  }

  private async dropPieces(key: string, head: Pick<CatalogHead, 'readingId' | 'pieces'>): Promise<void> {
    for (let piece = 0; piece < head.pieces; piece += 1) {
      await this.store.delete(pieceKey(key, head.readingId, piece));
    }
  }
}

function pieceKey(key: string, readingId: string, piece: number): string {
  return `${key}:${readingId}:${piece}`;
}
