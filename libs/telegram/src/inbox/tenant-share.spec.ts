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

  it('lets a crowd rest between its updates when that was not enough, and never for long', () => {
    pass(3, 40, 'storm', 'quiet');
    expect(share.restMs).toBe(0);
    const rests = Array.from({ length: 8 }, () => {
      pass(1, 40, 'storm', 'quiet');
      return share.restMs;
    });
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 160, 160]);
  });

  it('gives it back step by step when the loop has time, first the rest, then the slots', () => {
    pass(5, 40, 'storm', 'quiet');
    expect(pass(6, 20, 'storm', 'quiet')).toEqual([4, 4, 8, 16, 32, 32]);
    expect(share.restMs).toBe(0);
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
