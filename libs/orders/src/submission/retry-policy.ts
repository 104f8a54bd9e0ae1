/**
 * Lease of an order before anything is sent, in milliseconds: for the look-up and the customer, six reads of REGOS
 * that time out. A slower attempt finds at `markSent` that the order may be held by another one, and sends nothing.
 */
export const PREPARATION_LEASE_MS = 60_000;

/** Exponential back-off of failed attempts, in milliseconds: 2 s doubling up to 10 min, with up to 25 % jitter. */
export function backoffMs(attempts: number, random: number): number {
  return jittered(Math.min(2_000 * 2 ** Math.max(0, attempts - 1), 600_000), random);
}

/** So that what failed together does not come back together. @param random 0 to 1 */
export function jittered(ms: number, random = Math.random()): number {
  return Math.round(ms * (1 + random * 0.25));
}

/** After this long the operator and the buyer are told (docs/product.md 8). */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** Creates whose outcome stayed unknown, each judged after the settling time, before people take over. */
export const MAX_UNKNOWN_ATTEMPTS = 8;

/**
 * When to look an unknown order up again, in milliseconds after it left. Finding it early shortens the buyer's
 * wait; only *creating* it again has to wait for the settling time.
 */
const PROBES_MS = [2_000, 10_000, 30_000, 60_000];

/** Milliseconds until the next look-up of an order that left `unknownForMs` ago. */
export function nextProbeMs(unknownForMs: number, settleMs: number): number {
  const next = PROBES_MS.find((probe) => probe > unknownForMs + 500 && probe < settleMs) ?? settleMs;
  return Math.max(next - unknownForMs, 500);
}

/** Looks for a second document with our code, in milliseconds after an unknown outcome (docs/reliability.md rule 5). */
export const DUPLICATE_CHECKS_MS = [2 * 60_000, 15 * 60_000] as const;
