const DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `31.12.2026`, read alike in all three languages. @param timeZone IANA */
export function localDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('ru', { ...DAY, timeZone }).format(instant);
}

/** `09:05` */
export function localTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('ru', { ...TIME, timeZone }).format(instant);
}

/** `31.12.2026 09:05` */
export function localMoment(instant: Date, timeZone: string): string {
  return `${localDay(instant, timeZone)} ${localTime(instant, timeZone)}`;
}
