import { atScale, tellFigures } from '@rto/testing';
import type { Chat, FaultKind } from '@rto/fakes';
import { setTimeout as sleep } from 'node:timers/promises';
import { aStockedShop, confirm } from '../ordering';
import { RunningShop, type TestTenant } from '../running-shop';
import { closeWithoutComplaints, fillCart, reachSummary } from '../walking';
import { expectOneEach, type Sale } from './trade';

const BUYERS = atScale(4, 200);
const TENANTS = atScale(2, 8);
/** Longer than the longest wait between two attempts after an outage of ten minutes. */
const PATIENCE_MS = atScale(30_000, 900_000);

type Case = readonly [name: string, fault: FaultKind & { readonly method?: string }, forMs: number];

/** docs/reliability.md 2, "REGOS down before the call" and "8213". */
describe('orders that are confirmed while REGOS', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));
  afterEach(() => shop.regos.faults.clear());

  it.each<Case>([
    ['is away', { kind: 'down' }, atScale(2_000, 600_000)],
    [
      'counts too many requests',
      { kind: 'rateLimited', method: 'DocOrderDelivery/AddFull' },
      atScale(2_000, 60_000),
    ],
  ])(
    '%s are kept, and become one document each when that is over',
    async (name, fault, forMs) => {
      const buyers = await buyersAtSummary();
      shop.regos.faults.add(fault);
      const sales: Sale[] = [];
      for (const { chat, tenant } of buyers) sales.push({ chat, tenant, number: await confirm(chat) });
      await sleep(forMs);
      shop.regos.faults.clear();
      const startedMs = performance.now();
      for (const { chat, number } of sales) await chat.waitFor(`✅ Заказ № ${number} передан`, PATIENCE_MS);
      const tookSec = Math.round((performance.now() - startedMs) / 1_000);
      tellFigures(
        `REGOS ${name} for ${forMs / 1_000} s: ${sales.length} orders, the last one ${tookSec} s later`,
      );
      expectOneEach(shop, sales);
    },
    PATIENCE_MS + atScale(60_000, 1_800_000),
  );

  async function buyersAtSummary(): Promise<{ chat: Chat; tenant: TestTenant }[]> {
    const tenants: TestTenant[] = [];
    while (tenants.length < TENANTS) tenants.push(await shop.connect({ shop: aStockedShop() }));
    const buyers: { chat: Chat; tenant: TestTenant }[] = [];
    while (buyers.length < BUYERS) {
      const arriving = tenants.map(async (tenant) => {
        const chat = await shop.visitor('Aziz', 'ru', tenant);
        await fillCart(chat);
        await reachSummary(chat);
        return { chat, tenant };
      });
      buyers.push(...(await Promise.all(arriving)));
    }
    return buyers;
  }
});
