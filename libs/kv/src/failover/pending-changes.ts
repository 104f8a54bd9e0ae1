import { LRUCache } from 'lru-cache';
import { MAX_CHARACTERS } from '../memory/memory-entries';
import type { JsonChange, StoredEntry } from '../stored-entry';

/** What happened to one key while Redis was away. Every further change makes a new object. */
export interface PendingChange {
  /** What the key holds now; undefined when it was deleted. */
  readonly entry: StoredEntry | undefined;
  /**
   * Set when the key was only updated, and from "absent" because this process had never seen it: Redis may have
   * a value, and these steps are to be applied to that one.
   */
  readonly rebase?: { readonly steps: readonly JsonChange[]; readonly ttlMs: number };
}

/** The changes to hand back to Redis. Bounded: in an endless outage the oldest are given up first. */
export class PendingChanges {
  private readonly changes: LRUCache<string, PendingChange>;

  constructor(maxKeys: number) {
    this.changes = new LRUCache({
      max: maxKeys,
      maxSize: MAX_CHARACTERS,
      sizeCalculation: ({ entry }, key) => key.length + (entry?.json.length ?? 0),
    });
  }

  get size(): number {
    return this.changes.size;
  }

  get(key: string): PendingChange | undefined {
    return this.changes.get(key);
  }

  /** The key became `entry`, whatever it was before. */
  rewritten(key: string, entry: StoredEntry | undefined): PendingChange {
    const change = { entry };
    this.changes.set(key, change);
    return change;
  }

  /** The key became `entry` by a step from a value that this process did (`known`) or did not know. */
  updated(
    key: string,
    entry: StoredEntry | undefined,
    step: JsonChange,
    ttlMs: number,
    known: boolean,
  ): void {
    const before = this.changes.get(key);
    const isAbsolute = before ? before.rebase === undefined : known;
    if (isAbsolute) this.rewritten(key, entry);
    else this.changes.set(key, { entry, rebase: { steps: [...(before?.rebase?.steps ?? []), step], ttlMs } });
  }

  /** Forgets the change, unless the key has changed again. */
  done(key: string, change: PendingChange): void {
    if (this.changes.get(key) === change) this.changes.delete(key);
  }

  keys(): string[] {
    return [...this.changes.keys()];
  }

  drop(key: string): void {
    this.changes.delete(key);
  }

  /** Up to `count` changes, the oldest first. */
  oldest(count: number): (readonly [key: string, change: PendingChange])[] {
    const found: (readonly [string, PendingChange])[] = [];
    for (const key of this.changes.rkeys()) {
      if (found.length === count) break;
      const change = this.changes.peek(key);
      if (change) found.push([key, change]);
    }
    return found;
  }
}
