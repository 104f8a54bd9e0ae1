import { isOpenAt, nextOpening } from '@rto/kernel';

const MORNING = 9 * 60;
const EVENING = 21 * 60;

/**
 * When news may go out again; undefined while it may. From 21:00 to 09:00 by the shop's clock nobody is written to who
 * does not wait for it.
 */
export function quietUntil(now: Date, timeZone: string): Date | undefined {
  const night = { start: EVENING, end: MORNING, timeZone };
  return isOpenAt(night, now) ? nextOpening({ start: MORNING, end: EVENING, timeZone }, now) : undefined;
}
