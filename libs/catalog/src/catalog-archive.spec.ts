import { randomBytes } from 'node:crypto';
import { ManualClock } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import type { StockedItem } from '@rto/regos';
import { selectAssortment } from './assortment';
import { CatalogArchive } from './catalog-archive';
import type { CatalogData } from './catalog-item';
import { aGroup, aParent, aRow } from './catalog.builders';
import { MAX_PIECE } from './packing';

const KEY = 't:1:catalog:x';
const RULES = {
  showZeroQuantity: true,
  showWithoutImages: true,
  showItemsWithoutPrice: true,
  itemGroupIds: [],
};

function dataOf(rows: readonly StockedItem[]): CatalogData {
  const groups = [aGroup(1), aGroup(2, 1)];
  const items = selectAssortment(rows, groups, RULES);
  return { asOf: new Date('2026-11-23T09:00:00Z'), currency: 'UZS', groups, items };
}

describe('a catalogue in the store', () => {
  let values: Map<string, unknown>;
  let archive: CatalogArchive;

  beforeEach(() => {
    values = new Map();
    archive = new CatalogArchive(new WatchedStore(values));
  });

  async function load(): Promise<CatalogData | undefined> {
    const head = await archive.head(KEY);
    return head && archive.load(KEY, head);
  }

  it('is the same after its way through the store', async () => {
    const data = dataOf([
      aParent({ id: 1, groupId: 1 }),
      aRow({ id: 2, parentId: 1, price: '0.1', allowed: '2.999', color: 'blue', articul: 'A', code: 5 }),
      aRow({ id: 3, price: undefined, imageUrl: undefined, barcodes: ['1'], description: 'd', groupId: 1 }),
    ]);
    await archive.save(KEY, data, 1_234);
    expect(await load()).toEqual(data);
    expect(await archive.head(KEY)).toMatchObject({ tookMs: 1_234 });
  });

  it('lies in pieces of at most a million characters, thousands of goods with long texts too', async () => {
    const text = (): string => randomBytes(1_500).toString('hex'); // nothing makes that much smaller than half
    const rows = Array.from({ length: 2_000 }, (_, id) => aRow({ id, description: text() }));
    await archive.save(KEY, dataOf(rows), 0);
    for (const value of values.values()) expect(JSON.stringify(value).length).toBeLessThan(MAX_PIECE + 100);
    expect((await load())?.items).toHaveLength(2_000);
  });

  it('leaves nothing of the one before, and nothing of what was read so far', async () => {
    const page = dataOf([aRow({ id: 1 })]);
    const soFar = { readingId: 'r', asOf: page.asOf.toISOString(), currency: 'UZS', pieces: 0, read: 1 };
    await archive.extendDraft(KEY, { ...soFar, groups: page.groups, isStuck: false }, page.items);
    await archive.save(KEY, dataOf([aRow({ id: 1 })]), 0);
    await archive.save(KEY, dataOf([aRow({ id: 2 })]), 0);
    expect(values.size).toBe(2);
    expect((await load())?.items).toMatchObject([{ id: 2 }]);
  });

  it('is never put together from two readings', async () => {
    await archive.save(KEY, dataOf([aRow({ id: 1 })]), 0);
    const old = await archive.head(KEY);
    await archive.save(KEY, dataOf([aRow({ id: 2 })]), 0);
    expect(old && (await archive.load(KEY, old))).toBeUndefined();
  });
});

/** Shows what is stored. */
class WatchedStore extends MemoryKeyValueStore {
  constructor(private readonly values: Map<string, unknown>) {
    super(new ManualClock());
  }

  override async set(key: string, value: unknown, ttlSec: number): Promise<void> {
    this.values.set(key, value);
    await super.set(key, value, ttlSec);
  }

  override async delete(key: string): Promise<void> {
    this.values.delete(key);
    await super.delete(key);
  }
}
