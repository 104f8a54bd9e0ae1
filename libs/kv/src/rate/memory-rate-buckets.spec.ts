import { MemoryRateBuckets } from './memory-rate-buckets';
import { CONTRACT_LIMIT, describeRateBucketsContract } from './rate-buckets.contract';

describe('MemoryRateBuckets', () => {
  let buckets: MemoryRateBuckets;

  beforeEach(() => {
    jest.useFakeTimers();
    buckets = new MemoryRateBuckets();
  });
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  describeRateBucketsContract('MemoryRateBuckets', { buckets: () => buckets, pass });

  it('forgets what nobody used for a minute', async () => {
    for (let key = 0; key < 500; key++) await buckets.take(CONTRACT_LIMIT, `turns:${key}`, 0, 1);
    await pass(61_000);
    await buckets.take(CONTRACT_LIMIT, 'turns:new', 0, 1);
    expect(buckets.size).toBe(1);
  });

  it('begins doubling anew when the last pause is long ago', async () => {
    await buckets.pause(CONTRACT_LIMIT, 'turns:a', 4_000);
    await pass(40_000);
    await buckets.pause(CONTRACT_LIMIT, 'turns:a', undefined);
    expect((await buckets.take(CONTRACT_LIMIT, 'turns:a', 0, 1)).pausedMs).toBe(2_000);
  });
});
