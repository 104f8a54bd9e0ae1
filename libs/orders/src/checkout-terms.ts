import type { Cart } from '@rto/cart';
import { isOpenAt, nextOpening } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { isPickup, pickupStockId, relevantAnswers, type CheckoutDraft } from './checkout';
import { deliveryFee, type DeliveryFee } from './delivery-fee';
import { chosenSlot, type OfferedSlot } from './delivery-slots';

/** What is confirmed beside goods and answers, as it is at a moment. */
export interface CheckoutTerms {
  /** Undefined: none is taken. */
  readonly fee: DeliveryFee | undefined;
  readonly slot: OfferedSlot | undefined;
  /** Of a closed shop without slots that takes orders: when it begins to work on them. */
  readonly opensAt: Date | undefined;
}

export function checkoutTerms(
  { settings }: Pick<Tenant, 'settings'>,
  draft: CheckoutDraft,
  { total }: Pick<Cart, 'total'>,
  now: Date,
): CheckoutTerms {
  const hours = settings.openingHours;
  const isClosed = hours !== undefined && !isOpenAt(hours, now);
  return {
    fee: isPickup(draft) || !total ? undefined : deliveryFee(settings, total, draft.location ?? undefined),
    slot: chosenSlot(settings, draft.deliveryAt, now),
    opensAt: isClosed && settings.deliverySlots.length === 0 ? nextOpening(hours, now) : undefined,
  };
}

/** When the order is wanted. */
export function wantedAt({ slot, opensAt }: CheckoutTerms): Date | undefined {
  return slot?.start ?? opensAt;
}

/**
 * Text that is another one whenever something else is confirmed than before, the goods aside. A point on the map
 * counts by what it costs: that of somebody who shares how they go moves by itself.
 */
export function termsKey(
  { settings }: Pick<Tenant, 'settings'>,
  draft: CheckoutDraft,
  terms: CheckoutTerms,
): string {
  const { phone, deliveryType, address, location, note, card } = relevantAnswers(draft);
  return JSON.stringify([
    ...[terms.fee?.amount.amount, wantedAt(terms)?.toISOString()],
    ...[phone, deliveryType?.id, pickupStockId(draft, settings), address, location != null, note],
    ...(card ? [card.id] : []),
  ]);
}
