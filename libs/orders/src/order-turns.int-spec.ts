import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessLease, ProcessRepository } from '@rto/cluster';
import { Bell } from '@rto/jobs';
import { DuplicateCheck } from './submission/duplicate-check';
import type { Order } from './order';
import { OrderRepository } from './ledger/order.repository';
import { OrderSubmission } from './submission/order-submission';
import { OrderSweep } from './work/order-sweep';
import { OrderTracking } from './following/order-tracking';
import { LEASE_MS, TestShop } from './shop.fixture';
import { SweepRepository } from './work/sweep.repository';
import { TrackingRepository } from './following/tracking.repository';

const GREEDY = 700;
const OTHER = 701;
/** As many jobs as one shop may have in work. */
const SLOTS = 4;

describe('a shop’s turn at REGOS', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    await shop.reset();
    shop.regos.setStock(shop.connectionId, 101, '100');
  });

  async function placed(count: number): Promise<Order[]> {
    const orders: Order[] = [];
    for (let index = 0; index < count; index++) orders.push(await shop.place({ chatId: GREEDY }));
    return [...orders, await shop.place({ chatId: OTHER, phone: '998907654321' })];
  }

  /** What a worker does: a queue, to which what is put aside comes back in time. */
  async function workOff(orders: readonly Order[]): Promise<void> {
    const queue = [...orders];
    let left = orders.length;
    const slot = async (): Promise<void> => {
      while (left > 0) {
        const order = queue.shift();
        if (!order) {
          await sleep(10);
          continue;
        }
        const outcome = await shop.app.get(OrderSubmission).submit(order.tenantId, order.id);
        if (outcome.done) left -= 1;
        else setTimeout(() => queue.push(order), outcome.againAt.getTime() - shop.clock.now().getTime());
      }
    };
    await Promise.all(Array.from({ length: SLOTS }, slot));
  }

  /** Codes of the orders in the order in which REGOS got them. */
  const codes = (): string[] => shop.documents.map(({ externalCode }) => externalCode ?? '');

  it('goes round between people: one order goes before 24 of the 25 that another person placed first', async () => {
    const orders = await placed(25);
    await workOff(orders);
    expect([...codes()].sort()).toEqual(orders.map(({ externalCode }) => externalCode).sort());
    expect(codes().indexOf(orders.at(-1)?.externalCode ?? '')).toBeLessThanOrEqual(1);
  });

  it('goes round without the queue too, and every order is sent in one round of the sweep', async () => {
    const { app } = shop;
    const lease = new ProcessLease(new ProcessRepository(shop.database.db), 'worker', shop.database);
    await lease.start();
    const sweep = new OrderSweep(
      app.get(SweepRepository),
      app.get(TrackingRepository),
      app.get(OrderSubmission),
      app.get(OrderTracking),
      app.get(DuplicateCheck),
      app.get(Bell),
      lease,
    );
    shop.jobs.isAway = true;
    const orders = await placed(7);
    await sweep.sweep();
    await sweep.idle();
    await lease.stop();
    expect(codes()).toHaveLength(8);
    expect(codes().indexOf(orders.at(-1)?.externalCode ?? '')).toBeLessThanOrEqual(2);
  });

  it('comes to a person’s next order although an older one lies there that nothing becomes of', async () => {
    const [stuck, next] = [await shop.place({ chatId: GREEDY }), await shop.place({ chatId: GREEDY })];
    const submit = () => shop.app.get(OrderSubmission).submit(next.tenantId, next.id);
    expect(await submit()).toMatchObject({ done: false });
    await shop.ledger.dueIn(stuck.id, -121_000);
    expect(await submit()).toEqual({ done: true });
    expect(codes()).toEqual([next.externalCode]);
  });

  it('is waited for by orders that are due only, and not by those of another shop', async () => {
    const [late, due] = [await shop.place({ chatId: GREEDY }), await shop.place({ chatId: GREEDY })];
    await shop.ledger.dueIn(late.id, 60_000);
    await shop.reset();
    const elsewhere = await shop.place({ chatId: GREEDY });
    const claim = ({ tenantId, id }: Order) => shop.app.get(OrderRepository).claim(tenantId, id, LEASE_MS);
    expect((await claim(due))?.id).toBe(due.id);
    expect((await claim(elsewhere))?.id).toBe(elsewhere.id);
  });
});
