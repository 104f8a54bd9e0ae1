/**
 * The promise's outcome, unless `ms` milliseconds pass first. What it was doing goes on unheard.
 * @throws the error that `late` makes when the time is up
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

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
