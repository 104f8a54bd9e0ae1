import type { Cart } from '@rto/cart';
import type { CheckoutDraft, CheckoutTerms, DeliveryFee, OfferedSlot, PickupPoint } from '@rto/orders';
import type { Formats } from './formats';
import { buttonName } from './names';
import { bold, type Span } from './screen';
import type { Texts } from './texts';

/** What has been answered so far, and is of use to this order. */
export interface Answers {
  readonly draft: CheckoutDraft;
  readonly slot: OfferedSlot | undefined;
  /** Of the place where orders are handed out, `HH:MM`; undefined: at all hours. */
  readonly hours: { readonly start: string; readonly end: string } | undefined;
  readonly now: Date;
}

export function answerRows({ draft, slot, hours, now }: Answers, t: Texts, f: Formats): string[] {
  const { pickupPoint } = draft;
  return [
    draft.phone === undefined ? undefined : t.checkout.phone(`+${draft.phone}`),
    draft.deliveryType ? t.checkout.delivery(buttonName(f.delivery(draft.deliveryType.name))) : undefined,
    pickupPoint && pickupRow(pickupPoint, t),
    pickupPoint && hours && t.checkout.pickupHours(hours.start, hours.end),
    draft.address ? t.checkout.address(draft.address) : undefined,
    draft.location ? t.checkout.location : undefined,
    slot && t.checkout.time(slotName(slot, now, f)),
    draft.card ? t.checkout.card(draft.card.name) : draft.cards && t.checkout.cardToChoose,
    draft.note ? t.checkout.note(draft.note) : undefined,
  ].filter((row) => row !== undefined);
}

/** `завтра, 10:00–12:00` */
export function slotName({ start, end }: OfferedSlot, now: Date, f: Formats): string {
  return `${f.when(start, now)}–${f.time(end, end)}`;
}

/** Goods, delivery and what is paid in all; the last alone where the delivery costs nothing to speak of. */
export function totalRows(
  { total }: Pick<Cart, 'total'>,
  fee: DeliveryFee | undefined,
  t: Texts,
  f: Formats,
): Span[] {
  if (!total) return [];
  if (!fee) return [bold(t.cart.total(f.money(total)))];
  return [
    t.checkout.goods(f.money(total)),
    feeRow(fee, t, f),
    bold(t.cart.total(f.money(total.plus(fee.amount)))),
  ];
}

export function feeRow({ amount, km, isBaseAlone }: DeliveryFee, t: Texts, f: Formats): string {
  if (isBaseAlone) return t.checkout.feeBase(f.money(amount));
  if (amount.isZero()) return t.checkout.feeFree;
  return km === undefined
    ? t.checkout.fee(f.money(amount))
    : t.checkout.feeByKm(f.money(amount), f.number(km));
}

/** A shop that is closed now says when it begins to work on the order. */
export function opensRow({ opensAt }: CheckoutTerms, now: Date, t: Texts, f: Formats): string | undefined {
  return opensAt && t.checkout.closedNow(f.when(opensAt, now));
}

function pickupRow({ name, address }: PickupPoint, t: Texts): string | undefined {
  const place = [name, address].filter((part) => part !== undefined).join(', ');
  return place === '' ? undefined : t.checkout.pickupAt(place);
}
