import { type Clock, later } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import type { JsonChange, StoredEntry } from '../stored-entry';

/** About 25,000 shoppers with a cart and a dialog. */
export const DEFAULT_MAX_ENTRIES = 50_000;
/** Characters of JSON in all, at most 200 MB: a catalogue takes megabytes, and entries alone do not bound those. */
export const MAX_CHARACTERS = 100_000_000;

/** Entries in this process; the least recently used go first. Every method is synchronous and therefore atomic. */
export class MemoryEntries {
  private readonly entries: LRUCache<string, StoredEntry>;

  constructor(
    private readonly clock: Clock,
    maxEntries = DEFAULT_MAX_ENTRIES,
  ) {
    this.entries = new LRUCache({
      max: maxEntries,
      maxSize: MAX_CHARACTERS,
      sizeCalculation: ({ json }, key) => json.length + key.length,
    });
  }

  get(key: string): StoredEntry | undefined {
    const entry = this.entries.get(key);
    if (!entry || this.isFresh(entry)) return entry;
    this.entries.delete(key);
    return undefined;
  }

  put(key: string, entry: StoredEntry): void {
    this.entries.set(key, entry);
  }

  set(key: string, json: string, ttlMs: number): StoredEntry {
    const entry = { json, expiresAt: later(this.clock.now(), ttlMs) };
    this.entries.set(key, entry);
    return entry;
  }

  /** @returns the new entry, or undefined when the key was taken */
  add(key: string, json: string, ttlMs: number): StoredEntry | undefined {
    return this.get(key) ? undefined : this.set(key, json, ttlMs);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  /** @returns what is stored afterwards */
  update(key: string, ttlMs: number, change: JsonChange): StoredEntry | undefined {
    const next = change(this.get(key)?.json);
    if (next !== undefined) return this.set(key, next, ttlMs);
    this.entries.delete(key);
    return undefined;
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  /** The entries that have not expired. */
  all(): [key: string, entry: StoredEntry][] {
    return [...this.entries.entries()].filter(([, entry]) => this.isFresh(entry));
  }

  private isFresh(entry: StoredEntry): boolean {
    return entry.expiresAt > this.clock.now();
  }
}
