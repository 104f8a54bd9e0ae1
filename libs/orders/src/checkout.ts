import { newShortId, type CheckoutId } from '@rto/kernel';
import type { TenantSettings } from '@rto/settings';
import type { GeoPoint, OrderCard } from './order';

export const CHECKOUT_STEPS = [
  'phone',
  'deliveryType',
  'pickupPoint',
  'address',
  'location',
  'time',
  'card',
  'note',
  'summary',
] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];
export type QuestionStep = Exclude<CheckoutStep, 'summary'>;

export interface DeliveryChoice {
  readonly id: number;
  readonly name: string;
}

/** A stock where orders are handed out. */
export interface PickupPoint {
  readonly id: number;
  /** Undefined while REGOS does not say. */
  readonly name?: string;
  readonly address?: string;
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
  readonly pickupPoint?: PickupPoint;
  readonly address?: string | null;
  readonly location?: GeoPoint | null;
  readonly note?: string | null;
  readonly paymentTypeId?: number;
  /** The loyalty card that goes with the order; undefined while that is not known. */
  readonly card?: OrderCard | null;
  /** Those to choose from; undefined where there is no choice. */
  readonly cards?: readonly OrderCard[];
  /** Start of the chosen slot, ISO 8601. */
  readonly deliveryAt?: string;
  /** The answer that is given anew; the one before counts until then. */
  readonly editing?: QuestionStep;
  readonly shown?: readonly ShownLine[];
  /** What else the last summary has shown, see `termsKey`. */
  readonly shownTerms?: string;
  /** The fee among that, decimal text. */
  readonly shownFee?: string;
}

export type CheckoutRules = Pick<
  TenantSettings,
  'deliveryTypeRequired' | 'addressRequired' | 'locationRequired' | 'pickupStockIds' | 'deliverySlots'
>;

export const MAX_ADDRESS_LENGTH = 300;
export const MAX_NOTE_LENGTH = 500;

export function newCheckout(knownCustomer: boolean, phone: string | undefined): CheckoutDraft {
  return { id: newShortId(), version: 0, knownCustomer, ...(phone === undefined ? {} : { phone }) };
}

/** The question that is asked now: one that is answered anew, or the first that has no answer yet. */
export function currentStep(draft: CheckoutDraft, rules: CheckoutRules): CheckoutStep {
  const steps = stepsOf(draft, rules);
  if (draft.editing && steps.includes(draft.editing)) return draft.editing;
  return steps.find((step) => !isAnswered(step, draft, rules)) ?? 'summary';
}

/** All that this buyer is asked, the summary at the end. */
export function stepsOf(draft: CheckoutDraft, rules: CheckoutRules): CheckoutStep[] {
  return CHECKOUT_STEPS.filter((step) => isPartOf(step, draft, rules));
}

/** Whether «Пропустить» answers this step; a place is known by its words as well. */
export function canSkip(step: CheckoutStep, draft: CheckoutDraft, rules: CheckoutRules): boolean {
  if (step === 'location') return !rules.locationRequired || hasWords(draft);
  return step === 'note';
}

/**
 * REGOS's delivery types are names only, so a pickup is known by its name, in the three languages.
 * Assumed; a shop whose pickup is called otherwise is asked for a location.
 */
export function isPickup(draft: Pick<CheckoutDraft, 'deliveryType'>): boolean {
  return /самовывоз|забрать|pick[\s-]?up|olib\s+ketish|олиб\s+кетиш/iu.test(draft.deliveryType?.name ?? '');
}

/** The answers that count: who comes for the goods has no place, who has them brought no point of pickup. */
export function relevantAnswers(draft: CheckoutDraft): CheckoutDraft {
  const { pickupPoint, address, location, ...rest } = draft;
  if (isPickup(draft)) return { ...rest, ...(pickupPoint && { pickupPoint }) };
  return { ...rest, ...(address !== undefined && { address }), ...(location !== undefined && { location }) };
}

/** The stock where the buyer picks the order up; undefined when it is brought, or the choice is still open. */
export function pickupStockId(
  draft: Pick<CheckoutDraft, 'deliveryType' | 'pickupPoint'>,
  { pickupStockIds }: Pick<TenantSettings, 'pickupStockIds'>,
): number | undefined {
  if (!isPickup(draft)) return undefined;
  const [first, ...others] = pickupStockIds;
  if (others.length === 0) return first;
  return pickupStockIds.find((id) => id === draft.pickupPoint?.id);
}

function isPartOf(step: CheckoutStep, draft: CheckoutDraft, rules: CheckoutRules): boolean {
  switch (step) {
    case 'phone':
      return !draft.knownCustomer;
    case 'deliveryType':
      return rules.deliveryTypeRequired;
    case 'pickupPoint':
      return isPickup(draft) && rules.pickupStockIds.length > 1;
    case 'address':
      return rules.addressRequired && !isPickup(draft);
    case 'location':
      return !isPickup(draft);
    case 'time':
      return rules.deliverySlots.length > 0;
    case 'card':
      return draft.cards !== undefined;
    case 'note':
    case 'summary':
      return true;
  }
}

function isAnswered(step: CheckoutStep, draft: CheckoutDraft, rules: CheckoutRules): boolean {
  switch (step) {
    case 'pickupPoint':
      return pickupStockId(draft, rules) !== undefined;
    case 'time':
      return draft.deliveryAt !== undefined;
    case 'card': // chosen only where the buyer wishes another than before
      return true;
    case 'phone':
    case 'deliveryType':
    case 'address':
    case 'location':
    case 'note':
      return draft[step] !== undefined;
    case 'summary':
      return false;
  }
}

function hasWords(draft: CheckoutDraft): boolean {
  return typeof draft.address === 'string';
}
