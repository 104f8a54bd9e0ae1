import { openTestDatabase, type DatabaseKind } from '@rto/testing';
import { describeJobs } from './jobs.contract';
import type { TestStore } from './jobs.test-app';

async function onDatabase(kind: DatabaseKind): Promise<TestStore> {
  const opened = await openTestDatabase(kind, { error: () => undefined });
  let database = opened.handle;
  return {
    redisUrl: undefined,
    get database() {
      return database;
    },
    async reopen() {
      database = await opened.reopen();
    },
    close: opened.close,
  };
}

describe('jobs on PostgreSQL', () => describeJobs(() => onDatabase('postgres')));
describe('jobs on PGlite', () => describeJobs(() => onDatabase('embedded')));
