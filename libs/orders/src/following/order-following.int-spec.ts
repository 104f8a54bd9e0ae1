import { OrderService } from '../order.service';
import type { Order } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { OrderTracking } from './order-tracking';
import { ADD_FULL, GET, SET_STATUS, TestShop } from '../shop.fixture';
import { TrackingRepository } from './tracking.repository';
import { UserError } from '@rto/kernel';
import type { Status } from '@rto/fakes';

describe('following submitted orders', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.reset());
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  async function submitted(): Promise<Order> {
    const order = await shop.place();
    await shop.submit(order);
    const found = await shop.app.get(OrderRepository).findById(order.tenantId, order.id);
    if (!found) throw new Error('the order is gone');
    return found;
  }

  async function look(order: Order): Promise<void> {
    await shop.ledger.hurry(order.id);
    await shop.app.get(OrderTracking).track(order.tenantId);
  }

  const move = (order: Order, status: Status): void =>
    shop.regos.moveStatus(shop.connectionId, order.regosDocumentId ?? 0, status);
  const toldStatuses = async (order: Order): Promise<string[]> =>
    (await shop.ledger.progress(order.id)).flatMap(({ status }) => (status ? [status] : []));

  it('claims nothing of a shop that rests', async () => {
    const order = await submitted();
    shop.regos.faults.add({ kind: 'httpStatus', status: 503, connectedIntegrationId: shop.connectionId });
    const tracking = shop.app.get(OrderTracking);
    for (let looks = 0; looks < 3; looks += 1) {
      await shop.ledger.hurry(order.id);
      await tracking.track(order.tenantId).catch(() => undefined);
    }
    await shop.ledger.hurry(order.id);
    const { pollAt } = await shop.ledger.row(order.id);
    await expect(tracking.track(order.tenantId)).rejects.toThrow('left alone');
    expect((await shop.ledger.row(order.id)).pollAt).toEqual(pollAt);
  });

  it('reads the numbers of all that are due in one call, and lets the waiting message go', async () => {
    const placed = [await submitted(), await submitted(), await submitted()];
    const before = shop.calls.length;
    await shop.app.get(OrderTracking).track(shop.tenant.id);
    expect(shop.calls.slice(before)).toEqual([GET]);
    for (const [index, order] of placed.entries()) {
      expect(await shop.ledger.row(order.id)).toMatchObject({ regosCode: `ODL-000000${index + 1}` });
      expect(await shop.told(order.id)).toEqual(['orderAccepted']);
    }
  });

  it('tells steps forward and the cancellation, once, and nothing on the way back', async () => {
    const order = await submitted();
    for (const status of ['Approved', 'Processing', 'New', 'Approved', 'Canceled'] as const) {
      move(order, status);
      await look(order);
      await look(order);
    }
    expect(await toldStatuses(order)).toEqual(['Approved', 'Processing', 'Canceled']);
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'cancelled', pollAt: null });
    // aloud as well, and once
    expect((await shop.told(order.id)).filter((type) => type === 'orderCancelled')).toHaveLength(1);
    const { steps = [] } = (await shop.app.get(OrderRepository).findById(order.tenantId, order.id)) ?? {};
    expect(steps.map(({ status }) => status)).toEqual(['New', 'Approved', 'Processing', 'Canceled']);
    expect(steps.every(({ at }) => Math.abs(Date.now() - at.getTime()) < 60_000)).toBe(true);
  });

  it('tells the cancellation also where a shop tells no statuses', async () => {
    await shop.reset({ NOTIFY_STATUSES: 'false' });
    const order = await submitted();
    for (const status of ['Approved', 'Canceled'] as const) {
      move(order, status);
      await look(order);
    }
    expect(await toldStatuses(order)).toEqual(['Canceled']);
  });

  const sold = ['Approved', 'Processing', 'Paying', 'Finished'] as const;

  it('tells a return after the end, its calling off, and a second one', async () => {
    const order = await submitted();
    const back = [
      'ReturnProcessing',
      'ReturnPaying',
      'CanceledByPosReturn',
      'ReturnPaying',
      'Finished',
    ] as const;
    for (const status of [...sold, ...back]) {
      move(order, status);
      await shop.app.get(OrderRepository).pollSoon(order.tenantId, order.regosDocumentId ?? 0);
      await look(order);
      await look(order);
    }
    // of a return the buyer hears once, whatever the till does to it
    const told = ['ReturnProcessing', 'CanceledByPosReturn', 'ReturnPaying', 'Finished'];
    expect(await toldStatuses(order)).toEqual([...sold, ...told]);
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'submitted', regosStatus: 'Finished' });
  });

  it('takes a sale that the till called off for cancelled', async () => {
    const order = await submitted();
    for (const status of ['Approved', 'Processing', 'CanceledByPosSale'] as const) move(order, status);
    await look(order);
    await look(order);
    expect(await toldStatuses(order)).toEqual(['CanceledByPosSale']);
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'cancelled', pollAt: null });
  });

  it.each(['idOnly', 'nameOnly'] as const)('reads a status that REGOS writes as %s', async (statusForm) => {
    shop.regos.switches.statusForm = statusForm;
    try {
      const order = await submitted();
      for (const status of [...sold, 'ReturnPaying'] as const) {
        move(order, status);
        await shop.app.get(OrderRepository).pollSoon(order.tenantId, order.regosDocumentId ?? 0);
        await look(order);
      }
      expect(await toldStatuses(order)).toEqual([...sold, 'ReturnPaying']);
    } finally {
      shop.regos.switches.statusForm = 'row';
    }
  });

  it('tells each step once though two processes look at the same time', async () => {
    const order = await submitted();
    await look(order);
    move(order, 'Approved');
    await shop.ledger.hurry(order.id);
    await Promise.all([1, 2].map(() => shop.app.get(OrderTracking).track(order.tenantId)));
    // as who had read the order before the others wrote
    await Promise.all([1, 2].map(() => shop.app.get(OrderTracking).look(shop.tenant, order)));
    expect(await toldStatuses(order)).toEqual(['Approved']);
  });

  it('keeps an order due that an event rang for while it was being read', async () => {
    const order = await submitted();
    await look(order);
    const tracked = shop.app.get(TrackingRepository);
    await shop.ledger.hurry(order.id);
    expect(await tracked.claimDue(order.tenantId, 60_000, 10)).toHaveLength(1);
    expect(await tracked.claimDue(order.tenantId, 60_000, 10)).toHaveLength(0);
    await shop.app.get(OrderRepository).pollSoon(order.tenantId, order.regosDocumentId ?? 0);
    await tracked.postpone(order, 60_000);
    expect(await tracked.claimDue(order.tenantId, 60_000, 10)).toHaveLength(1);
  });

  it('looks again soon when REGOS does not answer', async () => {
    const order = await submitted();
    shop.addFault({ kind: 'lostBefore' }, GET, 2);
    await expect(look(order)).rejects.toThrow();
    await look(order);
    expect((await shop.ledger.row(order.id)).regosCode).not.toBeNull();
  });

  it('rings for no order of another tenant', async () => {
    const order = await submitted();
    const other = shop.tenant.id;
    await shop.reset();
    expect(await shop.app.get(OrderRepository).pollSoon(shop.tenant.id, order.regosDocumentId ?? 0)).toBe(
      false,
    );
    expect(await shop.app.get(OrderRepository).pollSoon(other, order.regosDocumentId ?? 0)).toBe(true);
  });

  describe('cancelling by the buyer', () => {
    const cancel = (order: Order): Promise<Order> =>
      shop.app.get(OrderService).cancel(shop.tenant, order.chatId, order.number);

    it('cancels the document while it is New, and tells nobody what they did themselves', async () => {
      const order = await submitted();
      expect((await cancel(order)).state).toBe('cancelled');
      expect(shop.documents).toMatchObject([{ status: 'Canceled' }]);
      await look(order);
      expect(await toldStatuses(order)).toEqual([]);
      expect((await cancel(order)).state).toBe('cancelled'); // again: nothing to do
    });

    it('asks REGOS nothing when the order never left', async () => {
      const order = await shop.place();
      expect((await cancel(order)).state).toBe('cancelled');
      expect(await shop.submit(order)).toBe('cancelled');
      expect(shop.calls).toEqual([]);
    });

    it('is too late once the shop works on the order', async () => {
      const order = await submitted();
      move(order, 'Approved');
      await expect(cancel(order)).rejects.toEqual(new UserError('orderTooLate'));
    });

    it('is too late when the shop was faster by a moment', async () => {
      const order = await submitted();
      shop.addFault({ kind: 'errorCode', code: 1063 }, SET_STATUS);
      await expect(cancel(order)).rejects.toMatchObject({ code: 'orderTooLate' });
      expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'submitted' });
    });

    it('shows at once what the shop has made of it meanwhile', async () => {
      const order = await submitted();
      move(order, 'Approved');
      move(order, 'Processing');
      await expect(cancel(order)).rejects.toMatchObject({ code: 'orderTooLate' });
      expect(await shop.ledger.row(order.id)).toMatchObject({
        state: 'submitted',
        regosStatus: 'Processing',
      });
    });

    it.each([1061, 1063, 1065, 1073])('is too late when REGOS says %i', async (code) => {
      const order = await submitted();
      shop.addFault({ kind: 'errorCode', code }, SET_STATUS);
      await expect(cancel(order)).rejects.toMatchObject({ code: 'orderTooLate' });
    });

    it('finds out by itself that it went through although the answer was lost', async () => {
      const order = await submitted();
      await look(order);
      shop.addFault({ kind: 'lostAfter' }, SET_STATUS);
      await expect(cancel(order)).rejects.toThrow();
      await shop.app.get(OrderTracking).track(order.tenantId); // due without any waiting
      expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'cancelled' });
      expect(await toldStatuses(order)).toEqual(['Canceled']);
    });

    it('leaves alone an order that is being sent, which then arrives once', async () => {
      shop.addFault({ kind: 'slow', ms: 400 });
      const order = await shop.place();
      const sending = shop.submit(order);
      await shop.callSeen(ADD_FULL);
      const now = await shop.app.get(OrderRepository).findById(order.tenantId, order.id);
      await expect(cancel(now ?? order)).rejects.toMatchObject({ code: 'orderOnItsWay' });
      expect(await sending).toBe('submitted');
      expect(shop.documents).toMatchObject([{ status: 'New' }]);
    });

    it('of an order that a worker is about to take leaves nothing to send, whoever is first', async () => {
      for (let round = 0; round < 5; round += 1) {
        const order = await shop.place();
        const [cancelling] = await Promise.allSettled([cancel(order), shop.submit(order)]);
        const { state } = await shop.ledger.row(order.id);
        const documents = shop.documents.filter(({ externalCode }) => externalCode === order.externalCode);
        expect([cancelling.status, state, documents.length]).toEqual(
          cancelling.status === 'fulfilled'
            ? ['fulfilled', 'cancelled', documents.length]
            : ['rejected', 'submitted', 1],
        );
        expect(documents.filter(({ status }) => status === 'New')).toHaveLength(
          state === 'submitted' ? 1 : 0,
        );
      }
    });

    it('waits for an order whose creation nobody knows the outcome of', async () => {
      shop.addFault({ kind: 'lostAfter' });
      const order = await shop.place();
      await shop.submit(order);
      await expect(cancel(order)).rejects.toMatchObject({ code: 'orderOnItsWay' });
    });

    it('finds no order of another chat', async () => {
      const order = await submitted();
      const stranger = shop.app.get(OrderService).cancel(shop.tenant, 999, order.number);
      await expect(stranger).rejects.toMatchObject({ code: 'orderNotFound' });
    });
  });
});
