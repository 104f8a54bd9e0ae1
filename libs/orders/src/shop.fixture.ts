import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { ManualClock, SystemClock, type OrderId } from '@rto/kernel';
import { RegosBreakers, RegosDeliveryOrders } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { aShop, FakeRegos, type DeliveryOrderView, type FaultKind, type ShopData } from '@rto/fakes';
import type { Order } from './order';
import { OrderRepository } from './ledger/order.repository';
import { OrderSubmission } from './submission/order-submission';
import { anOrderDraft, SETTINGS } from './orders.builders';
import { openTestDatabase } from '@rto/testing';
import { aCipher, Ledger, SilentJobs, startProcess, type Surroundings } from './orders.fixture';
import type { OrderDraft } from './order';

export const ADD_FULL = 'DocOrderDelivery/AddFull';
export const GET = 'DocOrderDelivery/Get';
export const SET_STATUS = 'DocOrderDelivery/SetStatus';
/** Of one call; faults that are slower than this lose the answer. */
export const TIMEOUT_MS = 1_000;
/** So long that no test waits for it: `passes` is how time goes by. */
export const SETTLE_MS = 120_000;
/** More than any lease of a submission. */
export const LEASE_MS = 60_000;

/** The order module on PostgreSQL, with the real client in front of a fake REGOS; one new shop a test. */
export class TestShop {
  readonly clock = new ManualClock(new SystemClock().now());
  readonly jobs = new SilentJobs();
  readonly regos = new FakeRegos();
  tenant!: Tenant;
  private callsBefore = 0;
  private readonly started: TestingModule[] = [];

  private constructor(
    readonly ledger: Ledger,
    readonly database: Surroundings['database'],
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<TestShop> {
    const { handle, close } = await openTestDatabase('postgres');
    const shop = new TestShop(new Ledger(handle.db), handle, close);
    await shop.regos.listen();
    await shop.startProcess();
    return shop;
  }

  async close(): Promise<void> {
    await Promise.all(this.started.map((app) => app.close()));
    await this.regos.close();
    await this.dropDatabase();
  }

  readonly cipher = aCipher();

  async startProcess(): Promise<TestingModule> {
    const app = await startProcess({
      database: this.database,
      regosUrl: this.regos.url,
      clock: this.clock,
      jobs: this.jobs,
      cipher: this.cipher,
      timeoutMs: TIMEOUT_MS,
      settleMs: SETTLE_MS,
    });
    this.started.push(app);
    return app;
  }

  /** A new shop that nothing is wrong with. */
  async reset(settings: Readonly<Record<string, string>> = {}, kept: Partial<ShopData> = {}): Promise<void> {
    this.regos.faults.clear();
    this.jobs.isAway = false;
    const connectedIntegrationId = randomBytes(16).toString('hex');
    this.regos.addAccount({ connectedIntegrationId, shop: aShop(kept) });
    const { tenant } = await this.app
      .get(TenantService)
      .register({ connectedIntegrationId, settings: { ...SETTINGS, ...settings } });
    this.tenant = tenant;
    this.callsBefore = 0;
    this.callsBefore = this.calls.length;
  }

  get app(): TestingModule {
    const [first] = this.started;
    if (!first) throw new Error('no process is running');
    return first;
  }

  get connectionId(): string {
    return this.tenant.connection.connectedIntegrationId;
  }

  get documents(): DeliveryOrderView[] {
    return this.regos.documents(this.connectionId);
  }

  /** Methods of the calls that this shop's orders took, oldest first. */
  get calls(): string[] {
    return this.regos.calls
      .filter((call) => call.connectedIntegrationId === this.connectionId)
      .map((call) => call.method)
      .slice(this.callsBefore);
  }

  addFault(fault: FaultKind, method = ADD_FULL, times = 1): void {
    this.regos.faults.add({ ...fault, method, times, connectedIntegrationId: this.connectionId });
  }

  async place(overrides: Partial<OrderDraft> = {}): Promise<Order> {
    return this.app.get(OrderRepository).insertOnce(anOrderDraft(this.tenant.id, overrides));
  }

  /** One attempt, at once. @returns the state it led to */
  async submit(order: Order, by = this.app): Promise<string> {
    await this.ledger.hurry(order.id);
    by.get(RegosBreakers, { strict: false }).forget(); // a shop that rests has rested by then
    await by.get(OrderSubmission).submit(order.tenantId, order.id);
    return (await this.ledger.row(order.id)).state;
  }

  /** An attempt after `ms` more of waiting. */
  async submitAfter(ms: number, order: Order): Promise<string> {
    await this.ledger.age(order.id, ms);
    return this.submit(order);
  }

  /** A document with the order's code that none of our attempts knows of. */
  async createUnseen(order: Order, customerId: number): Promise<number> {
    return this.app.get(RegosDeliveryOrders).addFull(this.tenant.connection, {
      date: order.placedAt,
      sourceId: order.sourceId,
      priceTypeId: order.priceTypeId,
      stockId: order.stockId,
      customerId,
      externalCode: order.externalCode,
      phone: order.phone,
      address: undefined,
      description: undefined,
      deliveryTypeId: undefined,
      paymentTypeId: undefined,
      cardId: undefined,
      deliveryAt: undefined,
      location: undefined,
      lines: order.lines,
    });
  }

  /** What people are told of an order by messages of their own, oldest first. */
  async told(orderId: OrderId): Promise<string[]> {
    return (await this.ledger.notices(orderId)).map(({ content }) => content.type);
  }

  /** Resolves when REGOS has got a call of this method from the shop. */
  async callSeen(method: string): Promise<void> {
    const deadline = performance.now() + 5_000;
    while (!this.calls.includes(method)) {
      if (performance.now() > deadline) throw new Error(`no call of ${method}`);
      await sleep(5);
    }
  }

  async documentsAre(count: number): Promise<void> {
    const deadline = performance.now() + 5_000;
    while (this.documents.length !== count) {
      if (performance.now() > deadline) throw new Error(`${this.documents.length} documents, not ${count}`);
      await sleep(10);
    }
  }
}
