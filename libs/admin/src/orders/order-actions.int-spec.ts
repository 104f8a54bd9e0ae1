import { auditLog, notices, orderHistory, orders } from '@rto/database';
import { Money, newId, Quantity } from '@rto/kernel';
import { OrderQueries, OrderRepository, OrderSubmission, type OrderState } from '@rto/orders';
import { aShop, aShopItem, FakeRegos } from '@rto/fakes';
import { and, eq } from 'drizzle-orm';
import { DATABASE_KINDS } from '@rto/testing';
import { aConnection, AdminApi, type Answer } from '../admin.fixture';

const LEASE_MS = 60_000;
const SHOP = aShop({
  items: [aShopItem({ id: 102, onHand: { 1: '1000' } })],
  customers: [{ id: 812, groupId: 1, firstName: 'Aziz', mainPhone: '998901234567' }],
});

describe.each(DATABASE_KINDS)('what the operator does with orders on %s', (kind) => {
  let api: AdminApi;
  let regos: FakeRegos;
  let connection: string;
  let tenantId: string;
  let ledger: OrderRepository;

  beforeAll(async () => {
    regos = new FakeRegos();
    api = await AdminApi.start({ database: kind, regosUrl: await regos.listen() });
    api.clock.set(new Date()); // leases and retries are timed by the database
    ledger = api.app.get(OrderRepository);
    connection = aConnection();
    regos.addAccount({ connectedIntegrationId: connection, shop: SHOP });
    tenantId = await api.tenant(connection);
  });
  afterAll(async () => {
    await api.stop();
    await regos.close();
  });
  beforeEach(() => regos.faults.clear());

  type Columns = Partial<typeof orders.$inferInsert>;
  const set = (id: string, columns: Columns) =>
    api.database.db.acrossTenants.update(orders).set(columns).where(eq(orders.id, id));

  /** Each order is another person's: those of one go to REGOS one after another. */
  let chatId = 5_000_000_000;
  async function anOrder(columns: Columns = {}): Promise<string> {
    const price = Money.of('18500', 'UZS');
    const draft = {
      ...{ tenantId, checkoutId: aConnection(), chatId: (chatId += 1), phone: '998901234567' },
      ...{ deliveryType: undefined, address: undefined, location: undefined, note: undefined },
      ...{ paymentTypeId: undefined, deliveryAt: undefined },
      ...{ priceTypeId: 2, stockId: 1, sourceId: 4, fee: undefined, total: price, placedAt: new Date() },
      lines: [
        {
          itemId: 102,
          name: 'Вода',
          unit: { name: 'шт', kind: 'pcs' as const },
          quantity: Quantity.of('1'),
          price,
        },
      ],
    };
    const { id } = await ledger.insertOnce(draft);
    await set(id, { regosCustomerId: 812, ...columns });
    return id;
  }
  const submit = (id: string) => api.app.get(OrderSubmission).submit(tenantId, id);
  const act = (id: string, what: 'retry' | 'cancel'): Promise<Answer> =>
    api.call('POST', `/orders/${id}/${what}`);
  const documentsOf = (id: string) =>
    regos.documents(connection).filter(({ externalCode }) => externalCode === `tg-${id}`);
  const auditOf = (id: string) =>
    api.database.db.acrossTenants.select().from(auditLog).where(eq(auditLog.subjectId, id));
  const told = async (id: string) =>
    (
      await api.database.db.acrossTenants
        .select()
        .from(notices)
        .where(and(eq(notices.tenantId, tenantId), eq(notices.orderId, id)))
    ).map(({ content }) => content);
  async function submitted(): Promise<{ id: string; documentId: number }> {
    const id = await anOrder();
    await submit(id);
    const [document] = documentsOf(id);
    if (!document) throw new Error('the order did not reach REGOS');
    return { id, documentId: document.id };
  }

  describe('retry', () => {
    it('brings an order that was given up to REGOS, with its own code, and writes it down', async () => {
      const id = await anOrder({ state: 'needs_attention', dueAt: null, attempts: 8 });
      await submit(id);
      expect(documentsOf(id)).toEqual([]);
      expect(await act(id, 'retry')).toMatchObject({ status: 200, body: { state: 'placed', attempts: 0 } });
      expect(await auditOf(id)).toMatchObject([
        { action: 'order.retry', tenantId, actorName: 'ADMIN_API_KEY', detail: { state: 'needs_attention' } },
      ]);
      await submit(id);
      expect(documentsOf(id)).toHaveLength(1);
    });

    it('adopts the document of an order that had arrived all the same', async () => {
      const { id, documentId } = await submitted();
      await set(id, { state: 'needs_attention', regosDocumentId: null });
      expect(await act(id, 'retry')).toMatchObject({ status: 200, body: { state: 'unknown' } });
      await submit(id);
      expect(documentsOf(id)).toHaveLength(1);
      expect((await ledger.findById(tenantId, id))?.regosDocumentId).toBe(documentId);
    });

    it.each(['placed', 'unknown'])('makes an order that waits due at once: %s', async (state) => {
      const tomorrow = new Date(Date.now() + 86_400_000);
      const id = await anOrder({
        state,
        dueAt: tomorrow,
        firstSentAt: state === 'unknown' ? new Date() : null,
      });
      await submit(id);
      expect(documentsOf(id)).toEqual([]);
      expect(await act(id, 'retry')).toMatchObject({ status: 200, body: { state } });
      await submit(id);
      expect(documentsOf(id)).toHaveLength(1);
    });

    it('tries a refused order again, and is patient with an old one', async () => {
      const id = await anOrder({
        state: 'refused',
        dueAt: null,
        placedAt: new Date(Date.now() - 30 * 3_600_000),
      });
      regos.faults.add({ kind: 'down' });
      expect((await act(id, 'retry')).body).toMatchObject({ state: 'placed' });
      await set(id, { regosCustomerId: null }); // so that REGOS is asked before anything is sent
      await submit(id);
      expect((await ledger.findById(tenantId, id))?.state).toBe('placed');
    });

    it('creates again what has come to nothing eight times, once a person wants it', async () => {
      const id = await anOrder({ state: 'needs_attention', dueAt: null, firstSentAt: new Date() });
      const lost = { tenantId, orderId: id, state: 'unknown', event: 'outcome unknown', at: new Date(0) };
      const lines = Array.from({ length: 8 }, () => ({ ...lost, id: newId() }));
      await api.database.db.acrossTenants.insert(orderHistory).values(lines);
      await act(id, 'retry');
      await submit(id);
      expect(documentsOf(id)).toMatchObject([{ status: 'New' }]);
    });

    it.each(['submitted', 'cancelled'])('answers 409 with the reason to a %s order', async (state) => {
      const id = await anOrder({ state, dueAt: null });
      expect(await act(id, 'retry')).toMatchObject({ status: 409, body: { title: 'Conflict' } });
      expect(await auditOf(id)).toEqual([]);
    });

    it('leaves an order alone that a worker holds', async () => {
      const id = await anOrder();
      const claimed = await ledger.claim(tenantId, id, LEASE_MS);
      expect(await act(id, 'retry')).toMatchObject({ status: 409 });
      expect(await auditOf(id)).toEqual([]);
      expect(claimed && (await ledger.markSent(claimed, LEASE_MS))).toBe(true);
    });
  });

  describe('cancel', () => {
    it.each(['placed', 'needs_attention'])(
      'cancels an unsent order and tells the buyer: %s',
      async (state) => {
        const id = await anOrder({ state });
        expect(await act(id, 'cancel')).toMatchObject({ status: 200, body: { state: 'cancelled' } });
        await submit(id);
        expect(documentsOf(id)).toEqual([]);
        expect(await told(id)).toMatchObject([
          { type: 'orderCancelled', status: 'Canceled' },
          { type: 'orderProgress', status: 'Canceled' },
        ]);
        expect(await auditOf(id)).toMatchObject([{ action: 'order.cancel', tenantId, detail: { state } }]);
      },
    );

    it('cancels the document of an order that is New, and tells the buyer', async () => {
      const { id } = await submitted();
      expect((await act(id, 'cancel')).body).toMatchObject({ state: 'cancelled', regosStatus: 'Canceled' });
      expect(documentsOf(id)).toMatchObject([{ status: 'Canceled' }]);
      expect(await told(id)).toContainEqual(
        expect.objectContaining({ type: 'orderCancelled', status: 'Canceled' }),
      );
      expect(await auditOf(id)).toHaveLength(1);
    });

    it('answers 409 once the shop works on the order, also when it is faster than the call', async () => {
      const [one, other] = [await submitted(), await submitted()];
      regos.moveStatus(connection, one.documentId, 'Approved');
      const answer = await act(one.id, 'cancel');
      expect(answer).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('shop') as string },
      });
      regos.faults.add({ kind: 'errorCode', code: 1063, method: 'DocOrderDelivery/SetStatus' });
      expect((await act(other.id, 'cancel')).status).toBe(409);
      for (const { id } of [one, other]) {
        expect((await ledger.findById(tenantId, id))?.state).toBe('submitted');
      }
    });

    it.each<[OrderState, Columns]>([
      ['unknown', { firstSentAt: new Date() }],
      ['placed', { firstSentAt: new Date() }],
      ['needs_attention', { firstSentAt: new Date() }],
      ['refused', {}],
      ['cancelled', {}],
    ])('answers 409 to an order that may be in REGOS or is over: %s', async (state, columns) => {
      const id = await anOrder({ state, ...columns });
      expect(await act(id, 'cancel')).toMatchObject({ status: 409 });
      expect((await ledger.findById(tenantId, id))?.state).toBe(state);
      expect(await auditOf(id)).toEqual([]);
    });

    it('is on record although the answer of REGOS was lost, and ends well when asked again', async () => {
      const { id } = await submitted();
      regos.faults.add({ kind: 'lostAfter', method: 'DocOrderDelivery/SetStatus', times: 1 });
      expect((await act(id, 'cancel')).status).toBe(503);
      expect(await auditOf(id)).toHaveLength(1);
      expect(await act(id, 'cancel')).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    });

    it('says that REGOS refuses, without its words', async () => {
      const { id } = await submitted();
      regos.faults.add({ kind: 'errorCode', code: 1007, method: 'DocOrderDelivery/SetStatus' });
      expect(await act(id, 'cancel')).toMatchObject({
        status: 502,
        body: { detail: expect.stringContaining('1007') as string },
      });
    });

    it('never cancels what a worker sends at the same moment', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => anOrder()));
      await Promise.all(
        ids.flatMap((id, index) => [
          index % 2 ? submit(id) : act(id, 'cancel'),
          index % 2 ? act(id, 'cancel') : submit(id),
        ]),
      );
      const queries = api.app.get(OrderQueries);
      for (const id of ids) {
        const found = await queries.find(id);
        const live = documentsOf(id).filter(({ status }) => status !== 'Canceled');
        expect([found?.order.state, live.length]).toEqual(
          live.length === 0 ? ['cancelled', 0] : ['submitted', 1],
        );
      }
    });
  });
});
