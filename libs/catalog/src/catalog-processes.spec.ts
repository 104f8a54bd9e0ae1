import { aRow, aTenant } from './catalog.builders';
import { names, allWorkDone, setUp } from './catalog.fixture';

describe('a catalogue that several processes hold', () => {
  it('is read by one of them for all when REGOS says that something changed', async () => {
    const { shelf, clock, catalog, startAnother } = await setUp();
    const [other, idle] = [await startAnother(), await startAnother()];
    const tenant = aTenant();
    for (const each of [catalog, other, idle]) await each.snapshot(tenant);
    clock.advance(10_000);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    await catalog.refresh(tenant.id);
    const open = shelf.hold();
    await names(other, tenant); // starts the reading
    await names(catalog, tenant);
    await allWorkDone();
    open();
    await allWorkDone();
    expect(shelf.asked).toHaveLength(2);
    clock.advance(2_000);
    for (const each of [catalog, idle]) {
      await names(each, tenant); // starts to take over what was read
      await allWorkDone();
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
    await allWorkDone();
    clock.advance(10_000);
    shelf.rows = [aRow({ id: 1, name: 'Батон' })];
    await other.refresh(tenant.id);
    await names(catalog, tenant);
    await allWorkDone();
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
    await allWorkDone();
    shelf.hold()();
    clock.advance(29_000);
    await other.snapshot(tenant);
    await allWorkDone();
    expect(shelf.asked).toHaveLength(2);
    clock.advance(2_000);
    await other.snapshot(tenant);
    await allWorkDone();
    expect(shelf.asked).toHaveLength(3);
  });
});
