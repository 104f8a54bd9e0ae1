import { dayAfter, localDate, localInstant } from './local-date';

/** Minutes since local midnight, 0 to 1439. */
export type MinuteOfDay = number;

export interface OpeningHours {
  readonly start: MinuteOfDay;
  /** Exclusive; before `start` when the hours cross midnight. Equal to `start`: open all day. */
  readonly end: MinuteOfDay;
  /** IANA time zone of the shop. */
  readonly timeZone: string;
}

const TIME_TEXT = /^([01]?\d|2[0-4])(?:[:.-]([0-5]\d)(?::[0-5]\d)?)?$/;
const MINUTES_A_DAY = 1440;

/**
 * `HH:MM` to minutes; undefined when it is no time of day. Seconds, `09.00`, `9-00` and the bare hour are usual too, and
 * `24:00` is midnight.
 */
export function parseMinuteOfDay(text: string): MinuteOfDay | undefined {
  const match = TIME_TEXT.exec(text.trim());
  const minute = match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : Number.NaN;
  return minute <= MINUTES_A_DAY ? minute % MINUTES_A_DAY : undefined;
}

export function formatMinuteOfDay(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Whether the shop takes orders at `now`, judged by its own wall clock. */
export function isOpenAt(hours: OpeningHours, now: Date): boolean {
  const minute = localMinuteOfDay(now, hours.timeZone);
  if (hours.start === hours.end) return true;
  return hours.start < hours.end
    ? minute >= hours.start && minute < hours.end
    : minute >= hours.start || minute < hours.end;
}

/** When the shop opens next; it is closed at `now`. */
export function nextOpening({ start, timeZone }: OpeningHours, now: Date): Date {
  const today = localDate(now, timeZone);
  const opening = localInstant(today, start, timeZone);
  return opening > now ? opening : localInstant(dayAfter(today, 1), start, timeZone);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError is the only way Intl has to say "unknown zone"
  }
}

function localMinuteOfDay(instant: Date, timeZone: string): MinuteOfDay {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  return part('hour') * 60 + part('minute');
}
