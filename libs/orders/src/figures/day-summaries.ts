import { Injectable } from '@nestjs/common';
import { SearchMisses } from '@rto/catalog';
import { dayAfter, type Money } from '@rto/kernel';
import { workingDay, type Tenant, type WorkingDay } from '@rto/settings';
import { OrderFigures } from './day-figures';
import type { Summary } from './summary';

const MISSED = 5;
const WEEK_DAYS = 7;

/** Says how a day of a shop was. */
@Injectable()
export class DaySummaries {
  constructor(
    private readonly figures: OrderFigures,
    private readonly misses: SearchMisses,
  ) {}

  /** Undefined for a day on which nothing happened. */
  async of(tenant: Tenant, span: WorkingDay): Promise<Summary | undefined> {
    const [figures, misses] = await Promise.all([
      this.figures.of(tenant.id, span),
      this.misses.on(tenant.id, span.day),
    ]);
    const { orders, cancelled, refused, newBuyers } = figures;
    if (orders + cancelled.length + refused + misses.length === 0) return undefined;
    const weekBefore = workingDay(tenant.settings, dayAfter(span.day, -WEEK_DAYS));
    const before = await this.figures.of(tenant.id, weekBefore);
    return {
      ...{ day: span.day, orders, cancelled, refused, newBuyers },
      sums: plain(figures.sums),
      top: figures.topGoods.map(({ name, quantity, unit }) => ({
        name,
        quantity: quantity.toString(),
        unit,
      })),
      misses: misses.slice(0, MISSED),
      before: { orders: before.orders, sums: plain(before.sums) },
    };
  }
}

/** As JSON carries it. */
function plain(sums: readonly Money[]): Summary['sums'] {
  return sums.map(({ amount, currency }) => ({ amount, currency }));
}
