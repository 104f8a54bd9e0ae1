import type { Clock } from '@rto/kernel';
import type { Redis } from 'ioredis';
import { KeyValueStore } from '../key-value-store';
import { fromJson, jsonChange, toJson, toTtlMs } from '../stored-entry';
import { RedisEntries } from './redis-entries';

/** The store shared by all processes. Every method throws KeyValueUnavailableError within about a second. */
export class RedisKeyValueStore extends KeyValueStore {
  private readonly entries: RedisEntries;

  constructor(client: Redis, clock: Clock) {
    super();
    this.entries = new RedisEntries(client, clock);
  }

  async get<T>(key: string): Promise<T | undefined> {
    return fromJson<T>((await this.entries.get(key))?.json);
  }

  async set(key: string, value: unknown, ttlSec: number): Promise<void> {
    await this.entries.set(key, toJson(value), toTtlMs(ttlSec));
  }

  async add(key: string, value: unknown, ttlSec: number): Promise<boolean> {
    return (await this.entries.add(key, toJson(value), toTtlMs(ttlSec))) === undefined;
  }

  async delete(key: string): Promise<void> {
    await this.entries.delete(key);
  }

  async update<T>(
    key: string,
    ttlSec: number,
    change: (current: T | undefined) => T | undefined,
  ): Promise<T | undefined> {
    return fromJson<T>(await this.entries.update(key, toTtlMs(ttlSec), jsonChange(change)));
  }
}
