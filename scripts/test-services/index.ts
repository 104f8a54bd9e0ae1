export { createTestDatabase, type TestDatabase } from './database';
export { startRedis, type TestRedis, type TestRedisOptions } from './redis';
