import { within } from '@rto/kernel';

class LateError extends Error {
  override readonly name = 'LateError';
}

/** The outcome of `work` when it comes within `ms` milliseconds, else undefined; then it goes on by itself. */
export async function soon<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  try {
    return await within(ms, work, () => new LateError('too late'));
  } catch (error) {
    if (error instanceof LateError) return undefined;
    throw error;
  }
}
