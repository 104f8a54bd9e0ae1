import { PermanentError, RetryableError } from '@rto/kernel';
import { aParent, aRow, aTenant } from './catalog.builders';
import { names, allWorkDone, setUp } from './catalog.fixture';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a catalogue nobody has read yet', () => {
  it('is read once for all who ask at the same time', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => catalog.snapshot(tenant)));
    expect(new Set(snapshots).size).toBe(1);
    expect(shelf.asked).toHaveLength(1);
    expect(shelf.asked[0]?.priority).toBe('catalogue'); // people's orders go first
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

  it('is not there yet while price type or stock is not set, which no waiting mends', async () => {
    const { catalog } = await setUp();
    await expect(catalog.snapshot(aTenant({ PRICE_TYPE_ID: '' }))).rejects.toMatchObject({
      code: 'shopNotReady',
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
    await allWorkDone();
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
    await allWorkDone();
    const snapshot = await catalog.snapshot(tenant);
    expect(snapshot.ungroupedItems()).toMatchObject([{ name: 'Батон' }]);
    expect(snapshot).toMatchObject({ stale: false, asOf: clock.now() });
    expect(shelf.asked.map((query) => query.priority)).toEqual(['catalogue', 'catalogue']);
  });

  it('is refreshed early when something changed in REGOS, for that shop only', async () => {
    const { shelf, clock, catalog } = await setUp();
    const [tenant, other] = [aTenant(), aTenant()];
    await Promise.all([catalog.snapshot(tenant), catalog.snapshot(other)]);
    await catalog.refresh(tenant.id);
    clock.advance(9_999);
    await Promise.all([catalog.snapshot(tenant), catalog.snapshot(other)]);
    await allWorkDone();
    expect(shelf.asked).toHaveLength(2); // events come in storms
    clock.advance(1);
    await Promise.all([catalog.snapshot(tenant), catalog.snapshot(other)]);
    await allWorkDone();
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
    await allWorkDone();
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
      await allWorkDone();
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
    await allWorkDone();
    shelf.failure = undefined;
    clock.advance(10_000);
    expect((await catalog.snapshot(tenant)).stale).toBe(true);
    await allWorkDone();
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
    await allWorkDone();
    await second.snapshot(tenant);
    await allWorkDone();
    expect(await names(second, tenant)).toEqual(['Батон']);
    expect(shelf.asked).toHaveLength(2);
  });
});

it('fetches parents that REGOS left out for want of stock, pictures or price', async () => {
  const { shelf, catalog } = await setUp();
  const parent = aParent({ id: 1, name: 'Футболка' });
  const child = aRow({ id: 2, parentId: 1 });
  shelf.rows = [child];
  shelf.items.getExt = async () => [parent];
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

it('reads delivery types every ten minutes for each shop', async () => {
  const { shelf, clock, deliveryTypes } = await setUp();
  const tenant = aTenant();
  expect(await deliveryTypes.of(tenant)).toMatchObject([{ name: 'Курьер' }]);
  clock.advance(9 * MINUTE_MS);
  await deliveryTypes.of(tenant);
  expect(shelf.deliveryTypeCalls).toBe(1);
  await deliveryTypes.of(aTenant());
  clock.advance(MINUTE_MS);
  await deliveryTypes.of(tenant);
  expect(shelf.deliveryTypeCalls).toBe(3);
});
