import { ManualClock } from '@rto/kernel';
import { SendLimits } from './send-limits';

describe('SendLimits', () => {
  const setUp = (): { clock: ManualClock; limits: SendLimits } => {
    const clock = new ManualClock();
    const limits = new SendLimits(clock);
    limits.enabled = true;
    return { clock, limits };
  };
  const admitted = (limits: SendLimits, count: number, chat: (index: number) => number): number =>
    Array.from({ length: count }, (_, index) => limits.admit('t', chat(index))).filter(
      (wait) => wait === undefined,
    ).length;

  it('lets everything pass until it is switched on', () => {
    expect(admitted(new SendLimits(new ManualClock()), 1000, () => 1)).toBe(1000);
  });

  it('lets a short burst into a chat, then one message a second', () => {
    const { clock, limits } = setUp();
    expect(admitted(limits, 10, () => 1)).toBe(5);
    expect(limits.admit('t', 1)).toBe(1);
    clock.advance(1000);
    expect(admitted(limits, 10, () => 1)).toBe(1);
  });

  it('lets a bot send 30 messages a second over all chats, and no other bot pays for it', () => {
    const { clock, limits } = setUp();
    expect(admitted(limits, 100, (index) => index)).toBe(30);
    expect(limits.admit('other', 1)).toBeUndefined();
    clock.advance(1000);
    expect(admitted(limits, 100, (index) => index + 1000)).toBe(30);
  });
});
