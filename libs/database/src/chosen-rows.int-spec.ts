import { asc, inArray, type SQL } from 'drizzle-orm';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../scripts/test-services';
import { inChosen } from './chosen-rows';
import type { Database, DatabaseHandle } from './database';
import { openDatabase } from './open-database';
import { pollShards } from './schema/schema';

/** Other plans ask a subquery once, by luck. */
const LUCKY = ['indexscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material', 'hashagg'];

describe('a change of two rows, where PostgreSQL asks a subquery again for each row', () => {
  let test: TestDatabase;
  let handle: DatabaseHandle;
  let database: Database['acrossTenants'];
  beforeAll(async () => {
    test = await createTestDatabase();
    const url = new URL(test.url);
    url.searchParams.set('options', LUCKY.map((way) => `-c enable_${way}=off`).join(' '));
    const logger = { error: (message: string): void => expect(message).toBe('') };
    handle = await openDatabase({ databaseUrl: url.href, dataDir: '', logger });
    database = handle.db.acrossTenants;
    await database.insert(pollShards).values({ shard: 100 });
    const owner = new Client({ connectionString: test.url });
    await owner.connect();
    await owner.query('ANALYZE poll_shards'); // it grows afterwards
    await owner.end();
  });
  beforeEach(async () => {
    await database.delete(pollShards);
    await database.insert(pollShards).values(Array.from({ length: 20 }, (_, shard) => ({ shard })));
  });
  afterAll(async () => {
    await handle.close();
    await test.drop();
  });

  const two = () =>
    database
      .select({ shard: pollShards.shard })
      .from(pollShards)
      .orderBy(asc(pollShards.shard))
      .limit(2)
      .for('update', { skipLocked: true });
  const changed = async (where: SQL): Promise<number> =>
    (await database.update(pollShards).set({ fence: 1 }).where(where).returning()).length;

  it('changes two', async () => expect(await changed(inChosen(pollShards.shard, two()))).toBe(2));

  it('would change more by a plain subquery', async () => {
    expect(await changed(inArray(pollShards.shard, two()))).toBeGreaterThan(2);
  });
});
