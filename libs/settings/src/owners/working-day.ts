import { dayAfter, localDate, localInstant, type MinuteOfDay } from '@rto/kernel';
import type { TenantSettings } from '../values/tenant-settings';

type Hours = Pick<TenantSettings, 'openingHours' | 'timeZone'>;

/** When the day of a shop that has no hours is over. */
const EVENING: MinuteOfDay = 21 * 60;

/** A day of a shop, from the end of the one before to its own closing time. */
export interface WorkingDay {
  /** `YYYY-MM-DD` on which it opened. */
  readonly day: string;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

/** The last day of the shop that is over at `now`. */
export function lastWorkingDay(hours: Hours, now: Date): WorkingDay {
  const today = localDate(now, hours.timeZone);
  const day = [today, dayAfter(today, -1), dayAfter(today, -2)].find((one) => closing(hours, one) <= now);
  return workingDay(hours, day ?? dayAfter(today, -3));
}

export function workingDay(hours: Hours, day: string): WorkingDay {
  return { day, from: closing(hours, dayAfter(day, -1)), to: closing(hours, day) };
}

/** When the next day of the shop is over. */
export function nextClosing(hours: Hours, now: Date): Date {
  return closing(hours, dayAfter(lastWorkingDay(hours, now).day, 1));
}

/** When a shop that closes for the rest of its day opens again: with its next day. */
export function openingAfterToday({ openingHours: hours, timeZone }: Hours, now: Date): Date {
  const today = localDate(now, timeZone);
  if (!hours || hours.start === hours.end) return localInstant(dayAfter(today, 1), 0, timeZone);
  // after midnight a shop that works into the night still has the day before
  const isLate = hours.end < hours.start && now < localInstant(today, hours.end, timeZone);
  return localInstant(isLate ? today : dayAfter(today, 1), hours.start, timeZone);
}

/** Closing time of the day that began on this date; a shop that works into the night closes on the next. */
function closing({ openingHours: hours, timeZone }: Hours, day: string): Date {
  if (!hours || hours.start === hours.end) return localInstant(day, EVENING, timeZone);
  return localInstant(hours.end < hours.start ? dayAfter(day, 1) : day, hours.end, timeZone);
}
