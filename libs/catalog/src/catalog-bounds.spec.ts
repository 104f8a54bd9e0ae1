import { Test } from '@nestjs/testing';
import { ChangeFeed, type Change } from '@rto/cluster';
import { ManualClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { Subject } from 'rxjs';
import { CatalogPatches } from './fresh/catalog-patches';
import type { StoredPatches } from './fresh/patches-codec';
import type { Tenant } from '@rto/settings';
import { aGroup, aRow, aTenant } from './catalog.builders';
import { MAX_GOODS, MAX_HELD_BYTES, MAX_SHOP_BYTES } from './catalog-bounds';
import { setUp } from './catalog.fixture';
import type { CatalogData } from './catalog-item';
import { catalogKey, catalogSource } from './catalog-source';
import { CatalogSnapshot } from './catalog-snapshot';

async function world() {
  const { shelf, reader, problems } = await setUp();
  const read = async (tenant: Tenant): Promise<CatalogData | undefined> => {
    const source = catalogSource(tenant);
    return (await reader.read(catalogKey(source), source))?.data;
  };
  return { shelf, read, problems };
}

describe('a shop with more than fits', () => {
  it.each([
    ['in goods', MAX_GOODS + 700, () => undefined, MAX_GOODS],
    ['in texts', 400, () => 'x'.repeat(MAX_SHOP_BYTES / 200), 99],
  ])(
    'shows the first of it, is asked for no more, and hears of it until it fits: %s',
    async (_case, count, text, most) => {
      const { shelf, read, problems } = await world();
      const [tenant, other] = [aTenant(), aTenant()];
      await read(other);
      shelf.pageSize = count > 1_000 ? 25_000 : 50;
      shelf.rows = Array.from({ length: count }, (_, id) => aRow({ id: id + 1, description: text() }));
      const data = await read(tenant);
      expect(data?.items.map(({ id }) => id)).toEqual(Array.from({ length: most }, (_, id) => id + 1));
      expect(shelf.offsets.at(-1)).toBeLessThanOrEqual(most);
      expect([...problems]).toEqual([`${tenant.id} catalogue_too_large`]);
      shelf.rows = [aRow()];
      await read(tenant);
      expect(problems.size).toBe(0);
    },
  );
});

it('is put into memory by its bytes: few goods with long texts push out as many as many with short ones', () => {
  const one = aRow({ description: 'x'.repeat(1_000_000) });
  const data = { asOf: new Date(), currency: 'UZS', groups: [aGroup(1)] };
  const item = { ...one, hasVariants: false, sellable: true };
  const heavy = new CatalogSnapshot({ ...data, items: [item] });
  expect(heavy.bytes).toBeGreaterThan(2_000_000);
  expect(heavy.bytes).toBeLessThan(MAX_HELD_BYTES);
  expect(new CatalogSnapshot({ ...data, items: [] }).bytes).toBeGreaterThan(0);
});

it('patches are stored in less than a million bytes, the last ones', async () => {
  const store = new MemoryKeyValueStore(new ManualClock());
  const feed = { changes: new Subject<Change>(), announce: async (): Promise<void> => undefined };
  const app = await Test.createTestingModule({
    providers: [
      CatalogPatches,
      { provide: KeyValueStore, useValue: store },
      { provide: ChangeFeed, useValue: feed },
    ],
  }).compile();
  const rows = Array.from({ length: 2_000 }, (_, id) => aRow({ id, description: 'я'.repeat(4_096) }));
  const learnt = { at: new Date('2026-11-23T09:00:00Z'), itemIds: [], rows };
  await app.get(CatalogPatches).keep('t:1:catalog:x', learnt, undefined);
  const stored = await store.get<StoredPatches>('t:1:catalog:x:patches');
  expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThanOrEqual(1_000_000);
  expect(stored?.rows.length).toBeGreaterThan(100);
  expect(stored?.rows.at(-1)?.[0]).toBe(1_999);
});
