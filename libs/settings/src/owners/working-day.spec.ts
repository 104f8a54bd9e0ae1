import type { OpeningHours } from '@rto/kernel';
import { lastWorkingDay, nextClosing, openingAfterToday, workingDay } from './working-day';

const timeZone = 'Asia/Tashkent'; // UTC+5 all the year
const hoursOf = (start: number, end: number) => ({
  openingHours: { start: start * 60, end: end * 60, timeZone } satisfies OpeningHours,
  timeZone,
});
const ALWAYS = { openingHours: undefined, timeZone };
const at = (local: string): Date => new Date(`${local}+05:00`);

describe('the day of a shop', () => {
  it.each([
    ['by its hours', hoursOf(9, 20), '2026-11-30T20:00', '2026-11-30', '2026-11-30T20:00'],
    ['still the one before', hoursOf(9, 20), '2026-11-30T19:59', '2026-11-29', '2026-11-29T20:00'],
    ['at nine without hours', ALWAYS, '2026-11-30T21:00', '2026-11-30', '2026-11-30T21:00'],
    ['into the night', hoursOf(18, 2), '2026-12-01T02:00', '2026-11-30', '2026-12-01T02:00'],
    ['into the night, not yet', hoursOf(18, 2), '2026-12-01T01:59', '2026-11-29', '2026-11-30T02:00'],
    ['at midnight', hoursOf(9, 0), '2026-12-01T00:00', '2026-11-30', '2026-12-01T00:00'],
    ['round the clock as without hours', hoursOf(0, 0), '2026-11-30T21:00', '2026-11-30', '2026-11-30T21:00'],
  ])('is over %s', (_, hours, now, day, closed) => {
    const last = lastWorkingDay(hours, at(now));
    expect(last).toMatchObject({ day, to: at(closed) });
    expect(last.to.getTime() - last.from.getTime()).toBe(86_400_000);
    expect(nextClosing(hours, at(now))).toEqual(new Date(last.to.getTime() + 86_400_000));
  });

  it('is of any date, a week before as well', () => {
    expect(workingDay(hoursOf(18, 2), '2026-11-23')).toEqual({
      day: '2026-11-23',
      from: at('2026-11-23T02:00'),
      to: at('2026-11-24T02:00'),
    });
  });

  it.each([
    ['tomorrow morning', hoursOf(9, 20), '2026-11-30T14:00', '2026-12-01T09:00'],
    ['tomorrow, also before it has opened today', hoursOf(9, 20), '2026-11-30T08:00', '2026-12-01T09:00'],
    ['with the new date without hours', ALWAYS, '2026-11-30T14:00', '2026-12-01T00:00'],
    ['in the evening after a night', hoursOf(18, 2), '2026-12-01T01:00', '2026-12-01T18:00'],
    ['in the next evening before midnight', hoursOf(18, 2), '2026-11-30T23:00', '2026-12-01T18:00'],
  ])('opens after a closing for today %s', (_, hours, now, opens) => {
    expect(openingAfterToday(hours, at(now))).toEqual(at(opens));
  });
});
