import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseHandle } from '@rto/database';
import { createTestDatabase } from '../../../scripts/test-services';
import { describeJobs } from './jobs.contract';
import type { TestStore } from './jobs.test-app';

const logger = { error: (): void => undefined };

async function onDatabase(
  open: () => Promise<DatabaseHandle>,
  drop: () => Promise<void>,
): Promise<TestStore> {
  let database = await open();
  return {
    redisUrl: undefined,
    get database() {
      return database;
    },
    async reopen() {
      await database.close();
      database = await open();
    },
    async close() {
      await database.close();
      await drop();
    },
  };
}

describe('jobs on PostgreSQL', () => {
  describeJobs(async () => {
    const test = await createTestDatabase();
    return onDatabase(
      () => openDatabase({ databaseUrl: test.url, dataDir: '', logger }),
      () => test.drop(),
    );
  });
});

describe('jobs on PGlite', () => {
  describeJobs(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rto-jobs-'));
    return onDatabase(
      () => openDatabase({ dataDir, logger }),
      async () => rmSync(dataDir, { recursive: true, force: true }),
    );
  });
});
