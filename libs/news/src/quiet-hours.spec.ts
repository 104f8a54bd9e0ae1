import { quietUntil } from './quiet-hours';

describe('the quiet hours of a shop', () => {
  it.each([
    ['2026-12-01T15:59:59Z', undefined], // 20:59 in Tashkent
    ['2026-12-01T16:00:00Z', '2026-12-02T04:00:00.000Z'],
    ['2026-12-01T21:00:00Z', '2026-12-02T04:00:00.000Z'],
    ['2026-12-02T03:59:59Z', '2026-12-02T04:00:00.000Z'],
    ['2026-12-02T04:00:00Z', undefined],
  ])('at %s last until %s', (now, until) => {
    expect(quietUntil(new Date(now), 'Asia/Tashkent')?.toISOString()).toBe(until);
  });
});
