import { PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import { aRow, aTenant } from './catalog.builders';
import { names, allWorkDone, setUp } from './catalog.fixture';
import { catalogKey, catalogSource, readingKey } from './catalog-source';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const goods = (count: number): ReturnType<typeof aRow>[] =>
  Array.from({ length: count }, (_, index) => aRow({ id: index + 1, groupId: 1 }));

describe('a first reading that takes its time', () => {
  it('shows within a second that nothing is read yet, then what is, then everything', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    shelf.rows = goods(3);
    shelf.pageSize = 2;
    const first = shelf.hold();
    expect((await catalog.snapshot(tenant)).progress).toEqual({ read: 0, total: undefined, isStuck: false });
    let second = (): void => undefined;
    shelf.onPage = () => (second = shelf.hold());
    first();
    await allWorkDone();
    const part = await catalog.snapshot(tenant);
    expect(part.progress).toEqual({ read: 2, total: 3, isStuck: false });
    expect(part.roots()).toMatchObject([{ id: 1, itemCount: 2 }]);
    shelf.onPage = () => undefined;
    second();
    await allWorkDone();
    const whole = await catalog.snapshot(tenant);
    expect(whole.progress).toBeUndefined();
    expect(whole.size).toBe(3);
    expect(shelf.asked).toHaveLength(2);
  });

  it('takes no memory for its parts once somebody has seen the whole', async () => {
    const { shelf, catalog, previews } = await setUp();
    const [tenant, other] = [aTenant(), aTenant()];
    shelf.rows = goods(3);
    shelf.pageSize = 2;
    let open = (): void => undefined;
    shelf.onPage = (offset) => {
      if (offset === 0) open = shelf.hold();
    };
    await catalog.snapshot(tenant);
    const one = previews.bytes;
    expect(one).toBeGreaterThan(0);
    open();
    await allWorkDone();
    await catalog.snapshot(other);
    expect(previews.bytes).toBe(2 * one);
    expect((await catalog.snapshot(tenant)).size).toBe(3);
    expect(previews.bytes).toBe(one);
    open();
  });

  it('is one for all processes, and each of them shows how far it is', async () => {
    const { shelf, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    shelf.rows = goods(3);
    shelf.pageSize = 2;
    let open = (): void => undefined;
    shelf.onPage = () => {
      shelf.onPage = () => undefined;
      open = shelf.hold();
    };
    await catalog.snapshot(tenant);
    const other = await startAnother();
    expect((await other.snapshot(tenant)).progress).toMatchObject({ read: 2 });
    expect(shelf.asked).toHaveLength(2);
    open();
    await allWorkDone();
    expect((await other.snapshot(tenant)).size).toBe(3);
    expect(shelf.asked).toHaveLength(2);
  });

  it('says no total that cannot be true', async () => {
    const { shelf, catalog } = await setUp();
    const tenant = aTenant();
    shelf.rows = goods(3);
    shelf.pageSize = 2;
    shelf.total = 1;
    shelf.onPage = () => void shelf.hold();
    await catalog.snapshot(tenant);
    expect((await catalog.snapshot(tenant)).progress).toMatchObject({ read: 2, total: undefined });
  });

  it('is gone on with where REGOS broke it off, and shows until then what is there', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    shelf.rows = goods(5);
    shelf.pageSize = 2;
    shelf.onPage = (offset) => {
      if (offset === 2) shelf.failure = new RetryableError('away');
    };
    const part = await catalog.snapshot(tenant);
    expect(part.progress).toMatchObject({ read: 2, isStuck: true });
    expect(part.group(1)?.itemCount).toBe(2);
    await catalog.snapshot(tenant);
    expect(shelf.asked).toHaveLength(2); // not again at once
    shelf.failure = undefined;
    shelf.onPage = () => undefined;
    clock.advance(10_000);
    expect((await catalog.snapshot(tenant)).size).toBe(5);
    expect(shelf.offsets).toEqual([0, 2, 2, 4]);
  });

  it('that REGOS refuses in the middle shows nothing of what was read', async () => {
    const { shelf, catalog } = await setUp();
    shelf.rows = goods(5);
    shelf.pageSize = 2;
    shelf.onPage = (offset) => {
      if (offset === 2) shelf.failure = new PermanentError('no such stock');
    };
    await expect(catalog.snapshot(aTenant())).rejects.toMatchObject({ code: 'catalogUnavailable' });
  });

  it('goes on while each page renews the claim, and stops when another process has it', async () => {
    const { shelf, clock, store, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    const claim = readingKey(catalogKey(catalogSource(tenant)));
    const other = await startAnother();
    shelf.rows = goods(40);
    shelf.pageSize = 10;
    const asked: number[] = [];
    shelf.onPage = (offset) => {
      asked.push(offset);
      clock.advance(25_000);
      if (offset === 20) void store.set(claim, 'another', 30); // this process seemed dead
    };
    await catalog.snapshot(tenant);
    await allWorkDone();
    await other.snapshot(tenant);
    await allWorkDone();
    expect(asked).toEqual([0, 10, 20]);
    expect(await store.get(claim)).toBe('another');
  });
});

it('is read by another process at once when the reader is stopped', async () => {
  const { shelf, reader, catalog, startAnother } = await setUp();
  const tenant = aTenant();
  const open = shelf.hold();
  await catalog.snapshot(tenant);
  await reader.beforeApplicationShutdown();
  open();
  await allWorkDone();
  expect((await (await startAnother()).snapshot(tenant)).progress).toBeUndefined();
  expect(shelf.asked).toHaveLength(2);
});

describe('an old catalogue', () => {
  it('is read anew before the next shopper sees it, where that is quick', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    clock.advance(HOUR_MS);
    const snapshot = await catalog.snapshot(tenant);
    expect(snapshot.ungroupedItems()).toMatchObject([{ name: 'Батон' }]);
    expect(snapshot).toMatchObject({ stale: false, old: false });
  });

  it('tells its age without blame where a reading takes longer, while it is read behind', async () => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    shelf.onPage = () => clock.advance(3_000);
    const first = await catalog.snapshot(tenant);
    clock.advance(HOUR_MS);
    const again = await catalog.snapshot(tenant);
    expect(again).toBe(first);
    expect(again).toMatchObject({ stale: false, old: true });
    await allWorkDone();
    expect(await catalog.snapshot(tenant)).toMatchObject({ stale: false, old: false });
  });

  it.each([
    ['REGOS did not answer', new RetryableError('away'), true],
    ['REGOS had no turn for us', new RateLimitedError('8213'), false],
    ['REGOS refused', new PermanentError('no such price type'), false],
  ])('blames the connection only when it is to blame: %s', async (_case, failure, isStale) => {
    const { shelf, clock, catalog } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    shelf.failure = failure;
    clock.advance(HOUR_MS);
    expect(await catalog.snapshot(tenant)).toMatchObject({ stale: isStale, old: !isStale });
  });

  it('of a restart is the same', async () => {
    const { clock, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    await catalog.snapshot(tenant);
    clock.advance(HOUR_MS);
    expect(await (await startAnother()).snapshot(tenant)).toMatchObject({ stale: false, old: false });
  });
});

describe('a shop that tells of its stock', () => {
  it('is read every ten minutes, in every process, and no other shop more rarely for it', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const [tenant, silent] = [aTenant(), aTenant()];
    await catalog.stockTold(tenant.id);
    const other = await startAnother();
    for (const each of [tenant, silent]) await names(other, each);
    clock.advance(9 * MINUTE_MS);
    for (const each of [tenant, silent]) await names(other, each);
    await allWorkDone();
    expect(shelf.asked.map((query) => query.tenantId)).toEqual([tenant.id, silent.id, silent.id]);
    clock.advance(MINUTE_MS);
    await names(other, tenant);
    await allWorkDone();
    expect(shelf.asked).toHaveLength(4);
  });

  it('that has been silent for a day is read as others are', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const tenant = aTenant();
    await catalog.stockTold(tenant.id);
    clock.advance(25 * HOUR_MS);
    const other = await startAnother();
    await names(other, tenant);
    clock.advance(MINUTE_MS);
    await names(other, tenant);
    await allWorkDone();
    expect(shelf.asked).toHaveLength(2);
  });
});
