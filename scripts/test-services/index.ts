export { createTestDatabase, type TestDatabase } from './database';
export { startRedis, type TestRedis, type TestRedisOptions } from './redis';
export { start as startServices, stop as stopServices } from './running';
