import { later } from '@rto/kernel';

/** A reading goes on while people are served from the last one, so 60 s (docs/product.md 9) must hold with it. */
const FRESH_MS = 45_000;
/** The same while events tell of what changes: the reading is the net beneath. */
const NET_MS = 600_000;
/** Younger than this it is not read again, however much changes at once: an import has thousands of events. */
const MIN_AGE_MS = 10_000;
/** A shop is left alone for so many times as long as it was read. */
const REST = 5;
/** Longest reading that people may be made to wait for. */
const QUICK_MS = 2_000;
/** Delay of a due reading after which the age of the goods is said: there was no visitor, or it takes its time. */
const OVERDUE_MS = 555_000;

/** How long the last reading took, and when it began. */
export interface PastReading {
  readonly asOf: Date;
  readonly tookMs: number;
}

/** What is known of changes since. */
export interface Signs {
  /** Changes of stock are told by events, or would be. */
  readonly eventsWork: boolean;
  /** REGOS said last that something changed which only a reading can show. */
  readonly touchedAt: Date | undefined;
}

/** When a catalogue is to be read again (ADR 23). */
export function nextReadingAt(last: PastReading, { eventsWork, touchedAt }: Signs): Date {
  const atLeastMs = eventsWork ? NET_MS : undefined;
  if (touchedAt === undefined || touchedAt < last.asOf) return restedAt(last, atLeastMs ?? FRESH_MS);
  return latest(touchedAt, restedAt(last, atLeastMs ?? MIN_AGE_MS));
}

/** Whether a person may be kept waiting for the next reading. */
export function isQuick({ tookMs }: PastReading): boolean {
  return tookMs < QUICK_MS;
}

/** Whether people are to be told how old it is. */
export function isOld(last: PastReading, signs: Signs, now: Date): boolean {
  return later(nextReadingAt(last, { ...signs, touchedAt: undefined }), OVERDUE_MS) < now;
}

function restedAt({ asOf, tookMs }: PastReading, atLeastMs: number): Date {
  return later(asOf, Math.max(tookMs * (REST + 1), atLeastMs));
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}
