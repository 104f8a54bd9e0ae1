import { ownEan13 } from './ean13';

describe('a code of the shop’s own', () => {
  it.each([
    ['0', '2900000000001'],
    ['2540be3ff', '2999999999991'],
    ['2540be400', '2900000000001'], // ten digits are left after the prefix
  ])('of %s is %s, with its check digit', (seed, code) => {
    expect(ownEan13(seed)).toBe(code);
  });
});
