import { errorMessage } from '@rto/kernel';
import type { KeyValueLogger } from '../key-value-logger';
import type { MemoryEntries } from '../memory/memory-entries';
import type { RedisEntries } from '../redis/redis-entries';
import type { JsonChange } from '../stored-entry';
import type { PendingChange, PendingChanges } from './pending-changes';

/** Keys per round trip; small enough for a command's time-out. */
const BATCH = 500;

/** Brings Redis up to date with what this process did without it. Every step may be repeated. */
export class HandBack {
  constructor(
    private readonly redis: RedisEntries,
    private readonly memory: MemoryEntries,
    private readonly pending: PendingChanges,
    private readonly logger: KeyValueLogger,
  ) {}

  /**
   * Gives a Redis that was restarted or failed over what it has lost of this process's mirror. A key that Redis
   * does have is left alone: another process may have changed it.
   */
  async restoreLost(): Promise<void> {
    const entries = this.memory.all().filter(([key]) => !this.pending.get(key));
    for (let start = 0; start < entries.length; start += BATCH) {
      await this.redis.addMissing(entries.slice(start, start + BATCH));
    }
  }

  /** Writes some of the pending changes. @returns how many */
  async writeBatch(): Promise<number> {
    const batch: (readonly [key: string, change: PendingChange])[] = [];
    for (const [key, change] of this.pending.oldest(BATCH)) {
      batch.push([key, change.rebase ? await this.rebase(key) : change]);
    }
    await this.redis.write(batch.map(([key, { entry }]) => [key, entry]));
    for (const [key, change] of batch) this.pending.done(key, change);
    return batch.length;
  }

  /** Applies the steps to what Redis holds and keeps the outcome, which may then be written twice without harm. */
  private async rebase(key: string): Promise<PendingChange> {
    const base = await this.redis.get(key);
    const change = this.pending.get(key); // read after the wait: the steps may have grown
    if (!change?.rebase) return change ?? this.pending.rewritten(key, base);
    const { steps, ttlMs } = change.rebase;
    const json = steps.reduce((current, step) => this.applied(key, current, step), base?.json);
    const entry = this.memory.update(key, ttlMs, () => json);
    return this.pending.rewritten(key, entry);
  }

  private applied(key: string, current: string | undefined, step: JsonChange): string | undefined {
    try {
      return step(current);
    } catch (error) {
      // A rule of the caller refuses the step on the true value; only the operator is left to be told.
      this.logger.warn('a change made without Redis was dropped', { key, error: errorMessage(error) });
      return current;
    }
  }
}
