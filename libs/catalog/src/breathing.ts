import { setImmediate as everythingElse } from 'node:timers/promises';

/** Goods worked on in one go: a few milliseconds. */
const AT_ONCE = 1_000;

/**
 * The items in portions; between two of them everybody else has a turn of the event loop.
 * @param atOnce fewer where the work on each takes longer
 */
export async function* portionsOf<T>(items: readonly T[], atOnce = AT_ONCE): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += atOnce) {
    if (start > 0) await everythingElse();
    yield items.slice(start, start + atOnce);
  }
}

/** A sorted copy; the longest step without a pause is the merging of its two halves. */
export async function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let runs: T[][] = [];
  for await (const portion of portionsOf(items)) runs.push([...portion].sort(compare));
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      // two runs are what this sort is quickest with: it merges them
      merged.push([...(runs[index] ?? []), ...(runs[index + 1] ?? [])].sort(compare));
      await everythingElse();
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
