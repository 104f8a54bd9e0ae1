import { ManualClock } from '@rto/kernel';
import { UpdateQueue } from './update-queue';

const never = new AbortController().signal;
const now = (offset = 0): { offset: number; limit: number; timeoutMs: number } => ({
  offset,
  limit: 100,
  timeoutMs: 0,
});

describe('UpdateQueue', () => {
  const setUp = (): { clock: ManualClock; queue: UpdateQueue } => {
    const clock = new ManualClock();
    return { clock, queue: new UpdateQueue(clock) };
  };
  const ids = async (queue: UpdateQueue, offset?: number): Promise<number[]> =>
    (await queue.poll(now(offset), never)).map((update) => update.update_id);

  it('keeps an update until an offset above it confirms it', async () => {
    const { queue } = setUp();
    const first = queue.push('message', {}, 1);
    const second = queue.push('message', {}, 1);
    expect(second).toBe(first + 1);
    expect(await ids(queue)).toEqual([first, second]);
    expect(await ids(queue, first)).toEqual([first, second]);
    expect(await ids(queue, second)).toEqual([second]);
    expect(await ids(queue, second + 1)).toEqual([]);
  });

  it('forgets what was not fetched within a day', async () => {
    const { clock, queue } = setUp();
    queue.push('message', {}, 1);
    clock.advance(24 * 60 * 60 * 1000);
    expect(await ids(queue)).toEqual([]);
  });

  it('does not keep kinds the bot did not ask for', async () => {
    const { queue } = setUp();
    queue.allowedKinds = ['callback_query'];
    queue.push('message', {}, 1);
    const wanted = queue.push('callback_query', {}, 1);
    expect(await ids(queue)).toEqual([wanted]);
  });

  it('hands a repeated update out once more, below the offset too', async () => {
    const { queue } = setUp();
    const first = queue.push('message', {}, 1);
    expect(await ids(queue)).toEqual([first]);
    expect(await ids(queue, first + 1)).toEqual([]);
    queue.repeat(first);
    expect(await ids(queue, first + 1)).toEqual([first]);
    expect(await ids(queue, first + 1)).toEqual([]);
  });

  it('keeps only the newest updates for a negative offset', async () => {
    const { queue } = setUp();
    queue.push('message', {}, 1);
    const last = queue.push('message', {}, 1);
    expect(await ids(queue, -1)).toEqual([last]);
    expect(queue.pendingCount).toBe(1);
  });

  it('makes the first of two waiting callers fail', async () => {
    const { queue } = setUp();
    const first = queue.poll({ ...now(), timeoutMs: 10_000 }, never);
    const second = queue.poll({ ...now(), timeoutMs: 10_000 }, never);
    await expect(first).rejects.toThrow('Conflict: terminated by other getUpdates request');
    queue.push('message', {}, 1);
    await expect(second).resolves.toHaveLength(1);
  });
});
