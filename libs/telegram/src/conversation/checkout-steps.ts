import type { SavedAddress } from '@rto/customers';
import { formatMinuteOfDay } from '@rto/kernel';
import {
  chosenSlot,
  currentStep,
  MAX_ADDRESS_LENGTH,
  MAX_NOTE_LENGTH,
  relevantAnswers,
  type CheckoutDraft,
  type CheckoutStep,
} from '@rto/orders';
import type { Action, Answers } from '@rto/screens';
import { remember } from './dialog';
import type { Turn } from './turn';

/** Whether this is the question that the person sees. */
export function asksFor({ dialog, tenant }: Turn, step: CheckoutStep): boolean {
  const { draft, expects } = dialog;
  return expects.type === 'checkout' && draft !== undefined && currentStep(draft, tenant.settings) === step;
}

/** What the typed words do at the current step. @returns undefined where no such button is shown */
export function typedAction(
  word: 'skip' | 'confirm' | 'abort' | 'edit' | 'keep',
  { dialog, tenant }: Turn,
): Action | undefined {
  const { draft, expects } = dialog;
  const isOpen = draft !== undefined && expects.type === 'checkout';
  if (!isOpen) return word === 'abort' ? { type: 'openMenu' } : undefined;
  const { id: checkoutId, version } = draft;
  const step = currentStep(draft, tenant.settings);
  const isSummary = step === 'summary';
  switch (word) {
    case 'abort':
      return { type: 'abortCheckout', checkoutId };
    case 'confirm':
      return isSummary ? { type: 'confirm', checkoutId, version } : undefined;
    case 'edit':
      return isSummary ? { type: 'editCheckout', checkoutId } : undefined;
    case 'keep':
      return { type: 'keepAnswers', checkoutId };
    case 'skip':
      return isSummary ? undefined : { type: 'skipStep', checkoutId, step };
  }
}

/** Why the typed words do not fit; undefined when they do. */
export function tooLong({ t }: Turn, step: 'address' | 'note', answer: string): string | undefined {
  if (step === 'address') {
    return answer.length > MAX_ADDRESS_LENGTH
      ? t.checkout.addressTooLong(String(MAX_ADDRESS_LENGTH))
      : undefined;
  }
  return answer.length > MAX_NOTE_LENGTH ? t.checkout.noteTooLong(String(MAX_NOTE_LENGTH)) : undefined;
}

/** What the screens say of the answers. */
export function answersOf({ tenant: { settings }, now }: Turn, draft: CheckoutDraft): Answers {
  const hours = settings.openingHours;
  return {
    draft: relevantAnswers(draft),
    slot: chosenSlot(settings, draft.deliveryAt, now),
    now,
    hours: hours && { start: formatMinuteOfDay(hours.start), end: formatMinuteOfDay(hours.end) },
  };
}

/** A slot was chosen that is offered no more. */
export function isSlotGone({ tenant: { settings }, now }: Turn, draft: CheckoutDraft): boolean {
  return draft.deliveryAt !== undefined && !chosenSlot(settings, draft.deliveryAt, now);
}

/** Where this order is to be brought; undefined while that is not told, or when it is picked up. */
export function placeOf(draft: CheckoutDraft): Pick<SavedAddress, 'address' | 'location'> | undefined {
  const { address, location } = relevantAnswers(draft);
  if (!address && !location) return undefined;
  return { ...(address && { address }), ...(location && { location }) };
}

/** The draft with an answer, which is no longer being given anew. */
export function answered(draft: CheckoutDraft, change: Partial<CheckoutDraft>): CheckoutDraft {
  const { editing: _done, ...rest } = draft;
  return { ...rest, ...change };
}

/** Notes which message answers, for its edit. */
export function take(
  turn: Turn,
  messageId: number,
  type: 'address' | 'note' | 'location',
  draft: CheckoutDraft,
): void {
  turn.dialog = remember(turn.dialog, messageId, { type, checkoutId: draft.id });
}

/** The dialog of who leaves the checkout for good. */
export function withoutDraft(turn: Turn): Turn['dialog'] {
  const { draft: _closed, answers: _given, ...rest } = turn.dialog;
  return rest;
}

/** Where the place is given anew in words, the point of before was another place's. */
export function placeInWords(
  draft: CheckoutDraft,
  step: 'address' | 'location',
  address: string,
): Partial<CheckoutDraft> {
  if (step === 'location') return { address, location: null };
  return draft.editing === step ? { address, location: null } : { address };
}
