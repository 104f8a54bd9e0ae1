import type { UserError } from '@rto/kernel';
import { contactsOf, reachText } from '@rto/screens';
import type { Turn } from './turn';
import { userErrorText } from './user-error-text';

/** With these only the shop can help a person further. */
const TROUBLES: ReadonlySet<string> = new Set([
  'tooManyToday',
  'ordersDisabled',
  'shopNotReady',
  'phoneInvalid',
  'phoneUnverified',
  'phoneHeldByOther',
  'catalogUnavailable',
  'regosUnavailable',
  'orderTooLate',
  'orderUnseen',
]);

/** A trouble in words, and how to reach the shop where it gave a way. */
export function trouble(text: string, { tenant, t }: Pick<Turn, 'tenant' | 't'>): string {
  const contacts = contactsOf(tenant.settings);
  const reach = reachText(contacts, t) ?? (contacts.canWrite ? t.talk.reach : undefined);
  return reach === undefined ? text : `${text}\n${reach}`;
}

/** Whether only the shop can help a person further. */
export function isTrouble({ code }: UserError): boolean {
  return TROUBLES.has(code);
}

/** The words for an error, with the way to the shop where only that can help. */
export function errorText(error: UserError, turn: Pick<Turn, 'tenant' | 't' | 'f'>): string {
  const text = userErrorText(error, turn.t, turn.f);
  return TROUBLES.has(error.code) ? trouble(text, turn) : text;
}
