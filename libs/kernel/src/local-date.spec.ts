import { dayAfter, localDate, localInstant } from './local-date';

describe('a day on a wall clock', () => {
  it('is followed by the next one, also at the end of a year', () => {
    expect([dayAfter('2026-12-31', 1), dayAfter('2028-02-28', 1), dayAfter('2026-11-30', 0)]).toEqual([
      '2027-01-01',
      '2028-02-29',
      '2026-11-30',
    ]);
  });

  it.each([
    ['Asia/Tashkent', '2026-12-01', 600, '2026-12-01T05:00:00.000Z'],
    ['Asia/Tashkent', '2026-12-01', 0, '2026-11-30T19:00:00.000Z'],
    ['America/New_York', '2026-12-01', 1439, '2026-12-02T04:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29', 90, '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29', 240, '2026-03-29T02:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', 240, '2026-10-25T03:00:00.000Z'],
  ])('in %s, %s at minute %d, is an instant', (zone, day, minute, iso) => {
    const instant = localInstant(day, minute, zone);
    expect(instant.toISOString()).toBe(iso);
    expect(localDate(instant, zone)).toBe(day);
  });
});
