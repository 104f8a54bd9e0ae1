import { BriskSlots } from './brisk-slots';

describe('BriskSlots', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Work that goes on until it is told to end. */
  function work(): { readonly run: () => Promise<void>; readonly end: () => void; begun: boolean } {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const one = { begun: false, run: () => ((one.begun = true), ended), end: () => end() };
    return one;
  }

  it('do so much at a time, and the next when one is done', async () => {
    const slots = new BriskSlots(1);
    const [first, second] = [work(), work()];
    void slots.run(first.run);
    void slots.run(second.run);
    await jest.advanceTimersByTimeAsync(900);
    expect([first.begun, second.begun]).toEqual([true, false]);
    first.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(second.begun).toBe(true);
  });

  it('are not held by what hangs, and what hangs gives one slot back, not two', async () => {
    const slots = new BriskSlots(1);
    const [hanging, second, third] = [work(), work(), work()];
    void slots.run(hanging.run);
    void slots.run(second.run);
    void slots.run(third.run);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([second.begun, third.begun]).toEqual([true, false]);
    hanging.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(third.begun).toBe(false);
  });

  it('free the slot of work that throws', async () => {
    const slots = new BriskSlots(1);
    await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(async () => undefined)).toBe(true);
  });

  it('begin nothing more once they are closed', async () => {
    const slots = new BriskSlots(1);
    const [first, second] = [work(), work()];
    const running = slots.run(first.run);
    const waiting = slots.run(second.run);
    await jest.advanceTimersByTimeAsync(0);
    slots.close();
    expect(await waiting).toBe(false);
    expect(await slots.run(second.run)).toBe(false);
    first.end();
    expect(await running).toBe(true);
    expect(second.begun).toBe(false);
  });
});
