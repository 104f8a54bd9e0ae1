import { ProcessRepository } from '@rto/cluster';
import type { DatabaseHandle } from '@rto/database';
import { newShortId, type TenantId } from '@rto/kernel';
import type { ClaimedOrder, Order } from '../order';
import { OrderRepository } from './order.repository';
import { aLine, anOrderDraft } from '../orders.builders';
import { insertTenant, openTestDatabase, type DatabaseKind } from '@rto/testing';
import { aCipher, aProcess, Ledger } from '../orders.fixture';
import { SweepRepository } from '../work/sweep.repository';

const LEASE_MS = 60_000;
const CANCELLED = { set: { state: 'cancelled' }, dueInMs: null, event: 'cancelled by the buyer' } as const;

/**
 * Taken out by hand, each turned tests here red: the conflict clause of the insert, the fence of `finishAttempt`
 * and of `markSent`, the lease of `claim` and of `markSent`, the tenant of `claim`, the end of the lease as the
 * end of a call that a crash cut off.
 */
describe.each<DatabaseKind>(['postgres', 'embedded'])('the order ledger on %s', (kind) => {
  let database: DatabaseHandle;
  let close: () => Promise<void>;
  let orders: OrderRepository;
  let sweeps: SweepRepository;
  let ledger: Ledger;
  let tenantId: TenantId;
  let otherTenant: TenantId;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
    orders = new OrderRepository(database.db, aCipher());
    sweeps = new SweepRepository(database.db);
    ledger = new Ledger(database.db);
  });
  afterAll(() => close());
  beforeEach(async () => {
    tenantId = await insertTenant(database.db);
    otherTenant = await insertTenant(database.db);
  });

  const place = (of = tenantId): Promise<Order> => orders.insertOnce(anOrderDraft(of));

  async function claimed(order: Order, holder?: string): Promise<ClaimedOrder> {
    const claim = await orders.claim(order.tenantId, order.id, LEASE_MS, holder);
    if (!claim) throw new Error('the order is not to be had');
    return claim;
  }

  it('keeps the phone of an order encrypted', async () => {
    const order = await place();
    expect(order.phone).toBe('998901234567');
    expect(JSON.stringify(await ledger.row(order.id))).not.toContain('901234567');
    expect(await orders.findById(tenantId, order.id)).toMatchObject({ phone: '998901234567' });
  });

  describe('placing', () => {
    it('writes one order for a checkout that is confirmed 20 times at once', async () => {
      const draft = anOrderDraft(tenantId);
      const placed = await Promise.all(Array.from({ length: 20 }, () => orders.insertOnce(draft)));
      expect(new Set(placed.map((order) => order.id)).size).toBe(1);
      expect(await orders.listOfShopper(tenantId, draft.chatId, 10, 0)).toHaveLength(1);
      const [order] = placed;
      expect(await ledger.events(order?.id ?? '')).toEqual(['placed']);
    });

    it('keeps one checkout id of two tenants apart', async () => {
      const checkoutId = newShortId();
      const one = await orders.insertOnce(anOrderDraft(tenantId, { checkoutId }));
      const other = await orders.insertOnce(anOrderDraft(otherTenant, { checkoutId }));
      expect(other.id).not.toBe(one.id);
      expect((await orders.findByCheckout(otherTenant, checkoutId))?.id).toBe(other.id);
    });

    it('numbers the orders of each tenant from 1, also when many confirm at once', async () => {
      const placed = await Promise.all(
        [tenantId, otherTenant].flatMap((id) => Array.from({ length: 10 }, () => place(id))),
      );
      for (const id of [tenantId, otherTenant]) {
        const numbers = placed.filter((order) => order.tenantId === id).map((order) => order.number);
        expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      }
    });

    it('gives back every value that was confirmed', async () => {
      const draft = anOrderDraft(tenantId, {
        deliveryType: { id: 1, name: 'Курьер' },
        address: 'Чиланзар 5',
        lines: [aLine({ quantity: '0.350', price: '99999999999.999' }), aLine({ itemId: 102 })],
      });
      const { id } = await orders.insertOnce(draft);
      const found = await orders.findById(tenantId, id);
      expect(found).toMatchObject({
        checkoutId: draft.checkoutId,
        deliveryType: draft.deliveryType,
        address: 'Чиланзар 5',
        location: draft.location,
        state: 'placed',
        externalCode: `tg-${id}`,
      });
      expect(found?.lines.map((line) => `${line.quantity.toString()} x ${line.price.amount}`)).toEqual([
        '0.35 x 99999999999.999',
        '2 x 18500',
      ]);
      expect(found?.total.equals(draft.total)).toBe(true);
    });

    it('shows an order to nobody but its tenant and its buyer', async () => {
      const order = await place();
      expect(await orders.findById(otherTenant, order.id)).toBeUndefined();
      expect(await orders.findByNumber(otherTenant, order.chatId, order.number)).toBeUndefined();
      expect(await orders.findByNumber(tenantId, 701, order.number)).toBeUndefined();
      expect(await orders.listOfShopper(otherTenant, order.chatId, 10, 0)).toEqual([]);
    });
  });

  describe('claiming', () => {
    it('gives an order to one of 20 who ask at once', async () => {
      const { id } = await place();
      const claims = await Promise.all(
        Array.from({ length: 20 }, () => orders.claim(tenantId, id, LEASE_MS)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('gives no order to another tenant', async () => {
      const { id } = await place();
      expect(await orders.claim(otherTenant, id, LEASE_MS)).toBeUndefined();
    });

    it('waits until an order is due', async () => {
      const { id } = await place();
      await ledger.dueIn(id, 60_000);
      expect(await orders.claim(tenantId, id, LEASE_MS)).toBeUndefined();
      expect(await sweeps.dueOrders(1_000, 1_000)).not.toContainEqual(
        expect.objectContaining({ orderId: id }),
      );
    });

    it('looks at a few of each tenant in turn, its oldest first', async () => {
      const many = await Promise.all(Array.from({ length: 5 }, () => place()));
      for (const [index, { id }] of many.entries()) await ledger.dueIn(id, (index - 60) * 60_000);
      const few = await orders.insertOnce(anOrderDraft(otherTenant));
      const due = await sweeps.dueOrders(1_000, 3);
      const placeOf = (id: string): number => due.findIndex(({ orderId }) => orderId === id);
      const [first, second, third, fourth, fifth] = many.map(({ id }) => placeOf(id));
      expect([fourth, fifth]).toEqual([-1, -1]);
      expect(first).toBeLessThan(second ?? 0);
      expect(second).toBeLessThan(third ?? 0);
      expect(placeOf(few.id)).toBeLessThan(second ?? 0);
      for (const { id } of many) await ledger.dueIn(id, 3_600_000); // nothing is left to the other tests
    });

    it.each(['submitted', 'refused', 'cancelled', 'needs_attention'] as const)(
      'gives nobody an order that is %s, though it were due',
      async (state) => {
        const order = await place();
        await orders.changeFrom(order, ['placed'], { set: { state }, dueInMs: 0, event: state });
        expect(await orders.claim(tenantId, order.id, LEASE_MS)).toBeUndefined();
        expect(await sweeps.dueOrders(1_000, 1_000)).not.toContainEqual(
          expect.objectContaining({ orderId: order.id }),
        );
      },
    );

    it('lets a stolen lease write nothing and send nothing', async () => {
      const late = await claimed(await place());
      await ledger.age(late.id, LEASE_MS + 1);
      const current = await claimed(late);
      expect(current.fence).toBe(late.fence + 1);
      expect(await orders.markSent(late, LEASE_MS)).toBe(false);
      const written = await orders.finishAttempt(late, {
        set: { state: 'submitted', regosDocumentId: 5 },
        event: 'submitted',
        notices: [{ chatId: late.chatId, content: { type: 'orderAccepted', number: late.number } }],
      });
      expect(written).toBe(false);
      expect(await ledger.notices(late.id)).toEqual([]);
      expect(await ledger.events(late.id)).toEqual(['placed']);
      expect(await ledger.row(late.id)).toMatchObject({ state: 'submitting', regosDocumentId: null });
      expect(await orders.markSent(current, LEASE_MS)).toBe(true);
    });

    it('lets a lease that has run out send nothing, though nobody took the order over', async () => {
      const order = await claimed(await place());
      await ledger.age(order.id, LEASE_MS + 1);
      expect(await orders.markSent(order, LEASE_MS)).toBe(false);
      expect(await ledger.row(order.id)).toMatchObject({ firstSentAt: null, attempts: 0 });
    });

    it('counts a call that a crash cut off as over when its lease ends, not when it began', async () => {
      const order = await claimed(await place());
      await orders.markSent(order, LEASE_MS);
      await ledger.age(order.id, LEASE_MS + 3_000);
      const { unknownForMs = -1, firstSentAt } = await claimed(order);
      expect(firstSentAt).toBeInstanceOf(Date);
      expect(unknownForMs).toBeGreaterThanOrEqual(3_000);
      expect(unknownForMs).toBeLessThan(30_000);
    });

    it('opens what a killed process held when the embedded database starts, its call being over now', async () => {
      const order = await claimed(await place());
      await orders.markSent(order, LEASE_MS);
      await sweeps.releaseLeases();
      const { unknownForMs = -1 } = await claimed(order);
      expect(unknownForMs).toBeGreaterThanOrEqual(0);
      expect(unknownForMs).toBeLessThan(30_000);
    });

    it('gives what a dead process leased to others at once, with its call as uncertain as it was', async () => {
      const dying = await aProcess(database.db);
      const order = await claimed(await place(), dying);
      await orders.markSent(order, LEASE_MS);
      await sweeps.releaseAbandoned();
      expect(await orders.claim(tenantId, order.id, LEASE_MS)).toBeUndefined(); // it lives
      await new ProcessRepository(database.db).remove(dying);
      await sweeps.releaseAbandoned();
      expect(await orders.markSent(order, LEASE_MS)).toBe(false); // its word, should it live after all
      const { unknownForMs = 0, fence } = await claimed(order, await aProcess(database.db));
      expect(fence).toBe(order.fence + 1);
      expect(unknownForMs).toBeLessThan(0); // the call may last until the lease would have ended
    });

    it('knows of no unknown outcome where nothing was sent', async () => {
      await orders.claim(tenantId, (await place()).id, LEASE_MS);
      await sweeps.releaseLeases();
      const [due] = (await sweeps.dueOrders(1_000, 1_000)).filter((order) => order.tenantId === tenantId);
      expect(await orders.claim(tenantId, due?.orderId ?? '', LEASE_MS)).toMatchObject({
        unknownForMs: undefined,
        firstSentAt: undefined,
      });
    });
  });

  describe('cancelling', () => {
    it('either cancels an order or submits it, never both', async () => {
      const placed = await Promise.all(Array.from({ length: 20 }, () => place()));
      const results = await Promise.all(
        placed.map((order) =>
          Promise.all([orders.cancelUnsent(order, CANCELLED), orders.claim(tenantId, order.id, LEASE_MS)]),
        ),
      );
      for (const [isCancelled, claim] of results) expect(isCancelled).toBe(claim === undefined);
    });

    it('leaves an order alone that may have been sent, though it waits for its next attempt', async () => {
      const order = await claimed(await place());
      await orders.markSent(order, LEASE_MS);
      await orders.finishAttempt(order, { set: { state: 'placed' }, dueInMs: 60_000, event: 'failed' });
      expect(await orders.cancelUnsent(order, CANCELLED)).toBe(false);
    });
  });

  it('lets nobody else change an order that is being sent', async () => {
    const order = await claimed(await place());
    expect(await orders.changeFrom(order, ['submitting'], { set: { attempts: 0 }, event: 'retried' })).toBe(
      false,
    );
    await ledger.age(order.id, LEASE_MS + 1);
    expect(await orders.changeFrom(order, ['submitting'], { set: { attempts: 0 }, event: 'retried' })).toBe(
      true,
    );
  });

  describe('what goes with a change', () => {
    it('writes state, history and messages together or not at all', async () => {
      const order = await claimed(await place());
      const broken = orders.finishAttempt(order, {
        set: { state: 'refused' },
        event: 'refused',
        notices: [{ chatId: Number.NaN, content: { type: 'orderNeedsAttention', number: 1 } }],
      });
      await expect(broken).rejects.toThrow();
      expect(await ledger.row(order.id)).toMatchObject({ state: 'submitting' });
      expect(await ledger.events(order.id)).toEqual(['placed']);
    });

    it('tells the buyer once to wait, and only while nothing is decided', async () => {
      const [open, done, accepted] = [
        await place(),
        await claimed(await orders.insertOnce(anOrderDraft(tenantId, { chatId: 701 }))),
        await claimed(await orders.insertOnce(anOrderDraft(tenantId, { chatId: 702 }))),
      ];
      await orders.finishAttempt(done, { set: { state: 'submitted' }, dueInMs: null, event: 'submitted' });
      await orders.finishAttempt(accepted, { set: { regosDocumentId: 7 }, event: 'created' }); // not approved yet
      await sweeps.tellWaiting(60_000, 1_000);
      expect(await ledger.notices(open.id)).toEqual([]);
      await sweeps.tellWaiting(-60_000, 1_000);
      await sweeps.tellWaiting(-60_000, 1_000);
      expect(await ledger.notices(open.id)).toEqual([
        { chatId: open.chatId, content: { type: 'orderWaiting', number: open.number } },
      ]);
      for (const { id } of [done, accepted]) expect(await ledger.notices(id)).toEqual([]);
    });

    it('tells some at a time when many wait, so that no statement is too long to be sent', async () => {
      await sweeps.tellWaiting(-60_000, 1_000); // what other tests have left
      const open = [await place(), await place(), await place()];
      const told = async (): Promise<number> => {
        const rows = await Promise.all(open.map((order) => ledger.row(order.id)));
        return rows.filter((row) => row.waitToldAt !== null).length;
      };
      await sweeps.tellWaiting(-60_000, 2);
      expect(await told()).toBe(2);
      await sweeps.tellWaiting(-60_000, 2);
      expect(await told()).toBe(3);
    });
  });
});
