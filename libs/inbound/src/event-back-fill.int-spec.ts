import { randomBytes } from 'node:crypto';
import type { TestingModule } from '@nestjs/testing';
import { Cipher, DatabaseHandle, databaseLater, notices, orders, regosCalls, tenants } from '@rto/database';
import {
  ManualClock,
  Money,
  newShortId,
  Quantity,
  RetryableError,
  SystemClock,
  type OrderId,
} from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { OrderRepository, OrderSubmission, OrderTracking } from '@rto/orders';
import { RegosBreakers } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { aShop, FakeRegos } from '@rto/fakes';
import { eq } from 'drizzle-orm';
import { openTestDatabase } from '@rto/testing';
import { EventBackFill } from './event-back-fill';
import { aReader, SETTINGS } from './event-back-fill.fixture';
import { EventPositionRepository } from './event-position.repository';
import { RegosCallHandling } from './regos-call-handling';
import { RegosCallInbox } from './regos-call-inbox';

const EVENT_GET = 'Event/Get';
const PAUSE_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

describe('events that were missed', () => {
  const clock = new ManualClock(new SystemClock().now());
  const regos = new FakeRegos({ clock });
  const store = new MemoryKeyValueStore(clock);
  let close: () => Promise<void>;
  let database: DatabaseHandle;
  let apps: TestingModule[];
  let tenant: Tenant;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('postgres', logger));
    await regos.listen();
    const cipher = new Cipher([randomBytes(32)]);
    const stores = { regosUrl: regos.url, database, cipher, clock, store };
    apps = await Promise.all([1, 2].map(() => aReader(stores)));
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await regos.close();
    await close();
  });
  beforeEach(async () => {
    regos.faults.clear();
    // the shops of other tests are none of this one's
    await database.db.acrossTenants.update(tenants).set({ state: 'removed' });
    tenant = await aConnectedShop();
  });
  afterEach(() => expect(regos.violations).toEqual([]));

  const app = (): TestingModule => {
    const [first] = apps;
    if (!first) throw new Error('no process is running');
    return first;
  };

  async function aConnectedShop(): Promise<Tenant> {
    const connectedIntegrationId = randomBytes(16).toString('hex');
    regos.addAccount({ connectedIntegrationId, shop: aShop() });
    const registration = { connectedIntegrationId, settings: SETTINGS };
    return (await app().get(TenantService).register(registration)).tenant;
  }

  /** An order that reached REGOS and is closed as far as we know: no poll looks at it any more. */
  async function aClosedOrder(of = tenant): Promise<{ id: OrderId; documentId: number }> {
    const line = {
      itemId: 101,
      name: 'Сок яблочный 1 л',
      unit: { name: 'шт', kind: 'pcs' } as const,
      quantity: Quantity.of('2'),
      price: Money.of('18500', 'UZS'),
    };
    const { id } = await app()
      .get(OrderRepository)
      .insertOnce({
        tenantId: of.id,
        checkoutId: newShortId(),
        chatId: 700,
        phone: '998901234567',
        deliveryType: undefined,
        address: undefined,
        location: undefined,
        note: undefined,
        paymentTypeId: undefined,
        deliveryAt: undefined,
        priceTypeId: 2,
        stockId: 1,
        sourceId: 4,
        fee: undefined,
        lines: [line],
        total: line.price.times(line.quantity),
      });
    await app().get(OrderSubmission).submit(of.id, id);
    await app().get(OrderTracking).track(of.id);
    const all = database.db.acrossTenants;
    const [row] = await all.update(orders).set({ pollAt: null }).where(eq(orders.id, id)).returning();
    if (row?.regosDocumentId == null) throw new Error('the order has no document');
    return { id, documentId: row.regosDocumentId };
  }

  /** All processes at once; then whatever came into the inbox is worked on. */
  async function readAgain(): Promise<void> {
    await Promise.all(apps.map((each) => each.get(EventBackFill).round()));
    for (const callId of await app().get(RegosCallInbox).due(1_000)) {
      await app().get(RegosCallHandling).handle(callId);
    }
    await app().get(OrderTracking).track(tenant.id);
  }

  /** As if `ms` had passed, in REGOS as well as by the database's clock. */
  async function passes(ms: number): Promise<void> {
    clock.advance(ms);
    for (const each of apps) each.get(RegosBreakers, { strict: false }).forget(); // a shop that rests has rested by then
    await database.db.acrossTenants
      .update(tenants)
      .set({ eventsReadAt: databaseLater(-ms) })
      .where(eq(tenants.id, tenant.id));
  }

  /** A refused one is asked once more in the old form alone; that is no question of its own. */
  const questions = (of = tenant): unknown[] =>
    regos.calls
      .filter(({ connectedIntegrationId: id }) => id === of.connection.connectedIntegrationId)
      .flatMap(({ method, body }) => (method === EVENT_GET ? [body] : []))
      .filter((body) => JSON.stringify(body).includes('filters'));

  const begins = (): string[] =>
    questions().map((body) =>
      JSON.stringify(body).includes('last_event_id') ? 'after an event' : 'by time',
    );

  async function toldStatuses(orderId: OrderId): Promise<string[]> {
    const rows = await database.db.acrossTenants.select().from(notices).where(eq(notices.orderId, orderId));
    return rows.flatMap(({ content }) => {
      const { type, status } = content as { type: string; status?: string };
      return type === 'orderProgress' && status !== undefined ? [status] : [];
    });
  }

  it('lead to a look within an hour’s gap, and what they say is told once', async () => {
    const order = await aClosedOrder();
    await readAgain();
    await passes(60 * 60_000);
    regos.moveStatus(tenant.connection.connectedIntegrationId, order.documentId, 'Approved');
    for (let time = 0; time < 5; time += 1) {
      await readAgain();
      await passes(PAUSE_MS);
    }
    expect(await toldStatuses(order.id)).toEqual(['Approved']);
  });

  it('are no work again when our handler was told of them', async () => {
    const order = await aClosedOrder();
    await readAgain();
    const rows = () => database.db.acrossTenants.select().from(regosCalls);
    const before = (await rows()).length;
    // also when the call came minutes ago: the event's own id is the key
    for (const { eventKey } of await rows()) expect(eventKey).toMatch(/^[\da-f-]{36}$/);
    await passes(PAUSE_MS);
    // a position that was lost: all of it is read once more
    await app().get(EventPositionRepository).forgetEvent(tenant.id);
    await readAgain();
    expect(questions()).toHaveLength(2);
    expect(await rows()).toHaveLength(before);
    expect(await toldStatuses(order.id)).toEqual([]);
  });

  it('are read page by page, and from there on the next time', async () => {
    const order = await aClosedOrder();
    const { connectedIntegrationId } = tenant.connection;
    for (let price = 1; price <= 120; price += 1) regos.setPrice(connectedIntegrationId, 101, String(price));
    regos.moveStatus(connectedIntegrationId, order.documentId, 'Approved');
    await readAgain();
    expect(await toldStatuses(order.id)).toEqual(['Approved']);
    await passes(PAUSE_MS);
    await readAgain();
    expect(begins()).toEqual(['by time', 'after an event', 'after an event']);
  });

  it('are asked for once in ten minutes by all processes together, and of shops with orders only', async () => {
    const idle = await aConnectedShop();
    await aClosedOrder();
    for (let time = 0; time < 3; time += 1) await readAgain();
    expect(questions()).toHaveLength(1);
    expect(questions(idle)).toEqual([]);
    await passes(PAUSE_MS);
    await readAgain();
    expect(questions()).toHaveLength(2);
  });

  it.each([7501, 3200, 1044])('are asked for once a day where REGOS refuses with %i', async (code) => {
    await aClosedOrder();
    const { connectedIntegrationId } = tenant.connection;
    regos.faults.add({ kind: 'errorCode', code, method: EVENT_GET, connectedIntegrationId });
    for (let time = 0; time < 3; time += 1) {
      await readAgain();
      await passes(PAUSE_MS);
    }
    expect(questions()).toHaveLength(1);
    regos.faults.clear();
    await passes(DAY_MS);
    await readAgain();
    expect(questions()).toHaveLength(2);
  });

  it('are asked for once a day where the tariff has none', async () => {
    const { connectedIntegrationId } = tenant.connection;
    regos.addAccount({ connectedIntegrationId, shop: aShop(), tariff: { events: false } });
    await aClosedOrder();
    for (let time = 0; time < 3; time += 1) {
      await readAgain();
      await passes(PAUSE_MS);
    }
    expect(questions()).toHaveLength(1);
  });

  it('are read by time after three rounds in which REGOS did not know the last one', async () => {
    const [one, other] = [await aClosedOrder(), await aClosedOrder(await aConnectedShop())];
    await readAgain();
    await app().get(EventPositionRepository).advance(tenant.id, 'an-event-that-is-gone', true);
    regos.moveStatus(tenant.connection.connectedIntegrationId, one.documentId, 'Approved');
    for (let round = 0; round < 3; round += 1) {
      await passes(PAUSE_MS);
      await readAgain();
      expect(await toldStatuses(one.id)).toEqual([]);
    }
    await passes(PAUSE_MS);
    await readAgain();
    expect(await toldStatuses(one.id)).toEqual(['Approved']);
    expect(begins()).toEqual([
      'by time',
      ...['after an event', 'after an event', 'after an event'], // each in its own round
      'by time',
    ]);
    expect(await toldStatuses(other.id)).toEqual([]);
  });

  it('go on from the last one after fewer rounds in which REGOS was away', async () => {
    await aClosedOrder();
    await readAgain();
    const { connectedIntegrationId } = tenant.connection;
    for (let time = 0; time < 4; time += 1) {
      const isAway = time !== 1; // an answer in between: what was counted before is forgotten
      if (isAway) regos.faults.add({ kind: 'down', method: EVENT_GET, connectedIntegrationId });
      await passes(PAUSE_MS);
      await readAgain();
      regos.faults.clear();
    }
    await passes(PAUSE_MS);
    await readAgain();
    expect(begins().at(-1)).toBe('after an event');
  });

  it('are asked for again soon where REGOS was away', async () => {
    const order = await aClosedOrder();
    const { connectedIntegrationId } = tenant.connection;
    regos.moveStatus(connectedIntegrationId, order.documentId, 'Approved');
    regos.faults.add({ kind: 'down', method: EVENT_GET, connectedIntegrationId });
    await readAgain();
    regos.faults.clear();
    await passes(PAUSE_MS);
    await readAgain();
    expect(await toldStatuses(order.id)).toEqual(['Approved']);
  });

  it('are read again when they could not be written down', async () => {
    const order = await aClosedOrder();
    await readAgain();
    await passes(PAUSE_MS);
    regos.moveStatus(tenant.connection.connectedIntegrationId, order.documentId, 'Approved');
    for (const each of apps) {
      const receive = jest.spyOn(each.get(RegosCallInbox), 'receive');
      receive.mockRejectedValueOnce(new RetryableError('the database is away'));
    }
    await readAgain();
    expect(await toldStatuses(order.id)).toEqual([]);
    jest.restoreAllMocks(); // whichever process reads next, its database is there
    await passes(PAUSE_MS);
    await readAgain();
    expect(await toldStatuses(order.id)).toEqual(['Approved']);
  });

  it('are read by time from a little before the last reading on', async () => {
    await aClosedOrder();
    await readAgain();
    await app().get(EventPositionRepository).forgetEvent(tenant.id);
    await passes(PAUSE_MS);
    const { readAt } = await app().get(EventPositionRepository).find(tenant.id);
    await readAgain();
    expect(questions()[1]).toMatchObject({ from_date: Math.floor(Number(readAt) / 1000) - 5 * 60 });
  });

  it('are read by time where REGOS may have forgotten the last one', async () => {
    await aClosedOrder();
    await readAgain();
    await passes(6.5 * DAY_MS);
    await database.db.acrossTenants.update(orders).set({ updatedAt: databaseLater(0) });
    await readAgain();
    expect(begins()).toEqual(['by time', 'by time']);
  });
});
