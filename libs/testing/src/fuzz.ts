/** Cases of one fuzz test in a quick run; `npm run test:fuzz` sets FUZZ_CASES. */
const QUICK_CASES = 300;

/** How often a fuzz test tries. @param share of the cases, for tests whose cases take longer than others' */
export function fuzzCases(share = 1): number {
  const given = Number(process.env['FUZZ_CASES'] ?? QUICK_CASES);
  return Math.max(QUICK_CASES, Math.round(given * share));
}

/**
 * Heap in use after a collection, in megabytes; undefined where the process cannot be told to collect
 * (`node --expose-gc`).
 */
export function heapMb(): number | undefined {
  if (!globalThis.gc) return undefined;
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/**
 * Runs `half` twice. What the first half leaves is caches and compiled code; what the second one adds to it is a leak.
 * @throws Error when that is more than `limitMb`
 */
export async function withoutHeapGrowth(half: () => Promise<void>, limitMb = 20): Promise<void> {
  await half();
  const before = heapMb();
  await half();
  const after = heapMb();
  if (before === undefined || after === undefined || after - before <= limitMb) return;
  throw new Error(`the heap grew from ${before.toFixed(1)} to ${after.toFixed(1)} MB`);
}
