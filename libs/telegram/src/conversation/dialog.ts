import type { Language } from '@rto/kernel';
import type { CheckoutDraft } from '@rto/orders';
import type { Action, Origin } from '@rto/screens';

/** What a typed message would mean now. */
export type Expectation =
  | { readonly type: 'nothing' }
  | { readonly type: 'search' }
  /** On the card of an item: a number is how much of it. */
  | { readonly type: 'quantity'; readonly itemId: number; readonly origin: Origin }
  /** The answer to the checkout's current question. */
  | { readonly type: 'checkout' }
  /** The phone number that finds the person's cards. */
  | { readonly type: 'cards' };

/** Where a person is in the conversation; kept as JSON between updates. */
export interface Dialog {
  readonly language: Language;
  readonly expects: Expectation;
  /** Opens the screen the person looks at: unexpected input leads back to it. */
  readonly place: Action;
  readonly search?: string;
  readonly draft?: CheckoutDraft;
  /** The message of the current screen and its picture, to know whether the picture changes. */
  readonly shown?: { readonly messageId: number; readonly photoUrl?: string };
  /** What the current screen waits for while the catalogue is read; gone with the next screen. */
  readonly awaits?: { readonly messageId: number; readonly action: Action; readonly changeId: string };
  /** A contact or location button stands below the chat. */
  readonly replyKeyboard: boolean;
}

export function newDialog(language: Language): Dialog {
  return { language, expects: { type: 'nothing' }, place: { type: 'openMenu' }, replyKeyboard: false };
}
