import type { Clock } from '@rto/kernel';
import { KeyValueStore } from '../key-value-store';
import { fromJson, jsonChange, type StoredEntry, toJson, toTtlMs } from '../stored-entry';
import { EntriesWriter } from './entries-writer';
import type { DurableEntries } from './durable-entries';
import { MemoryEntries } from './memory-entries';

interface MemoryKeyValueStoreOptions {
  /** Most entries held, counted for durable and other keys apart, so that no cache drives out a cart. */
  readonly maxEntries?: number;
  /** Without it a restart forgets everything. */
  readonly durability?: {
    readonly entries: DurableEntries;
    /** Whether the key must survive a restart. */
    readonly isDurable: (key: string) => boolean;
    /** Of those: whether its value can be had anew, so that it must not take the room of others. */
    readonly isReplaceable?: (key: string) => boolean;
  };
}

/**
 * The store of a single process. A change is seen by others at once; the call resolves when it is durable, and
 * rejects with the durable store's error, in which case the change stays and reaches the durable store with the next one.
 */
export class MemoryKeyValueStore extends KeyValueStore {
  private readonly durable: MemoryEntries;
  private readonly volatile: MemoryEntries;
  private readonly writer: EntriesWriter | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly options: MemoryKeyValueStoreOptions = {},
  ) {
    super();
    this.durable = new MemoryEntries(clock, options.maxEntries);
    this.volatile = new MemoryEntries(clock, options.maxEntries);
    this.writer = options.durability && new EntriesWriter(options.durability.entries);
  }

  /** Reads the durable store; to be awaited once, before the first use. */
  async open(): Promise<void> {
    const entries = (await this.options.durability?.entries.load()) ?? [];
    for (const { key, json, expiresAt } of entries) {
      if (json !== undefined) this.entriesOf(key).put(key, { json, expiresAt });
    }
  }

  async get<T>(key: string): Promise<T | undefined> {
    return fromJson<T>(this.entriesOf(key).get(key)?.json);
  }

  async set(key: string, value: unknown, ttlSec: number): Promise<void> {
    await this.persist(key, this.entriesOf(key).set(key, toJson(value), toTtlMs(ttlSec)));
  }

  async add(key: string, value: unknown, ttlSec: number): Promise<boolean> {
    const added = this.entriesOf(key).add(key, toJson(value), toTtlMs(ttlSec));
    if (added) await this.persist(key, added);
    return added !== undefined;
  }

  async delete(key: string): Promise<void> {
    this.entriesOf(key).delete(key);
    await this.persist(key, undefined);
  }

  async update<T>(
    key: string,
    ttlSec: number,
    change: (current: T | undefined) => T | undefined,
  ): Promise<T | undefined> {
    const stored = this.entriesOf(key).update(key, toTtlMs(ttlSec), jsonChange(change));
    await this.persist(key, stored);
    return fromJson<T>(stored?.json);
  }

  private isDurable(key: string): boolean {
    return this.options.durability?.isDurable(key) ?? false;
  }

  private entriesOf(key: string): MemoryEntries {
    const isReplaceable = this.options.durability?.isReplaceable?.(key) ?? false;
    return this.isDurable(key) && !isReplaceable ? this.durable : this.volatile;
  }

  private async persist(key: string, entry: StoredEntry | undefined): Promise<void> {
    if (!this.isDurable(key)) return;
    const { json, expiresAt } = entry ?? { json: undefined, expiresAt: this.clock.now() };
    await this.writer?.write({ key, json, expiresAt });
  }
}
