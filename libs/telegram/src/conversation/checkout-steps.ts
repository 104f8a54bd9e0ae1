import { currentStep, MAX_ADDRESS_LENGTH, MAX_NOTE_LENGTH, type CheckoutStep } from '@rto/orders';
import type { Action } from '@rto/screens';
import type { Turn } from './turn';

/** Whether this is the question that the person sees. */
export function asksFor({ dialog, tenant }: Turn, step: CheckoutStep): boolean {
  const { draft, expects } = dialog;
  return expects.type === 'checkout' && draft !== undefined && currentStep(draft, tenant.settings) === step;
}

/** What the typed words do at the current step. @returns undefined where no such button is shown */
export function typedAction(
  word: 'skip' | 'confirm' | 'abort',
  { dialog, tenant }: Turn,
): Action | undefined {
  const { draft, expects } = dialog;
  const isOpen = draft !== undefined && expects.type === 'checkout';
  if (!isOpen) return word === 'abort' ? { type: 'openMenu' } : undefined;
  const { id: checkoutId, version } = draft;
  if (word === 'abort') return { type: 'abortCheckout', checkoutId };
  const step = currentStep(draft, tenant.settings);
  if (word === 'confirm') return step === 'summary' ? { type: 'confirm', checkoutId, version } : undefined;
  return step === 'summary' ? undefined : { type: 'skipStep', checkoutId, step };
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

/** The dialog of who leaves the checkout for good. */
export function withoutDraft(turn: Turn): Turn['dialog'] {
  const { draft: _closed, answers: _given, ...rest } = turn.dialog;
  return rest;
}
