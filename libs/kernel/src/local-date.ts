/** The day on a wall clock, `YYYY-MM-DD`; such texts compare as days do. @param timeZone IANA */
export function localDate(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const DAY_MS = 86_400_000;

/** The day so many days later. @param day `YYYY-MM-DD` */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The instant at which a wall clock shows this time; one that a clock put forward skips is taken as that clock went
 * before.
 * @param day `YYYY-MM-DD`
 * @param minute of that day, 0 to 1439
 * @param timeZone IANA
 */
export function localInstant(day: string, minute: number, timeZone: string): Date {
  const asIfUtcMs = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
  const guess = asIfUtcMs - offsetMs(new Date(asIfUtcMs), timeZone);
  return new Date(asIfUtcMs - offsetMs(new Date(guess), timeZone));
}

/** How far the zone's clock is ahead of UTC. */
function offsetMs(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(instant.getTime() / 60_000) * 60_000;
}
