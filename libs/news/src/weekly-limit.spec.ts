import { fitsTheWeek } from './weekly-limit';

const day = (number: number): Date => new Date(Date.UTC(2026, 11, number));

describe('the campaigns of a week', () => {
  it.each<[string, number[], number, boolean]>([
    ['the first one', [], 10, true],
    ['one beside another', [9], 10, true],
    ['a third in a week', [5, 9], 10, false],
    ['one a week after the first of two', [3, 9], 10, true],
    ['one in front of two that are planned', [12, 13], 10, false],
    ['one between two that are more than a week apart', [5, 13], 10, true],
  ])('%s', (_, others, wanted, fits) => {
    expect(fitsTheWeek(day(wanted), others.map(day), 2)).toBe(fits);
  });

  it('are none where the shop wants none', () => {
    expect(fitsTheWeek(day(1), [], 0)).toBe(false);
  });
});
