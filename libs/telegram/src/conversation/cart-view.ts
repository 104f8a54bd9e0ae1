import { Injectable } from '@nestjs/common';
import { CartService, recheck, type Cart, type CartDifference } from '@rto/cart';
import { CatalogService } from '@rto/catalog';
import { formatMinuteOfDay, isOpenAt, Money, UserError } from '@rto/kernel';
import { OrderService } from '@rto/orders';
import { cartScreen, type CartTerms, type Screen } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { moveTo, type Turn } from './turn';

/** The cart as a person looks at it: against the goods of now, with what the shop says of orders. */
@Injectable()
export class CartView {
  constructor(
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
    private readonly orders: OrderService,
  ) {}

  async show(turn: Turn, page: number): Promise<Screen> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    return this.of(turn, cart, page);
  }

  async of(turn: Turn, cart: Cart, page: number): Promise<Screen> {
    const { tenant, chatId } = turn;
    moveTo(turn, { type: 'openCart', page });
    if (cart.lines.length === 0) return cartScreen({ cart, page }, turn.t, turn.f);
    const last = await this.orders.list(tenant.id, chatId, 1, 0);
    const view = {
      ...{ cart, page, hasLast: last.length > 0 },
      differences: await this.differences(turn, cart),
      terms: cartTerms(tenant, cart, turn.now),
    };
    return cartScreen(view, turn.t, turn.f);
  }

  /** None while the catalogue is not to be had, or is not whole: what is missing in it need not be gone. */
  private async differences({ tenant }: Turn, cart: Cart): Promise<readonly CartDifference[]> {
    const ids = cart.lines.map(({ itemId }) => itemId);
    try {
      const snapshot = await this.catalog.snapshot(tenant, () => ids);
      if (snapshot.progress ?? snapshot.stale) return [];
      return recheck(
        cart,
        new Map(
          ids.flatMap((id) => {
            const item = snapshot.item(id);
            return item ? [[id, item] as const] : [];
          }),
        ),
      );
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  }
}

function cartTerms({ settings, closedUntil }: Tenant, { total }: Cart, now: Date): CartTerms {
  if (!total) return {};
  const money = (amount: string): Money | undefined => {
    const value = Money.of(amount, total.currency);
    return value.isZero() ? undefined : value;
  };
  const { openingHours: hours } = settings;
  const [base, perKm] = [money(settings.deliveryFee), money(settings.deliveryFeePerKm)];
  return {
    minimum: money(settings.minOrderAmount),
    closedUntil: closedUntil && closedUntil > now ? { at: closedUntil, now } : undefined,
    hours: hours && {
      start: formatMinuteOfDay(hours.start),
      end: formatMinuteOfDay(hours.end),
      isOpen: settings.ordersOutsideHours || isOpenAt(hours, now),
    },
    fee: (base ?? perKm) && {
      base: base ?? Money.zero(total.currency),
      perKm,
      freeFrom: money(settings.deliveryFreeFrom),
    },
  };
}
