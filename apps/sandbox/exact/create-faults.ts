import type { FakeRegos, FaultKind } from '@rto/fakes';

const CREATE = 'DocOrderDelivery/AddFull';

/** Limits of a call and of the time in which a create may come to light; milliseconds. */
export const CALL_TIMEOUT_MS = 1_500;
export const SETTLE_MS = 6_000;
/** Later than the first look for the document, so that only the settling time keeps a second one from being made. */
const LATE_COMMIT_MS = 4_500;

/** What fails of creating documents: each with its share of the calls that nothing before it hit. */
const SHARES: readonly (readonly [FaultKind, number])[] = [
  [{ kind: 'lostBefore' }, 0.05],
  [{ kind: 'lostAfter' }, 0.09],
  [{ kind: 'httpStatus' }, 0.05],
  [{ kind: 'brokenJson' }, 0.05],
  [{ kind: 'emptyBody' }, 0.05],
  [{ kind: 'rateLimited' }, 0.06],
  // answered after our time-out, and committed then
  [{ kind: 'slow', ms: CALL_TIMEOUT_MS + 700 }, 0.05],
  // committed well after the connection broke, still within the settling time
  [{ kind: 'lateCommit', ms: LATE_COMMIT_MS }, 0.09],
  // stock has run out
  [{ kind: 'errorCode', code: 1029 }, 0.02],
];

/** About 40 % of the creates fail in one way or another, and a few of all other calls. */
export function breakCreates(regos: FakeRegos): void {
  for (const [kind, probability] of SHARES) regos.faults.add({ ...kind, method: CREATE, probability });
  const others = /^(?!DocOrderDelivery\/AddFull)/;
  for (const kind of ['lostBefore', 'lostAfter', 'brokenJson'] as const) {
    regos.faults.add({ kind, method: others, probability: 0.01 });
  }
}
