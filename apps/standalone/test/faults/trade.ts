import { atScale } from '@rto/testing';
import type { Chat } from '@rto/fakes';
import { accepted, aStockedShop, confirmOrder, documentsOf } from '../ordering';
import { until } from '../test-process';
import type { TestTenant, TestWorld } from '../test-world';

/** An order that its buyer was given a number for. */
export interface Sale {
  readonly chat: Chat;
  readonly tenant: TestTenant;
  readonly number: number;
}

/** REGOS takes two calls a second of a shop, so one shop alone sells too little to be hit. */
const SHOPS = atScale(3, 8);

/** Buyers who keep coming to several shops, a few at a time, each for one order. */
export class Trade {
  private readonly sales: Sale[] = [];
  private readonly buyers: Promise<void>[];
  private isOver = false;
  private turn = 0;

  private constructor(
    private readonly world: TestWorld,
    private readonly shops: readonly TestTenant[],
    atOnce: number,
  ) {
    this.buyers = Array.from({ length: atOnce }, () => this.keepBuying());
    // told by `end`; a test that fails before it must not end by an error that nobody waits for
    for (const buyer of this.buyers) buyer.catch(() => (this.isOver = true));
  }

  /** @param atOnce buyers at any moment */
  static async begin(world: TestWorld, atOnce = 4): Promise<Trade> {
    const shops = [world.tenant];
    while (shops.length < SHOPS) shops.push(await world.connect({ shop: aStockedShop() }));
    return new Trade(world, shops, atOnce);
  }

  /** Orders that were accepted so far. */
  get done(): number {
    return this.sales.length;
  }

  /** Waits until so many were. @throws Error of the buyer to whom something else happened */
  async reaches(orders: number): Promise<void> {
    await until(() => this.sales.length >= orders || this.isOver, 120_000);
    if (this.isOver) await this.end();
  }

  /** Nobody comes any more. @returns the orders, once each buyer who came has been told that it is accepted */
  async end(): Promise<readonly Sale[]> {
    this.isOver = true;
    await Promise.all(this.buyers);
    return this.sales;
  }

  private async keepBuying(): Promise<void> {
    while (!this.isOver) {
      this.turn += 1;
      const tenant = this.shops[this.turn % this.shops.length] ?? this.world.tenant;
      const chat = await this.world.visitor('Aziz', 'ru', tenant);
      const number = await confirmOrder(chat);
      await accepted(chat, number);
      this.sales.push({ chat, tenant, number });
    }
  }
}

/** Each sale is one document in REGOS, and its buyer was told so once. */
export function expectOneEach(world: TestWorld, sales: readonly Sale[]): void {
  const found = sales.map(({ chat, tenant, number }) => ({
    number,
    documents: documentsOf(world, chat, tenant).map(({ status, amount }) => `${status} ${amount}`),
    finalWords: finalWords(chat, number),
  }));
  expect(found).toEqual(sales.map(({ number }) => ({ number, documents: ['New 37000'], finalWords: 1 })));
}

/** How often the buyer was told what became of the order. */
function finalWords(chat: Chat, number: number): number {
  const word = new RegExp(
    `(✅ Заказ № ${number} передан|не смог принять заказ № ${number}|Заказ № ${number} сохранён)`,
  );
  return chat.messages.filter(({ from, words }) => from === 'bot' && word.test(words)).length;
}
