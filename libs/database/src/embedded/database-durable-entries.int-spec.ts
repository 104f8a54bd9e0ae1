import { later, ManualClock, newId } from '@rto/kernel';
import { type DurableEntries, MemoryKeyValueStore } from '@rto/kv';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import type { DatabaseHandle } from '../database';
import { DatabaseDurableEntries } from './database-durable-entries';
import { keyValueEntries } from '../schema/schema';

describe.each(DATABASE_KINDS)('DatabaseDurableEntries on %s', (kind) => {
  let database: DatabaseHandle;
  let close: () => Promise<void>;
  let clock: ManualClock;
  let durable: DurableEntries;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
  });
  beforeEach(async () => {
    await database.db.acrossTenants.delete(keyValueEntries);
    clock = new ManualClock();
    durable = new DatabaseDurableEntries(database.db.acrossTenants, clock);
  });
  afterAll(() => close());

  it('brings carts of two tenants through a restart of the memory store', async () => {
    const [one, two] = [`t:${newId()}:cart:77`, `t:${newId()}:cart:77`];
    const open = async (): Promise<MemoryKeyValueStore> => {
      const store = new MemoryKeyValueStore(clock, {
        durability: { entries: durable, isDurable: () => true },
      });
      await store.open();
      return store;
    };
    const store = await open();
    await Promise.all([
      store.set(one, { lines: [{ name: 'Нон', price: '3000.00' }] }, 60),
      store.set(two, 'milk', 60),
    ]);
    await Promise.all(Array.from({ length: 50 }, () => store.update<number>('n', 60, (n = 0) => n + 1)));
    await store.delete(two);
    const next = await open();
    expect(await next.get(one)).toEqual({ lines: [{ name: 'Нон', price: '3000.00' }] });
    expect(await next.get(two)).toBeUndefined();
    expect(await next.get('n')).toBe(50);
  });

  it('gives back the very text it was given, even what jsonb refuses', async () => {
    const texts = [
      '{"b":1,"a":"\\u0000 \\ud800"}',
      '"text"',
      '"\\"quoted\\""',
      '12345678901234567890',
      'null',
    ];
    const expiresAt = later(clock.now(), 60_000);
    const entries = texts.map((json, n) => ({ key: `k${n}`, json, expiresAt }));
    await durable.save(entries);
    const loaded = await durable.load();
    expect(loaded.sort((a, b) => a.key.localeCompare(b.key))).toEqual(entries);
  });

  it('saves more entries than one statement can take', async () => {
    const expiresAt = later(clock.now(), 60_000);
    await durable.save(Array.from({ length: 12_000 }, (_, n) => ({ key: `k${n}`, json: `${n}`, expiresAt })));
    expect(await durable.load()).toHaveLength(12_000);
  });

  it('loads what expires last at the end, and nothing that has expired', async () => {
    const at = (ms: number): Date => later(clock.now(), ms);
    await durable.save([
      { key: 'late', json: '1', expiresAt: at(9_000) },
      { key: 'soon', json: '1', expiresAt: at(2_000) },
      { key: 'gone', json: '1', expiresAt: at(1_000) },
    ]);
    clock.advance(1_000);
    expect((await durable.load()).map(({ key }) => key)).toEqual(['soon', 'late']);
  });

  it('removes the rows of expired entries within ten minutes', async () => {
    await durable.save([{ key: 'gone', json: '1', expiresAt: later(clock.now(), 1_000) }]);
    clock.advance(600_000);
    await durable.save([{ key: 'new', json: '1', expiresAt: later(clock.now(), 1_000) }]);
    const rows = await database.db.acrossTenants.select({ key: keyValueEntries.key }).from(keyValueEntries);
    expect(rows).toEqual([{ key: 'new' }]);
  });
});
