import { dayAfter, localDate, localInstant, parseMinuteOfDay } from '@rto/kernel';

const DAY_AND_TIME = /^(?:(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\s+)?(\d{1,2}[:.-]\d{2})$/;

/**
 * When it is by the shop's clock what an owner has typed: `18:30` the next time it is so late, `05.12 10:00`.
 * @returns undefined for what is no time, or lies behind
 */
export function typedTime(text: string, now: Date, timeZone: string): Date | undefined {
  const [, day, month, year, time = ''] = DAY_AND_TIME.exec(text.trim()) ?? [];
  const minute = parseMinuteOfDay(time);
  if (minute === undefined) return undefined;
  const today = localDate(now, timeZone);
  if (day === undefined || month === undefined) {
    const at = localInstant(today, minute, timeZone);
    return at > now ? at : localInstant(dayAfter(today, 1), minute, timeZone);
  }
  const thisYear = Number(today.slice(0, 4));
  const dates = (year === undefined ? [thisYear, thisYear + 1] : [Number(year)]).map(
    (of) => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  // 31.02 is no day
  const days = dates.filter((date) => !Number.isNaN(Date.parse(date)) && dayAfter(date, 0) === date);
  return days.map((date) => localInstant(date, minute, timeZone)).find((at) => at > now);
}
