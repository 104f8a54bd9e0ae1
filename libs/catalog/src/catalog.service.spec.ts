import { Test } from '@nestjs/testing';
import { ChangeFeed, type Announcement, type Change } from '@rto/cluster';
import { Clock, ManualClock, PermanentError, RetryableError } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosItemGroups, RegosItems, RegosReferences } from '@rto/regos';
import type { CallPriority, ItemGroup, RegosConnection, StockedItem, StockedItemQuery } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { Subject } from 'rxjs';
import { aGroup, aParent, aRow, aTenant } from './catalog.builders';
import { CatalogLoader } from './catalog-loader';
import { CatalogService } from './catalog.service';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** REGOS as the catalogue sees it. */
class Shelf {
  rows: StockedItem[] = [aRow({ id: 1, name: 'Хлеб' })];
  failure: Error | undefined;
  readonly asked: (StockedItemQuery & { priority: CallPriority; tenantId: string })[] = [];
  private gate: Promise<void> = Promise.resolve();

  /** Lets no answer out until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.gate = new Promise((resolve) => (open = resolve));
    return open;
  }

  readonly items = {
    getExt: async (connection: RegosConnection, query: StockedItemQuery, priority: CallPriority) => {
      this.asked.push({ ...query, priority, tenantId: connection.tenantId });
      await this.gate;
      if (this.failure) throw this.failure;
      return this.rows.filter((row) => !query.itemIds || query.itemIds.includes(row.id));
    },
  } satisfies Pick<RegosItems, 'getExt'>;

  readonly groups = {
    getAll: async (): Promise<ItemGroup[]> => [aGroup(1)],
  } satisfies Pick<RegosItemGroups, 'getAll'>;

  deliveryTypeCalls = 0;
  readonly references = {
    deliveryTypes: async () => {
      this.deliveryTypeCalls += 1;
      return [
        { id: 1, name: 'Курьер', deleted: false },
        { id: 2, name: 'Дрон', deleted: true },
      ];
    },
  } satisfies Pick<RegosReferences, 'deliveryTypes'>;
}

interface World {
  readonly shelf: Shelf;
  readonly clock: ManualClock;
  readonly catalog: CatalogService;
  /** Another process, or this one after a restart: the same REGOS and store. */
  startAnother(): Promise<CatalogService>;
}

async function setUp(): Promise<World> {
  const shelf = new Shelf();
  const clock = new ManualClock();
  const store = new MemoryKeyValueStore(clock);
  const processes: Subject<Change>[] = [];
  const aFeed = (): Pick<ChangeFeed, 'changes' | 'announce'> => {
    const own = new Subject<Change>();
    processes.push(own);
    const announce = async (news: Announcement): Promise<void> => {
      for (const each of processes) each.next({ ...news, isOwn: each === own });
    };
    return { changes: own, announce };
  };
  const startAnother = async (): Promise<CatalogService> => {
    const app = await Test.createTestingModule({
      providers: [
        CatalogLoader,
        CatalogService,
        { provide: RegosItems, useValue: shelf.items },
        { provide: RegosItemGroups, useValue: shelf.groups },
        { provide: RegosReferences, useValue: shelf.references },
        { provide: KeyValueStore, useValue: store },
        { provide: Clock, useValue: clock },
        { provide: ChangeFeed, useValue: aFeed() },
      ],
    }).compile();
    app.useLogger(false);
    return app.get(CatalogService);
  };
  return { shelf, clock, catalog: await startAnother(), startAnother };
}

/** Lets everything that waits for nothing outside finish. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function names(catalog: CatalogService, tenant: Tenant): Promise<string[]> {
  return (await catalog.snapshot(tenant)).ungroupedItems().map((item) => item.name);
}

describe('a catalogue nobody has read yet', () => {
  it('is read once for all who ask at the same time', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => catalog.snapshot(tenant)));
    expect(new Set(snapshots).size).toBe(1);
    expect(shelf.asked).toHaveLength(1);
    expect(shelf.asked[0]?.priority).toBe('person');
  });

  it.each([
    ['is away', new RetryableError('away')],
    ['refuses', new PermanentError('no such price type')],
  ])('is unavailable when REGOS %s, and read again at the next tap', async (_case, failure) => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    shelf.failure = failure;
    await expect(catalog.snapshot(tenant)).rejects.toMatchObject({ code: 'catalogUnavailable' });
    shelf.failure = undefined;
    expect(await names(catalog, tenant)).toEqual(['Хлеб']);
  });

  it('is unavailable while price type or stock is not set', async () => {
    const { catalog } = await setUp();
    await expect(catalog.snapshot(aTenant({ PRICE_TYPE_ID: '' }))).rejects.toMatchObject({
      code: 'catalogUnavailable',
    });
  });
});

describe('a catalogue that was read', () => {
  it('answers for a while without asking REGOS', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    const first = await catalog.snapshot(tenant);
    clock.advance(44_000);
    expect(await catalog.snapshot(tenant)).toBe(first);
    await settle();
    expect(shelf.asked).toHaveLength(1);
  });

  it('is served while it is refreshed behind, once, and then is the new one', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    clock.advance(MINUTE_MS);
    const open = shelf.hold();
    expect(await names(catalog, tenant)).toEqual(['Хлеб']);
    expect(await names(catalog, tenant)).toEqual(['Хлеб']);
    open();
    await settle();
    const snapshot = await catalog.snapshot(tenant);
    expect(snapshot.ungroupedItems()).toMatchObject([{ name: 'Батон' }]);
    expect(snapshot).toMatchObject({ stale: false, asOf: clock.now() });
    expect(shelf.asked.map((query) => query.priority)).toEqual(['person', 'background']);
  });

  it('is refreshed early when something changed in REGOS, for that shop only', async () => {
    const { shelf, catalog } = await setUp();
    const [tenant, other] = [aTenant(), aTenant()];
    await Promise.all([catalog.snapshot(tenant), catalog.snapshot(other)]);
    await catalog.refresh(tenant.id);
    await Promise.all([catalog.snapshot(tenant), catalog.snapshot(other)]);
    await settle();
    expect(shelf.asked.slice(2).map((query) => query.tenantId)).toEqual([tenant.id]);
  });

  it('is never shown under other settings or to another shop', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    for (const [key, value] of Object.entries({
      PRICE_TYPE_ID: '3',
      STOCK_ID: '4',
      SHOW_ZERO_QUANTITY: '1',
    })) {
      await catalog.snapshot({ ...tenant, settings: aTenant({ [key]: value }).settings });
    }
    await catalog.snapshot(aTenant());
    expect(shelf.asked.map((query) => [query.priceTypeId, query.stockId, query.zeroQuantity])).toEqual([
      [2, 1, false],
      [3, 1, false],
      [2, 4, false],
      [2, 1, true],
      [2, 1, false],
    ]);
  });

  it('does not depend on settings that show nothing', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    await catalog.snapshot({ ...tenant, settings: aTenant({ MIN_ORDER_AMOUNT: '5000' }).settings });
    expect(shelf.asked).toHaveLength(1);
  });
});

describe('while REGOS is away', () => {
  it('the last catalogue is kept for a day, marked, with its time', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    const { asOf } = await catalog.snapshot(tenant);
    shelf.failure = new RetryableError('away');
    clock.advance(MINUTE_MS);
    expect((await catalog.snapshot(tenant)).stale).toBe(false); // nobody knows yet
    await settle();
    clock.advance(23 * HOUR_MS);
    expect(await catalog.snapshot(tenant)).toMatchObject({ stale: true, asOf });
    clock.advance(HOUR_MS);
    await expect(catalog.snapshot(tenant)).rejects.toMatchObject({ code: 'catalogUnavailable' });
  });

  it('it is asked again every ten seconds, not at every tap', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.failure = new RetryableError('away');
    clock.advance(MINUTE_MS);
    for (let tap = 0; tap < 20; tap += 1) {
      await catalog.snapshot(tenant);
      await settle();
      clock.advance(1_000);
    }
    expect(shelf.asked).toHaveLength(3);
  });

  it('the mark goes with the first reading that succeeds', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.failure = new RetryableError('away');
    clock.advance(MINUTE_MS);
    await catalog.snapshot(tenant);
    await settle();
    shelf.failure = undefined;
    clock.advance(10_000);
    expect((await catalog.snapshot(tenant)).stale).toBe(true);
    await settle();
    expect((await catalog.snapshot(tenant)).stale).toBe(false);
  });
});

describe('another process', () => {
  it('starts from the stored copy and asks REGOS nothing while that is fresh', async () => {
    const { shelf, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    const again = await startAnother();
    expect(await names(again, tenant)).toEqual(['Хлеб']);
    expect(shelf.asked).toHaveLength(1);
  });

  it('shows the stored copy while REGOS is away, marked when it is old', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.failure = new RetryableError('away');
    clock.advance(HOUR_MS);
    expect(await (await startAnother()).snapshot(tenant)).toMatchObject({ stale: true });
  });

  it('takes over what the first one has read meanwhile', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    const second = await startAnother();
    await catalog.snapshot(tenant);
    await second.snapshot(tenant);
    clock.advance(MINUTE_MS);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    await catalog.snapshot(tenant);
    await settle();
    await second.snapshot(tenant);
    await settle();
    expect(await names(second, tenant)).toEqual(['Батон']);
    expect(shelf.asked).toHaveLength(2);
  });
});

it('fetches parents that REGOS left out for want of stock, pictures or price', async () => {
  const { shelf, catalog } = await setUp();
  const parent = aParent({ id: 1, name: 'Футболка' });
  const child = aRow({ id: 2, parentId: 1 });
  shelf.items.getExt = async (_connection, query) => (query.itemIds ? [parent] : [child]);
  const snapshot = await catalog.snapshot(aTenant());
  expect(snapshot.ungroupedItems()).toMatchObject([{ id: 1, hasVariants: true }]);
});

describe('the live re-read', () => {
  it('asks for each item once, whatever its stock and price, in one call', async () => {
    const { shelf, catalog } = await setUp();
    shelf.rows = [aRow({ id: 1, allowed: '0' }), aRow({ id: 2, deleted: true }), aParent({ id: 3 })];
    const current = await catalog.current(aTenant({ STOCK_ID_QUANTITY: '9' }), [1, 2, 3, 4, 1]);
    expect([...current.keys()]).toEqual([1]);
    expect(shelf.asked).toMatchObject([
      { itemIds: [1, 2, 3, 4], stockId: 9, zeroQuantity: true, zeroPrice: true, priority: 'person' },
    ]);
  });

  it('tells the caller that REGOS is away', async () => {
    const { shelf, catalog } = await setUp();
    shelf.failure = new RetryableError('away');
    await expect(catalog.current(aTenant(), [1])).rejects.toBe(shelf.failure);
  });
});

describe('a catalogue that several processes hold', () => {
  it('is read by one of them for all when REGOS says that something changed', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const [other, idle] = [await startAnother(), await startAnother()];
    const tenant = aTenant();
    for (const each of [catalog, other, idle]) await each.snapshot(tenant);
    clock.advance(1_000);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    await catalog.refresh(tenant.id);
    const open = shelf.hold();
    await names(other, tenant); // starts the reading
    await names(catalog, tenant);
    await settle();
    open();
    await settle();
    expect(shelf.asked).toHaveLength(2);
    clock.advance(2_000);
    for (const each of [catalog, idle]) {
      await names(each, tenant); // starts to take over what was read
      await settle();
      expect(await names(each, tenant)).toEqual(['Батон']);
    }
    expect(shelf.asked).toHaveLength(2);
  });

  it('is not taken over from one who read it before the change', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    const other = await startAnother();
    await other.snapshot(tenant);
    clock.advance(45_000);
    await other.snapshot(tenant);
    await settle();
    clock.advance(1_000);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    await other.refresh(tenant.id);
    await names(catalog, tenant);
    await settle();
    expect(await names(catalog, tenant)).toEqual(['Батон']);
  });

  it('is read by another one when the reader died', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const other = await startAnother();
    const tenant = aTenant();
    for (const each of [catalog, other]) await each.snapshot(tenant);
    clock.advance(45_000);
    shelf.hold(); // for ever
    await catalog.snapshot(tenant);
    await settle();
    shelf.hold()();
    clock.advance(29_000);
    await other.snapshot(tenant);
    await settle();
    expect(shelf.asked).toHaveLength(2);
    clock.advance(2_000);
    await other.snapshot(tenant);
    await settle();
    expect(shelf.asked).toHaveLength(3);
  });
});

it('reads delivery types every ten minutes for each shop', async () => {
  const { shelf, clock, catalog } = await setUp();
  const tenant = aTenant();
  expect(await catalog.deliveryTypes(tenant)).toMatchObject([{ name: 'Курьер' }]);
  clock.advance(9 * MINUTE_MS);
  await catalog.deliveryTypes(tenant);
  expect(shelf.deliveryTypeCalls).toBe(1);
  await catalog.deliveryTypes(aTenant());
  clock.advance(MINUTE_MS);
  await catalog.deliveryTypes(tenant);
  expect(shelf.deliveryTypeCalls).toBe(3);
});
