import { lettersApart, lettersOf, mistakes, usually } from './typos';

describe('mistakes', () => {
  it.each([
    ['moloko', 'moloko', 0],
    ['molko', 'moloko', 1],
    ['mloko', 'moloko', 1],
    ['omloko', 'moloko', 1],
    ['mollokoo', 'moloko', 2],
    ['malako', 'moloko', 1],
    ['wampum', 'wampun', 1],
  ])('from %s to %s are %d', (typed, word, count) => {
    expect(mistakes(typed, word, 2)).toBe(count);
  });

  it('are not counted above the most', () => {
    expect(mistakes('hleb', 'moloko', 2)).toBe(Infinity);
    expect(mistakes('malako', 'moloko', 0.5)).toBe(Infinity);
  });

  it('make another word of a short one by another letter, unless it sounds alike', () => {
    expect(mistakes('suwi', 'suli', 1)).toBe(Infinity);
    expect(mistakes('sulu', 'sulo', 1)).toBe(0.5);
  });

  it('are those of the beginning of a word that is still typed', () => {
    expect(mistakes('shakal', 'shokoladnaia', 1, true)).toBe(1);
    expect(mistakes('shakal', 'shokoladnaia', 1)).toBe(Infinity);
  });

  it('are allowed by the length', () => {
    expect([2, 3, 4, 6, 9].map(usually)).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it('never need more letters than are told apart', () => {
    expect(lettersApart(lettersOf('moloko'), lettersOf('molako'))).toBe(1);
    expect(lettersApart(lettersOf('abc'), lettersOf('def'))).toBe(6);
  });
});
