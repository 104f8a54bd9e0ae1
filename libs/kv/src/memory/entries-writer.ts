import type { DurableEntry, DurableEntries } from './durable-entries';

/**
 * Group commit: one `save` runs at a time, and everything written meanwhile goes out together in the next one.
 * Of several writes to one key only the last is saved.
 */
export class EntriesWriter {
  private waiting = new Map<string, DurableEntry>();
  private next: Promise<void> | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly durable: DurableEntries) {}

  /**
   * Resolves once the entry is durable.
   * @throws what the durable store throws; the entry then goes out again with the next write
   */
  write(entry: DurableEntry): Promise<void> {
    this.waiting.set(entry.key, entry);
    this.next ??= this.running.then(() => this.save());
    return this.next;
  }

  private save(): Promise<void> {
    const batch = this.waiting;
    this.waiting = new Map();
    this.next = undefined;
    const saving = this.durable.save([...batch.values()]);
    // The callers of `write` get the error; here it only decides what the next save carries.
    this.running = saving.catch(() => this.takeBack(batch));
    return saving;
  }

  private takeBack(batch: ReadonlyMap<string, DurableEntry>): void {
    this.waiting = new Map([...batch, ...this.waiting]);
  }
}
