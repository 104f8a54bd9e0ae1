import { ManualClock } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { TooManyRequestsException } from '../http/problem';
import { RequestLimits } from './request-limits';

describe('RequestLimits', () => {
  let clock: ManualClock;
  let limits: RequestLimits;

  beforeEach(() => {
    clock = new ManualClock();
    limits = new RequestLimits(new MemoryKeyValueStore(clock), clock);
  });

  const take = async (count: number, name = 'a'): Promise<number> => {
    const taken = await Promise.allSettled(Array.from({ length: count }, () => limits.take(name, 3)));
    return taken.filter(({ status }) => status === 'fulfilled').length;
  };

  it('lets through what is within the limit, also of many at once, and says when to come back', async () => {
    expect(await take(20)).toBe(3);
    clock.advance(18_500);
    const refused = await limits.take('a', 3).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TooManyRequestsException);
    expect(refused).toMatchObject({ retryAfterSec: 42 });
  });

  it('begins anew after a minute, however often it was asked in between', async () => {
    await take(20);
    clock.advance(59_999);
    expect(await take(5)).toBe(0);
    clock.advance(1);
    expect(await take(5)).toBe(3);
  });

  it('counts names apart', async () => {
    await take(3);
    expect(await take(3, 'b')).toBe(3);
  });
});
