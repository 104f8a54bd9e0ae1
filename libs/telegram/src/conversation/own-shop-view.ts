import { Injectable } from '@nestjs/common';
import { CatalogService, HiddenGoods, SearchMisses, type CatalogSnapshot } from '@rto/catalog';
import { SavedGoods } from '@rto/customers';
import { dayAfter, isOpenAt, localDate, localInstant, nextOpening, UserError } from '@rto/kernel';
import { OrderFigures } from '@rto/orders';
import { inLanguage, type Opening, type OwnShopView } from '@rto/screens';
import type { Turn } from './turn';

/** Rows of what people miss. */
const MISSED = 5;
/** Days that searches without result are told of. */
const SEARCHED_DAYS = 7;

/** Gathers what an owner sees of the shop. */
@Injectable()
export class OwnShopViews {
  constructor(
    private readonly figures: OrderFigures,
    private readonly catalog: CatalogService,
    private readonly hidden: HiddenGoods,
    private readonly misses: SearchMisses,
    private readonly saved: SavedGoods,
  ) {}

  async of(turn: Turn): Promise<Omit<OwnShopView, 'isNew' | 'more'>> {
    const { tenant, now, dialog } = turn;
    const snapshot = await this.snapshot(turn);
    const [today, open, misses, awaited, hidden] = await Promise.all([
      this.figures.of(tenant.id, todayOf(turn)),
      this.figures.open(tenant.id, now),
      this.misses.lately(tenant, SEARCHED_DAYS),
      this.saved.mostAwaited(tenant.id, MISSED),
      snapshot && !snapshot.progress && !snapshot.stale ? this.hidden.of(tenant, snapshot) : undefined,
    ]);
    return {
      ...{ name: tenant.name, now, opening: openingOf(turn), today, open, awaited, hidden },
      bot: tenant.bot?.username,
      misses: misses.slice(0, MISSED),
      problems: tenant.problems.map(({ message }) => inLanguage(message, dialog.language)),
      catalog: snapshot && {
        goods: goodsIn(snapshot),
        asOf: snapshot.asOf,
        isStale: snapshot.stale,
        isBeingRead: snapshot.progress !== undefined,
      },
    };
  }

  private async snapshot({ tenant }: Turn): Promise<CatalogSnapshot | undefined> {
    try {
      return await this.catalog.snapshot(tenant);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }
}

function goodsIn({ contents }: CatalogSnapshot): number {
  return contents.items.filter(({ hasVariants }) => !hasVariants).length;
}

function todayOf({ tenant, now }: Turn): { from: Date; to: Date } {
  const { timeZone } = tenant.settings;
  const today = localDate(now, timeZone);
  const midnight = (day: string): Date => localInstant(day, 0, timeZone);
  return { from: midnight(today), to: midnight(dayAfter(today, 1)) };
}

function openingOf({ tenant, now }: Turn): Opening {
  const { settings, closedUntil } = tenant;
  if (closedUntil && closedUntil > now) return { type: 'closedToday', until: closedUntil };
  if (settings.ordersDisabled) return { type: 'ordersOff' };
  const { priceTypeId, stockId, orderSourceId, openingHours: hours } = settings;
  if (priceTypeId === undefined || stockId === undefined || orderSourceId === undefined) {
    return { type: 'notReady' };
  }
  const isOpen = !hours || settings.ordersOutsideHours || isOpenAt(hours, now);
  return isOpen ? { type: 'open' } : { type: 'closedByHours', until: nextOpening(hours, now) };
}
