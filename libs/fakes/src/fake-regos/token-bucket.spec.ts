import { TokenBucket } from './token-bucket';

describe('the rate limit', () => {
  const start = new Date('2026-11-23T09:00:00Z');
  const after = (ms: number): Date => new Date(start.getTime() + ms);

  it('lets a burst of 50 through and then 2 a second', () => {
    const bucket = new TokenBucket(start);
    const burst = Array.from({ length: 51 }, () => bucket.take(start));
    expect(burst.filter(Boolean)).toHaveLength(50);
    expect(bucket.take(after(400))).toBe(false);
    expect(bucket.take(after(500))).toBe(true);
    expect(bucket.take(after(600))).toBe(false);
  });

  it('never saves up more than a burst', () => {
    const bucket = new TokenBucket(start);
    const later = after(3_600_000);
    expect(Array.from({ length: 60 }, () => bucket.take(later)).filter(Boolean)).toHaveLength(50);
  });
});
