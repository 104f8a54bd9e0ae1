import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createEmptyDatabase, type TestDatabase } from '../../../../scripts/test-services';
import type { DatabaseHandle } from '../database';
import { describeDatabase } from '../database.contract';
import { openDatabase } from '../open-database';

const logged: string[] = [];
const logger = { error: (message: string): void => void logged.push(message) };

describe('PostgreSQL', () => {
  let test: TestDatabase;
  const open = (): Promise<DatabaseHandle> => openDatabase({ databaseUrl: test.url, dataDir: '', logger });
  beforeAll(async () => {
    test = await createEmptyDatabase();
  });
  afterAll(() => test.drop());

  it('is migrated once by several that start together, and not again by the next', async () => {
    const handles = await Promise.all(Array.from({ length: 6 }, open));
    const again = await open();
    const { rows } = await again.pool.query(
      'SELECT (count(*) - count(DISTINCT hash))::int AS repeated FROM drizzle.__drizzle_migrations',
    );
    expect(rows).toEqual([{ repeated: 0 }]);
    await Promise.all([...handles, again].map((handle) => handle.close()));
  });

  it('replaces a connection that the server cut, without ending the process', async () => {
    const database = await open();
    await database.ping();
    const killer = await open();
    await killer.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(database.ping()).resolves.toBeUndefined();
    expect(logged.join()).toContain('database connection lost');
    await Promise.all([database.close(), killer.close()]);
  });

  it('says within two seconds that a server accepts but never answers', async () => {
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    const sockets: Socket[] = [];
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const started = performance.now();
    const opening = openDatabase({
      databaseUrl: `postgres://nobody@127.0.0.1:${port}/none`,
      dataDir: '',
      logger,
    });
    await expect(opening).rejects.toThrow('timeout');
    expect(performance.now() - started).toBeLessThan(2_500);
    sockets.forEach((socket) => socket.destroy());
    silent.close();
  });

  describe('as a database', () => describeDatabase(open));
});
