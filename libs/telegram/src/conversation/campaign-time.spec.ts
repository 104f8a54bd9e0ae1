import { typedTime } from './campaign-time';

const NOW = new Date('2026-11-30T10:00:00Z'); // 15:00 in Tashkent

describe('the time of a campaign', () => {
  it.each([
    ['18:30', '2026-11-30T13:30:00.000Z'],
    ['09:00', '2026-12-01T04:00:00.000Z'],
    ['05.12 10:00', '2026-12-05T05:00:00.000Z'],
    ['5/12 10.00', '2026-12-05T05:00:00.000Z'],
    ['05.01 10:00', '2027-01-05T05:00:00.000Z'],
    ['05.12.2026 10:00', '2026-12-05T05:00:00.000Z'],
    ['29.11.2026 10:00', undefined],
    ['31.02 10:00', undefined],
    ['25:00', undefined],
    ['завтра', undefined],
  ])('%s is %s', (text, at) => {
    expect(typedTime(text, NOW, 'Asia/Tashkent')?.toISOString()).toBe(at);
  });
});
