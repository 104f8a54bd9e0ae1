import { backoffMs, DUPLICATE_CHECKS_MS, jittered, nextProbeMs } from './retry-policy';

describe('the wait after a failed attempt', () => {
  it('doubles from two seconds up to ten minutes', () => {
    const waits = [1, 2, 3, 9, 10, 200].map((attempts) => backoffMs(attempts, 0));
    expect(waits).toEqual([2_000, 4_000, 8_000, 512_000, 600_000, 600_000]);
  });

  it('is up to a quarter longer by chance, never shorter', () => {
    expect(jittered(1_000, 0)).toBe(1_000);
    expect(jittered(1_000, 0.999_999)).toBe(1_250);
  });
});

describe('the look-ups of a create that nobody knows the outcome of', () => {
  /** Milliseconds after the end of the call. */
  function probes(settleMs: number): number[] {
    const found: number[] = [];
    for (let at = 0; at < settleMs; found.push(at)) at += nextProbeMs(at, settleMs);
    return found;
  }

  it('come soon for the buyer, and the last one when the settling time is over', () => {
    expect(probes(120_000)).toEqual([2_000, 10_000, 30_000, 60_000, 120_000]);
  });

  it('never come after a shorter settling time but at its end', () => {
    expect(probes(2_500)).toEqual([2_000, 2_500]);
    expect(probes(300)).toEqual([500]);
  });

  it('are never so close that one order keeps REGOS busy', () => {
    for (let at = 0; at < 120_000; at += 97) expect(nextProbeMs(at, 120_000)).toBeGreaterThanOrEqual(500);
  });

  it('are followed by looks for a second document after 2 and 15 minutes', () => {
    expect(DUPLICATE_CHECKS_MS).toEqual([120_000, 900_000]);
  });
});
