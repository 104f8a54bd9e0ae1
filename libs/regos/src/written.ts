import { RegosOutcomeUnknownError, RegosRefusal } from './errors';
import { Row } from './row';

/** "Data already equal" (docs/regos.md 8). */
const ALREADY_EQUAL = 1013;

/**
 * The id of what a creation made.
 * @throws RegosOutcomeUnknownError when REGOS says "ok" without one: something was made, and we cannot name it
 */
export function newId(method: string, result: unknown): number {
  const id = new Row(result).reference('new_id');
  if (id === undefined) throw new RegosOutcomeUnknownError(`REGOS ${method}: ok without new_id`);
  return id;
}

/** Ends a change; that nothing had to change is as good. */
export async function applied(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!(error instanceof RegosRefusal) || error.code !== ALREADY_EQUAL) throw error;
  }
}
