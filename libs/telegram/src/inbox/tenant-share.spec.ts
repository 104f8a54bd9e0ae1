import { FairSlots } from './fair-slots';
import { TenantShare } from './tenant-share';

describe('the share of a tenant', () => {
  let loop: { active: number; idle: number };
  let share: TenantShare;
  beforeEach(() => {
    loop = { active: 0, idle: 0 };
    share = new TenantShare(() => ({ ...loop }));
  });

  /** Fifty milliseconds at a time, of which so many were spent on work. @returns the slots after each */
  function pass(rounds: number, activeMs: number, ...tenantIds: string[]): number[] {
    return Array.from({ length: rounds }, () => {
      for (const tenantId of tenantIds) share.came(tenantId);
      loop.active += activeMs;
      loop.idle += 50 - activeMs;
      return share.slots;
    });
  }

  it('shrinks while tenants share a busy loop, and never below a few', () => {
    expect(pass(5, 40, 'storm', 'quiet')).toEqual([16, 8, 4, 4, 4]);
  });

  it('gives it back step by step when the loop has time', () => {
    pass(5, 40, 'storm', 'quiet');
    expect(pass(5, 20, 'storm', 'quiet')).toEqual([8, 16, 32, 32, 32]);
  });

  describe('of what begins', () => {
    const take = (count: number, wait: () => number | undefined): (number | undefined)[] =>
      Array.from({ length: count }, wait);
    const shared = (rounds = 20): void => void pass(rounds, 10, 'storm', 'quiet', 'storm', 'quiet'); // 2.5 ms each

    it('holds nobody up who is alone', () => {
      pass(20, 50, 'storm');
      expect(take(200, () => share.updateWaitMs('storm'))).toEqual(Array(200).fill(0));
      expect(take(200, () => share.receiptWaitMs('storm'))).toEqual(Array(200).fill(0));
    });

    it('lets twenty of a crowd begin at once while others are there, and then so that a tenth of the loop goes to it', () => {
      shared();
      const waits = take(23, () => Math.round(share.updateWaitMs('storm')));
      expect(waits).toEqual([...Array<number>(20).fill(0), 25, 50, 75]);
    });

    it('never holds up a shop with twenty updates a second, however dear they are', () => {
      pass(20, 50, 'storm', 'quiet'); // 25 ms each
      expect(take(22, () => share.updateWaitMs('storm')).slice(19)).toEqual([0, 50, 100]);
    });

    it('forgets the crowd when the others are gone', () => {
      shared();
      take(60, () => share.updateWaitMs('storm'));
      pass(21, 50, 'storm');
      expect(share.updateWaitMs('storm')).toBe(0);
    });

    it('has the calls of a crowd read one after the other, and refuses those above its connections at once', () => {
      shared();
      const waits = take(62, () => share.receiptWaitMs('storm'));
      expect(waits.slice(19, 22)).toEqual([0, 25, 50]);
      expect(waits.slice(59)).toEqual([1_000, undefined, undefined]);
      expect(share.receiptWaitMs('quiet')).toBe(0);
    });
  });

  it('stays whole for a tenant whose answers are slow: the loop is idle meanwhile', () => {
    expect(pass(5, 10, 'slow', 'quiet')).toEqual([32, 32, 32, 32, 32]);
  });

  it('stays whole for a tenant that is alone, until another one comes, and again a second afterwards', () => {
    expect(pass(3, 50, 'alone')).toEqual([32, 32, 32]);
    expect(pass(1, 50, 'other', 'alone')).toEqual([16]);
    expect(pass(19, 50, 'alone').at(-1)).toBe(4);
    expect(pass(9, 50, 'alone').at(-1)).toBe(32);
  });

  it('is looked at no more often than the loop can tell', () => {
    share.came('storm');
    share.came('quiet');
    loop.active += 49;
    expect([share.slots, share.slots]).toEqual([32, 32]);
  });

  it('lets a quiet tenant in before a crowd of which more than its share is at work', async () => {
    const entered: string[] = [];
    const slots = new FairSlots(() => share.slots, 256);
    const come = (tenantId: string): void => {
      share.came(tenantId);
      void slots.acquire(tenantId).then(() => entered.push(tenantId));
    };
    for (let update = 0; update < 40; update += 1) come('storm');
    pass(3, 50, 'quiet', 'storm'); // four from now on
    for (let end = 0; end < 28; end += 1) slots.release('storm');
    come('quiet');
    await Promise.resolve();
    expect(entered).toEqual([...Array<string>(32).fill('storm'), 'quiet']);
    slots.release('storm');
    await Promise.resolve();
    expect(entered.slice(32)).toEqual(['quiet', 'storm']);
  });
});
