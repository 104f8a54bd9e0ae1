import { seededRandom } from './seeded-random';

const take = (seed: number, count: number): number[] => Array.from({ length: count }, seededRandom(seed));

describe('seeded numbers', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(take(7, 5)).toEqual(take(7, 5));
    expect(take(7, 5)).not.toEqual(take(8, 5));
  });

  it('spread over 0 to 1', () => {
    const numbers = take(42, 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(mean).toBeCloseTo(0.5, 1);
  });
});
