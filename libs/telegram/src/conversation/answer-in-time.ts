import { PermanentError, RetryableError, soon } from '@rto/kernel';

/** A person waits this long for REGOS where the bot can go on without it, in milliseconds. */
const PATIENCE_MS = 2_500;

/**
 * The answer of REGOS, or undefined when it gives none or takes longer than a person waits.
 * @throws what is no answer of REGOS
 */
export async function answerInTime<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await soon(work, PATIENCE_MS);
  } catch (error) {
    if (error instanceof RetryableError || error instanceof PermanentError) return undefined;
    throw error;
  }
}
