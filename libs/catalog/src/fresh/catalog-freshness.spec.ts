import { RegosRefusal } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { aParent, aRow, aTenant } from '../catalog.builders';
import { aSale, seen, World, type Process } from './fresh.fixture';

let world: World;
let process: Process;
let tenant: Tenant;

/** Something was sold, nobody knows what, and it was not among the goods that were looked at. */
beforeEach(async () => {
  world = new World();
  process = await world.start();
  tenant = aTenant();
  world.ledger.goodsOf.set('*', new RegosRefusal('no right', 1007, 'config'));
  world.shelf.rows = [
    aRow({ id: 1 }),
    aRow({ id: 2, allowed: '9' }),
    aParent({ id: 10 }),
    aRow({ id: 11, parentId: 10, allowed: '8' }),
  ];
  await seen(process, tenant, 1);
  world.clock.advance(1_000);
  await process.events.happened(tenant.id, aSale('a'));
  world.shelf.rows = [
    aRow({ id: 1 }),
    aRow({ id: 2, allowed: '3' }),
    aParent({ id: 10 }),
    aRow({ id: 11, parentId: 10, allowed: '2' }),
  ];
  await world.pass(10_000, process, tenant);
  world.asked();
});

describe('goods that may have been sold since they were read', () => {
  it('are read again for whoever opens them, once', async () => {
    expect(await seen(process, tenant, 2)).toBe('3');
    world.clock.advance(5_000);
    expect(await seen(process, tenant, 2)).toBe('3');
    expect(world.asked()).toEqual({ byId: [[2]], full: 0 });
  });

  it('are read again in any process that learns of it', async () => {
    const other = await world.start();
    expect(await seen(other, tenant, 2)).toBe('3');
  });

  it('are read with all variants of a card', async () => {
    expect(await seen(process, tenant, 10)).toBe('2');
  });

  it('are shown as they are held when REGOS takes longer than a second, and fresh when it has answered', async () => {
    const open = world.shelf.hold();
    expect(await seen(process, tenant, 2)).toBe('9');
    open();
    await seen(process, tenant, 1);
    expect(await seen(process, tenant, 2)).toBe('3');
  });

  it('are shown as they are held when REGOS is away', async () => {
    world.shelf.failure = new RegosRefusal('away', 9001, 'stop');
    expect(await seen(process, tenant, 2)).toBe('9');
  });

  it('are read for one person at a time, and not again at once', async () => {
    const open = world.shelf.hold();
    const first = seen(process, tenant, 2);
    expect(await seen(process, tenant, 10)).toBe('8');
    open();
    await first;
    expect(await seen(process, tenant, 10)).toBe('8');
    world.clock.advance(2_000);
    expect(await seen(process, tenant, 10)).toBe('2');
  });

  it('are not read again when nobody is shown any', async () => {
    await process.catalog.snapshot(tenant);
    expect(world.asked()).toEqual({ byId: [], full: 0 });
  });

  it('of another shop are left alone', async () => {
    const other = aTenant();
    await seen(process, other, 2);
    world.asked();
    await seen(process, other, 2);
    expect(world.asked()).toEqual({ byId: [], full: 0 });
  });
});
