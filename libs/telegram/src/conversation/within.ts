import { PermanentError, RetryableError } from '@rto/kernel';
import { setTimeout as sleep } from 'node:timers/promises';

/** A person waits this long for REGOS where the bot can go on without it, in milliseconds. */
export const PATIENCE_MS = 2_500;

/**
 * The result of `work`, or undefined when REGOS does not give it or takes longer than a person waits.
 * @throws what is no answer of REGOS
 */
export async function within<T>(work: Promise<T>, limitMs = PATIENCE_MS): Promise<T | undefined> {
  const over = new AbortController();
  const late = sleep(limitMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof RetryableError || error instanceof PermanentError) return undefined;
    throw error;
  } finally {
    over.abort();
    work.catch(() => undefined); // its failure after the limit was answered for already
  }
}
