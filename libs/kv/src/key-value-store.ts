/**
 * Small JSON values under keys that expire. Two adapters: Redis, and the process's memory.
 *
 * Values are copied through JSON on the way in and out: what a caller does to an object afterwards never
 * changes the store. A value has at most 1 MB. Every key starts with its tenant (`t:{tenantId}:...`). Left out on
 * purpose: scans, lists, locks. No correctness of orders rests on this store; it may be flushed at any moment.
 */
export abstract class KeyValueStore {
  /** The value, or undefined when absent or expired. */
  abstract get<T>(key: string): Promise<T | undefined>;

  /** Stores `value` for `ttlSec` seconds from now. */
  abstract set(key: string, value: unknown, ttlSec: number): Promise<void>;

  /** Stores `value` only when the key is absent. @returns whether it was stored */
  abstract add(key: string, value: unknown, ttlSec: number): Promise<boolean>;

  abstract delete(key: string): Promise<void>;

  /**
   * Reads, changes and writes one key so that no concurrent `update` is lost. `change` may run more than once
   * and must be pure; returning undefined deletes the key.
   * @returns what is stored afterwards
   */
  abstract update<T>(
    key: string,
    ttlSec: number,
    change: (current: T | undefined) => T | undefined,
  ): Promise<T | undefined>;
}
