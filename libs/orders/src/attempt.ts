/** What became of a piece of work. */
type Attempted<T> = { readonly value: T } | { readonly error: unknown };

/** Tells apart in which phase a submission failed: what a failure means depends on what may have been sent. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}
