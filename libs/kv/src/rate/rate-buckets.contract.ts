import { newId } from '@rto/kernel';
import type { RateBuckets, RateLimit } from './rate-buckets';

/** Slow enough that a busy machine sees no refill where none is expected. */
export const CONTRACT_LIMIT: RateLimit = {
  perSecond: 0.5,
  burst: 10,
  firstPauseMs: 2_000,
  longestPauseMs: 20_000,
};

interface RateContractSetup {
  readonly buckets: () => RateBuckets;
  /** Lets `ms` pass: moves the clock, or waits where the server has a clock of its own. */
  readonly pass: (ms: number) => Promise<void>;
}

/** The rules of RateBuckets; every adapter runs them. */
export function describeRateBucketsContract(name: string, { buckets, pass }: RateContractSetup): void {
  describe(`${name} as RateBuckets`, () => {
    let key: string;

    beforeEach(() => {
      key = `turns:${newId()}`;
    });

    it('grants what a full bucket holds, then says how long the next takes', async () => {
      const turns = await buckets().take(CONTRACT_LIMIT, key, 0, 12);
      expect(turns).toMatchObject({ granted: 10, pausedMs: 0 });
      expect(turns.waitMs).toBeGreaterThan(0);
      expect(turns.waitMs).toBeLessThanOrEqual(2_001);
      expect(turns.left).toBeLessThan(1);
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 1)).granted).toBe(0);
    });

    it('says of no wait when all that was wanted is granted', async () => {
      expect(await buckets().take(CONTRACT_LIMIT, key, 0, 3)).toMatchObject({ granted: 3, waitMs: 0 });
    });

    it('grants the next when it said that it would', async () => {
      const { waitMs } = await buckets().take(CONTRACT_LIMIT, key, 0, 11);
      await pass(Math.ceil(waitMs));
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 1)).granted).toBe(1);
    });

    it('leaves the reserve to those who may use it', async () => {
      expect((await buckets().take(CONTRACT_LIMIT, key, 4, 10)).granted).toBe(6);
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 10)).granted).toBe(4);
    });

    it('keeps keys apart', async () => {
      await buckets().take(CONTRACT_LIMIT, key, 0, 10);
      await buckets().pause(CONTRACT_LIMIT, key, undefined);
      expect((await buckets().take(CONTRACT_LIMIT, `${key}-other`, 0, 1)).granted).toBe(1);
    });

    it('grants nothing during a pause, and finds the bucket empty after it', async () => {
      await buckets().pause(CONTRACT_LIMIT, key, undefined);
      const paused = await buckets().take(CONTRACT_LIMIT, key, 0, 1);
      expect(paused.granted).toBe(0);
      expect(paused.pausedMs).toBeGreaterThan(1_000);
      expect(paused.pausedMs).toBeLessThanOrEqual(2_000);
      await pass(Math.ceil(paused.waitMs));
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 10)).granted).toBeLessThanOrEqual(2);
    });

    it('pauses as long as it is asked to, up to a bound', async () => {
      await buckets().pause(CONTRACT_LIMIT, key, 10_000);
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 1)).pausedMs).toBeGreaterThan(8_000);
      await buckets().pause(CONTRACT_LIMIT, key, 1_000_000);
      expect((await buckets().take(CONTRACT_LIMIT, key, 0, 1)).pausedMs).toBeLessThanOrEqual(20_000);
    });

    it('counts pauses that come together once, and doubles one that did not help', async () => {
      await buckets().pause(CONTRACT_LIMIT, key, undefined);
      await buckets().pause(CONTRACT_LIMIT, key, undefined);
      const { pausedMs } = await buckets().take(CONTRACT_LIMIT, key, 0, 1);
      expect(pausedMs).toBeLessThanOrEqual(2_000);
      await pass(Math.ceil(pausedMs) + 1);
      await buckets().pause(CONTRACT_LIMIT, key, undefined);
      const again = await buckets().take(CONTRACT_LIMIT, key, 0, 1);
      expect(again.pausedMs).toBeGreaterThan(2_000);
      expect(again.pausedMs).toBeLessThanOrEqual(4_000);
    });
  });
}
