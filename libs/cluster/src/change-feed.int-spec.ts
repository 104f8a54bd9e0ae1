import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type DatabaseHandle } from '@rto/database';
import { newId } from '@rto/kernel';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import type { Change } from './change';
import { ChangeFeed } from './change-feed';

const logger = { error: (): void => undefined };

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = performance.now() + 20_000; !condition(); await sleep(10)) {
    if (performance.now() > deadline) throw new Error('it did not come to pass');
  }
}

describe.each(DATABASE_KINDS)('changes on %s', (kind) => {
  let database: DatabaseHandle;
  let feeds: ChangeFeed[];
  let heard: Change[][];
  let close: () => Promise<void>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ handle: database, close } = await openTestDatabase(kind, logger));
  });
  afterAll(() => close());

  beforeEach(async () => {
    feeds = [1, 2, 3].map(() => new ChangeFeed(database.db, database));
    heard = feeds.map((feed) => {
      const changes: Change[] = [];
      feed.changes.subscribe((change) => changes.push(change));
      feed.onModuleInit();
      return changes;
    });
    await until(() => feeds.every((feed) => feed.isLive));
    for (const changes of heard) changes.length = 0;
  });
  afterEach(() => Promise.all(feeds.map((feed) => feed.onApplicationShutdown())));

  const announcer = (): ChangeFeed => {
    const [first] = feeds;
    if (!first) throw new Error('no feed');
    return first;
  };

  it('lets every process hear a change, and its own process know it', async () => {
    const tenantId = newId();
    await announcer().announce({ kind: 'catalogueTouched', tenantId });
    await until(() => heard.every((changes) => changes.length === 1));
    const change = { kind: 'catalogueTouched', tenantId };
    expect(heard.flat()).toEqual([true, false, false].map((isOwn) => ({ ...change, isOwn })));
  });

  it('lets nobody hear of a change that was rolled back, nor of one before its commit', async () => {
    const [rolledBack, committed] = [newId(), newId()];
    const failing = database.db.acrossTenants.transaction(async (tx) => {
      await announcer().announce({ kind: 'tenant', tenantId: rolledBack }, tx);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await database.db.acrossTenants.transaction(async (tx) => {
      await announcer().announce({ kind: 'tenant', tenantId: committed }, tx);
      await sleep(50);
      expect(heard.flat()).toEqual([]);
    });
    await until(() => heard.every((changes) => changes.length === 1));
    expect(heard.flat().map((change) => 'tenantId' in change && change.tenantId)).toEqual(
      feeds.map(() => committed),
    );
  });

  it('hears nothing any more once it is closed', async () => {
    await Promise.all(feeds.map((feed) => feed.onApplicationShutdown()));
    expect(feeds.map((feed) => feed.isLive)).toEqual([false, false, false]);
    await announcer().announce({ kind: 'tenant', tenantId: newId() });
    await sleep(50);
    expect(heard.flat()).toEqual([]);
  });

  if (kind === 'embedded') return;

  it('says that it may have missed something when its connection was cut, and hears on', async () => {
    const wasLive = feeds.map((feed) => {
      const seen: boolean[] = [];
      feed.changes.subscribe(() => seen.push(feed.isLive));
      return seen;
    });
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE '%changes'`,
    );
    await until(() => feeds.some((feed) => !feed.isLive));
    await until(() => heard.every((changes) => changes.some((change) => change.kind === 'everything')));
    expect(wasLive.flat()).not.toContain(false);
    const tenantId = newId();
    await announcer().announce({ kind: 'tenant', tenantId });
    await until(() => heard.every((changes) => changes.at(-1)?.kind === 'tenant'));
  });
});
