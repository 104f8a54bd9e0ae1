import { otherLayout } from './keyboard';

describe('what was typed in the wrong layout', () => {
  it.each([
    ['ghbdtn', 'привет'],
    ['cen', 'сут'],
    ['[kt,', 'хлеб'],
    ['cjr z,kjrj 1.5', 'сок яблоко 1.5'],
    ['CEN', 'СУТ'],
    ['ыге', 'sut'],
    ['ьшдл 3,2%', 'milk 3,2%'],
  ])('%s is %s', (typed, meant) => {
    expect(otherLayout(typed)).toBe(meant);
  });

  it.each(['', '1542', 'кола zero'])('«%s» has no other layout', (text) => {
    expect(otherLayout(text)).toBeUndefined();
  });
});
