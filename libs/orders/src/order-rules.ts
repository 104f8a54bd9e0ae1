import type { Cart, CartLine } from '@rto/cart';
import { formatMinuteOfDay, isOpenAt, Money, UserError, type ChatId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { pickupStockId, relevantAnswers, type CheckoutDraft, type ShownLine } from './checkout';
import { checkoutTerms, wantedAt, type CheckoutTerms } from './checkout-terms';
import type { OrderDraft, OrderFee } from './order';

/**
 * Whether an order may be started at all.
 * @throws UserError `ordersDisabled`, `closedToday` with its end, `shopNotReady`, or `closed` with the opening hours
 */
export function assertShopTakesOrders(tenant: Tenant, now: Date): void {
  const { settings } = tenant;
  if (settings.ordersDisabled) throw new UserError('ordersDisabled');
  if (tenant.closedUntil && tenant.closedUntil > now) {
    throw new UserError('closedToday', { until: tenant.closedUntil.toISOString(), now: now.toISOString() });
  }
  orderReferences(tenant);
  const hours = settings.openingHours;
  if (hours && !settings.ordersOutsideHours && !isOpenAt(hours, now)) {
    throw new UserError('closed', {
      start: formatMinuteOfDay(hours.start),
      end: formatMinuteOfDay(hours.end),
    });
  }
}

/** @throws UserError `cartEmpty`, or `belowMinimum` with both amounts (plain decimals and their currency) */
export function assertCartSuffices(tenant: Tenant, cart: Cart): Money {
  if (cart.total === undefined || cart.lines.length === 0) throw new UserError('cartEmpty');
  const minimum = Money.of(tenant.settings.minOrderAmount, cart.total.currency);
  if (cart.total.lessThan(minimum)) {
    throw new UserError('belowMinimum', {
      minimum: minimum.amount,
      total: cart.total.amount,
      currency: minimum.currency,
    });
  }
  return cart.total;
}

/** What the buyer sees at the summary, to be compared with what is there at «Подтвердить». */
export function shownLines(lines: readonly CartLine[]): ShownLine[] {
  return lines.map((line) => ({
    itemId: line.itemId,
    quantity: line.quantity.toString(),
    price: line.price.amount,
  }));
}

export function isSameAsShown(lines: readonly CartLine[], shown: readonly ShownLine[] | undefined): boolean {
  return JSON.stringify(shownLines(lines)) === JSON.stringify(shown);
}

/** The order that «Подтвердить» places. @throws UserError as the two checks above */
export function draftOrder(
  tenant: Tenant,
  chatId: ChatId,
  answered: CheckoutDraft,
  cart: Cart,
  now: Date,
): OrderDraft {
  const checkout = relevantAnswers(answered);
  assertShopTakesOrders(tenant, now);
  const goods = assertCartSuffices(tenant, cart);
  const terms = checkoutTerms(tenant, checkout, cart, now);
  const fee = orderFee(tenant, terms);
  return {
    tenantId: tenant.id,
    checkoutId: checkout.id,
    chatId,
    phone: checkout.phone,
    deliveryType: checkout.deliveryType ?? undefined,
    address: checkout.address ?? undefined,
    location: checkout.location ?? undefined,
    note: checkout.note ?? undefined,
    paymentTypeId: checkout.paymentTypeId,
    deliveryAt: wantedAt(terms),
    ...orderReferences(tenant, pickupStockId(checkout, tenant.settings)),
    card: checkout.card,
    lines: cart.lines.map(({ itemId, name, unit, quantity, price }) => ({
      itemId,
      name,
      unit,
      quantity,
      price,
    })),
    fee,
    total: fee?.itemId === undefined ? goods : goods.plus(fee.amount),
  };
}

/** REGOS takes a price of zero for its own list's, so what is brought for nothing has no fee. */
function orderFee({ settings }: Tenant, { fee }: CheckoutTerms): OrderFee | undefined {
  if (!fee || fee.amount.isZero()) return undefined;
  return { amount: fee.amount, itemId: settings.deliveryFeeItemId };
}

/** @param pickedUpAt stock that hands the order out, in the place of the shop's */
function orderReferences(
  tenant: Tenant,
  pickedUpAt?: number,
): Pick<OrderDraft, 'priceTypeId' | 'stockId' | 'sourceId'> {
  const { priceTypeId, stockId, orderSourceId } = tenant.settings;
  if (priceTypeId === undefined || stockId === undefined || orderSourceId === undefined) {
    throw new UserError('shopNotReady');
  }
  return { priceTypeId, stockId: pickedUpAt ?? stockId, sourceId: orderSourceId };
}
