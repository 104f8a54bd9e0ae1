import { currentStep, type CheckoutRules } from '@rto/orders';
import type { Action, LabelledStep } from '@rto/screens';
import type { Dialog } from './dialog';

/**
 * What the button with this label does where the person is.
 * @returns undefined where there is no such button
 */
export function actionOf(step: LabelledStep, dialog: Dialog, rules: CheckoutRules): Action | undefined {
  const { place } = dialog;
  switch (step) {
    case 'back':
      return backFrom(place);
    case 'next':
    case 'previous':
      return 'page' in place
        ? { ...place, page: Math.max(place.page + (step === 'next' ? 1 : -1), 0) }
        : { type: 'openCatalog', page: 0 };
    case 'add':
      return place.type === 'openItem' ? { ...place, type: 'addItem' } : { type: 'openCatalog', page: 0 };
    case 'repeat':
      return ofOrder(place, 'repeatOrder');
    case 'cancelOrder':
      return ofOrder(place, 'askCancel');
    case 'keepOrder':
      return ofOrder(place, 'openOrder');
    case 'skip':
    case 'confirm':
    case 'abort':
      return ofCheckout(step, dialog, rules);
    case 'sharePhone':
    case 'sendLocation':
      return undefined; // its label came instead of what it sends
  }
}

function backFrom(place: Action): Action {
  if (place.type === 'openOrder') return { type: 'openOrders', page: 0 };
  if (place.type !== 'openItem') return { type: 'openMenu' };
  const { origin } = place;
  switch (origin.type) {
    case 'group':
      return { type: 'openGroup', groupId: origin.groupId, page: origin.page };
    case 'search':
      return { type: 'openSearch', page: origin.page };
    case 'none':
      return { type: 'openCatalog', page: 0 };
  }
}

function ofOrder(place: Action, type: 'openOrder' | 'repeatOrder' | 'askCancel'): Action {
  return place.type === 'openOrder' ? { type, number: place.number } : { type: 'openOrders', page: 0 };
}

function ofCheckout(
  step: 'skip' | 'confirm' | 'abort',
  { draft, expects }: Dialog,
  rules: CheckoutRules,
): Action | undefined {
  const isOpen = draft !== undefined && expects.type === 'checkout';
  if (!isOpen) return step === 'abort' ? { type: 'openMenu' } : undefined;
  const current = currentStep(draft, rules);
  if (step === 'abort') return { type: 'abortCheckout', checkoutId: draft.id };
  if (step === 'confirm') {
    return current === 'summary'
      ? { type: 'confirm', checkoutId: draft.id, version: draft.version }
      : undefined;
  }
  return current === 'summary' ? undefined : { type: 'skipStep', checkoutId: draft.id, step: current };
}
