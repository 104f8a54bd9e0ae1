import { DelayedError, UnrecoverableError } from 'bullmq';
import { OutcomeUnknownError, PermanentError, RetryableError } from '@rto/kernel';
import { delayJob, isFinal, toQueueError } from './processing';

describe('toQueueError', () => {
  it('stops the queue after a permanent error and keeps its reason', () => {
    const permanent = new PermanentError('unknown price type');
    const error = toQueueError(permanent);
    expect(error).toBeInstanceOf(UnrecoverableError);
    expect(error).toMatchObject({ message: 'unknown price type', cause: permanent });
  });

  it.each([new RetryableError('busy'), new OutcomeUnknownError('lost'), new Error('bug')])(
    'lets the queue repeat after %s',
    (error) => expect(toQueueError(error)).toBe(error),
  );
});

describe('isFinal', () => {
  const job = (attemptsMade: number) => ({ attemptsMade, opts: { attempts: 3 } });

  it('holds for the last attempt only', () => {
    expect([0, 1, 2].map((made) => isFinal(job(made), new RetryableError('busy')))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('holds at once for a permanent error', () => {
    expect(isFinal(job(0), new PermanentError('refused'))).toBe(true);
    expect(isFinal(job(0), toQueueError(new PermanentError('refused')))).toBe(true);
  });
});

describe('delayJob', () => {
  it('puts the job aside until the instant and tells the worker so', async () => {
    const moves: unknown[] = [];
    const job = { moveToDelayed: async (...move: unknown[]) => void moves.push(move) };
    const until = new Date('2026-11-23T09:00:30Z');
    await expect(delayJob(job, 'token', until)).rejects.toBeInstanceOf(DelayedError);
    expect(moves).toEqual([[until.getTime(), 'token']]);
  });
});
