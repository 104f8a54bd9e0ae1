export { FailoverKeyValueStore } from './failover/failover-key-value-store';
export type { KeyValueLogger } from './key-value-logger';
export * from './key-value-store';
export type { JournalEntry, KeyValueJournal } from './memory/key-value-journal';
export { MemoryKeyValueStore, type MemoryKeyValueStoreOptions } from './memory/memory-key-value-store';
export { assertNoEviction, createRedisClient } from './redis/redis-client';
export { KeyValueUnavailableError } from './redis/redis-entries';
export { RedisKeyValueStore } from './redis/redis-key-value-store';
