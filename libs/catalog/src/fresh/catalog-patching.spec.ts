import { PermanentError, RetryableError } from '@rto/kernel';
import { RegosRefusal } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { aParent, aRow, aTenant } from '../catalog.builders';
import { allWorkDone } from '../catalog.fixture';
import { aSale, seen, World, type Process } from './fresh.fixture';

let world: World;
let process: Process;
let tenant: Tenant;

/** The shop has bread and milk, and somebody has looked at both. */
beforeEach(async () => {
  world = new World();
  process = await world.start();
  tenant = aTenant({ SHOW_ZERO_QUANTITY: 'false' });
  world.shelf.rows = [aRow({ id: 1, name: 'Хлеб' }), aRow({ id: 2, name: 'Молоко' })];
  for (const id of [1, 2]) await seen(process, tenant, id);
  world.asked();
  world.clock.advance(1_000);
});

function sold(id: number, left: string): void {
  world.shelf.rows = world.shelf.rows.map((row) =>
    row.id === id ? aRow({ ...row, price: '1000', allowed: left }) : row,
  );
}

describe('events', () => {
  it('that come together are worked on once, within ten seconds of the first', async () => {
    world.ledger.goodsOf.set('a', { itemIds: [1], isWhole: true });
    world.ledger.goodsOf.set('b', { itemIds: [1, 2], isWhole: true });
    await process.events.happened(tenant.id, aSale('a'));
    world.clock.advance(500);
    await process.events.happened(tenant.id, aSale('b'));
    await process.events.happened(tenant.id, aSale('b'));
    sold(1, '3');
    await world.pass(9_500, process, tenant);
    expect(world.asked()).toEqual({ byId: [[1, 2]], full: 0 });
    expect(world.ledger.asked).toEqual(['a', 'b']);
    expect(await seen(process, tenant, 1)).toBe('3');
    expect(world.asked()).toEqual({ byId: [], full: 0 });
  });

  it('wait for each other at least five seconds', async () => {
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    await world.pass(4_900, process, tenant);
    expect(world.asked().byId).toEqual([]);
  });

  it('that come while others are worked on have a round of their own', async () => {
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    const open = world.shelf.hold();
    const round = world.pass(10_000, process, tenant);
    await allWorkDone();
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 2 });
    open();
    await round;
    await world.pass(10_000, process, tenant);
    expect(world.asked().byId).toEqual([[1], [2]]);
  });

  it('a thousand of them cost one reading of what people look at', async () => {
    for (let sale = 0; sale < 1_000; sale += 1)
      await process.events.happened(tenant.id, aSale(`sale ${sale}`));
    sold(2, '4');
    await world.pass(10_000, process, tenant);
    expect(world.ledger.asked).toEqual([]);
    expect(world.asked()).toEqual({ byId: [[2, 1]], full: 0 });
    expect(await seen(process, tenant, 2)).toBe('4');
  });

  it('of one shop change nothing of another', async () => {
    const other = aTenant({ SHOW_ZERO_QUANTITY: 'false' });
    await seen(process, other, 1);
    world.asked();
    sold(1, '3');
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    await world.pass(10_000, process, tenant, other);
    expect(world.shelf.asked.map(({ tenantId }) => tenantId)).toEqual([tenant.id]);
    expect(await seen(process, other, 1)).toBe('10');
    expect(await seen(process, tenant, 1)).toBe('3');
  });

  it('that nobody knows set nothing going', async () => {
    await process.events.happened(tenant.id, { name: 'DocOrderDeliveryAdded', documentId: 1 });
    await process.events.happened(tenant.id, { name: 'HumanResourcesMoved', documentId: 1 });
    expect(world.jobs.waiting.size).toBe(0);
  });

  it('of delivery types make them be asked for anew', async () => {
    await process.deliveryTypes.of(tenant);
    await process.events.happened(tenant.id, { name: 'DeliveryTypeEdited', documentId: 1 });
    await process.deliveryTypes.of(tenant);
    expect(world.shelf.deliveryTypeCalls).toBe(2);
  });

  it('are not lost when the queue is away: they come again, and are there once', async () => {
    world.jobs.failure = new RetryableError('no queue');
    await expect(process.events.happened(tenant.id, aSale('a'))).rejects.toThrow('no queue');
    world.jobs.failure = undefined;
    await process.events.happened(tenant.id, aSale('a'));
    await world.pass(10_000, process, tenant);
    expect(world.ledger.asked).toEqual(['a']);
  });
});

describe('a round', () => {
  it('that failed is done again', async () => {
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    world.shelf.failure = new RetryableError('away');
    await expect(world.pass(10_000, process, tenant)).rejects.toThrow('away');
    world.shelf.failure = undefined;
    sold(1, '2');
    await process.patching.round(tenant);
    expect(await seen(process, tenant, 1)).toBe('2');
  });

  it('is not begun beside another one', async () => {
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    const open = world.shelf.hold();
    const round = process.patching.round(tenant);
    await expect((await world.start()).patching.round(tenant)).rejects.toBeInstanceOf(RetryableError);
    open();
    await round;
  });

  it('is seen by the other processes, and by those that start later', async () => {
    const other = await world.start();
    await seen(other, tenant, 1);
    sold(1, '3');
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    await world.pass(10_000, process, tenant);
    for (const each of [process, other, await world.start()]) expect(await seen(each, tenant, 1)).toBe('3');
    expect(world.asked()).toEqual({ byId: [[1]], full: 0 });
  });

  it('takes goods out that are sold out or deleted, and brings in what is new', async () => {
    world.shelf.rows = [aRow({ id: 1, name: 'Хлеб', allowed: '0' }), aRow({ id: 3, name: 'Кефир' })];
    for (const [name, documentId] of [
      ['ItemEdited', 1],
      ['ItemDeleted', 2],
      ['ItemAdded', 3],
    ] as const) {
      await process.events.happened(tenant.id, { name, documentId });
    }
    await world.pass(10_000, process, tenant);
    const snapshot = await process.catalog.snapshot(tenant);
    expect(snapshot.ungroupedItems().map(({ id }) => id)).toEqual([3]);
    expect(snapshot.search('кефир')).toHaveLength(1);
  });

  it('counts the card of a parent anew from all of its variants', async () => {
    const variants = [
      aRow({ id: 11, parentId: 10, allowed: '2' }),
      aRow({ id: 12, parentId: 10, allowed: '5', price: '900' }),
    ];
    world.shelf.rows = [aParent({ id: 10, name: 'Футболка' }), ...variants];
    tenant = aTenant({ SHOW_ZERO_QUANTITY: 'false' });
    await seen(process, tenant, 10);
    world.clock.advance(1_000);
    sold(12, '0');
    world.ledger.goodsOf.set('a', { itemIds: [12], isWhole: true });
    await process.events.happened(tenant.id, aSale('a'));
    await world.pass(10_000, process, tenant);
    const snapshot = await process.catalog.snapshot(tenant);
    expect(snapshot.variants(10).map(({ id }) => id)).toEqual([11]);
    expect(snapshot.item(10)?.allowed.toString()).toBe('2');
    expect(snapshot.item(10)?.price?.amount).toBe('1000');
  });

  it('keeps nothing that every catalogue has by now', async () => {
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 1 });
    await world.pass(10_000, process, tenant);
    expect(await world.patched(tenant)).toEqual([1]);
    await world.pass(660_000, process, tenant);
    await process.catalog.snapshot(tenant); // is read anew
    await allWorkDone();
    await process.events.happened(tenant.id, { name: 'ItemEdited', documentId: 2 });
    await world.pass(10_000, process, tenant);
    expect(await world.patched(tenant)).toEqual([2]);
  });

  it('leaves it to a full reading when a document is too large', async () => {
    world.ledger.goodsOf.set('7', { itemIds: [1], isWhole: false });
    await process.events.happened(tenant.id, { name: 'DocPurchasePerformed', documentId: 7 });
    await world.pass(10_000, process, tenant);
    expect(world.asked().byId).toEqual([[2, 1]]);
    await process.catalog.snapshot(tenant);
    await allWorkDone();
    expect(world.asked().full).toBe(0); // while events work
    world.clock.advance(600_000);
    await process.catalog.snapshot(tenant);
    await allWorkDone();
    expect(world.asked().full).toBe(1);
  });

  it('reads what people look at again after a general change, which a full reading sees ten minutes later', async () => {
    await process.events.happened(tenant.id, { name: 'PriceTypeEdited', documentId: 2 });
    await world.pass(10_000, process, tenant);
    expect(world.asked()).toEqual({ byId: [[2, 1]], full: 0 });
  });

  it('asks nothing for a shop that nobody has looked at for an hour', async () => {
    world.clock.advance(3_600_000);
    await process.events.happened(tenant.id, aSale('a'));
    await world.pass(10_000, process, tenant);
    expect(world.ledger.asked).toEqual([]);
    expect(world.asked()).toEqual({ byId: [], full: 0 });
  });

  it('is none where the shop has not chosen a stock', async () => {
    const young = aTenant({ STOCK_ID: '' });
    await process.events.happened(young.id, aSale('a'));
    await world.pass(10_000, process, young);
    expect(world.ledger.asked).toEqual([]);
  });
});

describe('a sale whose lines cannot be read', () => {
  beforeEach(() => {
    world.ledger.goodsOf.set('*', new RegosRefusal('no right', 1007, 'config'));
  });

  it('is seen at what people look at', async () => {
    sold(2, '4');
    await process.events.happened(tenant.id, aSale('a'));
    await world.pass(10_000, process, tenant);
    expect(await seen(process, tenant, 2)).toBe('4');
  });

  it('is asked about no more for a day', async () => {
    for (const uuid of ['a', 'b']) {
      await process.events.happened(tenant.id, aSale(uuid));
      await world.pass(10_000, process, tenant);
    }
    expect(world.ledger.asked).toEqual(['a']);
    world.clock.advance(86_400_000);
    await seen(process, tenant, 1);
    await process.events.happened(tenant.id, aSale('c'));
    await world.pass(10_000, process, tenant);
    expect(world.ledger.asked).toEqual(['a', 'c']);
  });

  it('is no reason to give up when the account itself is fine', async () => {
    world.ledger.goodsOf.set('*', new PermanentError('never seen'));
    await process.events.happened(tenant.id, aSale('a'));
    await expect(world.pass(10_000, process, tenant)).rejects.toThrow('never seen');
  });
});
