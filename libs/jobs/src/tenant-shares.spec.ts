import { TenantShares } from './tenant-shares';

describe('TenantShares', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('leave to the others what is beyond the share of one tenant', () => {
    const shares = new TenantShares(2);
    expect([shares.enter('a'), shares.enter('a')]).toEqual([undefined, undefined]);
    expect(shares.enter('a')).toBe(500);
    expect(shares.enter('b')).toBeUndefined();
  });

  it('take the next when one is done', () => {
    const shares = new TenantShares(1);
    shares.enter('a');
    expect(shares.enter('a')).toBe(500);
    shares.leave('a');
    expect(shares.enter('a')).toBeUndefined();
    expect(shares.enter('a')).toBe(500);
  });

  it('let jobs beyond the share come back one after the other', () => {
    const shares = new TenantShares(1);
    shares.enter('a');
    expect([1, 2, 3].map(() => shares.enter('a'))).toEqual([500, 600, 700]);
    jest.advanceTimersByTime(10_000);
    expect(shares.enter('a')).toBe(500);
  });
});
