import { newShortId, type CheckoutId } from '@rto/kernel';
import type { TenantSettings } from '@rto/settings';
import type { GeoPoint } from './order';

export const CHECKOUT_STEPS = ['phone', 'deliveryType', 'address', 'location', 'note', 'summary'] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];

export interface DeliveryChoice {
  readonly id: number;
  readonly name: string;
}

/** What was shown at the last summary: the buyer confirms exactly this. */
export interface ShownLine {
  readonly itemId: number;
  readonly quantity: string;
  readonly price: string;
}

/**
 * What a buyer has answered so far. A field left undefined is still to be asked, `null` was skipped.
 * Kept as JSON in the dialog, hence plain values.
 */
export interface CheckoutDraft {
  readonly id: CheckoutId;
  /** Raised whenever a new summary is shown: an older «Подтвердить» asks for a new confirmation. */
  readonly version: number;
  /** The buyer's customer is known already: no phone is asked. */
  readonly knownCustomer: boolean;
  readonly phone?: string;
  readonly deliveryType?: DeliveryChoice | null;
  readonly address?: string | null;
  readonly location?: GeoPoint | null;
  readonly note?: string | null;
  readonly paymentTypeId?: number;
  /** ISO 8601. */
  readonly deliveryAt?: string;
  readonly shown?: readonly ShownLine[];
}

export type CheckoutRules = Pick<
  TenantSettings,
  'deliveryTypeRequired' | 'addressRequired' | 'locationRequired'
>;

export const MAX_ADDRESS_LENGTH = 300;
export const MAX_NOTE_LENGTH = 500;

export function newCheckout(knownCustomer: boolean, phone: string | undefined): CheckoutDraft {
  return { id: newShortId(), version: 0, knownCustomer, ...(phone === undefined ? {} : { phone }) };
}

/** The first question that has no answer yet. */
export function currentStep(draft: CheckoutDraft, rules: CheckoutRules): CheckoutStep {
  if (!draft.knownCustomer && draft.phone === undefined) return 'phone';
  if (rules.deliveryTypeRequired && draft.deliveryType === undefined) return 'deliveryType';
  if (rules.addressRequired && draft.address === undefined && !isPickup(draft)) return 'address';
  if (draft.location === undefined) return 'location';
  if (draft.note === undefined) return 'note';
  return 'summary';
}

/** Whether «Пропустить» answers this step. */
export function canSkip(step: CheckoutStep, draft: CheckoutDraft, rules: CheckoutRules): boolean {
  return step === 'note' || (step === 'location' && (!rules.locationRequired || isPickup(draft)));
}

/**
 * REGOS's delivery types are names only, so a pickup is known by its name, in the three languages.
 * Assumed; a shop whose pickup is called otherwise is asked for a location.
 */
export function isPickup(draft: CheckoutDraft): boolean {
  return /самовывоз|pick[\s-]?up|olib\s+ketish/iu.test(draft.deliveryType?.name ?? '');
}
