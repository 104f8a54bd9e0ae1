export {
  createEmptyDatabase,
  createTestDatabase,
  migrationsHash,
  type TestDatabase,
  type TestUser,
} from './database';
export { startRedis, type TestRedis, type TestRedisOptions } from './redis';
export { start as startServices, stop as stopServices } from './running';
