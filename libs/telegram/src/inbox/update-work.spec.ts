import { PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import type { Update } from 'telegraf/types';
import { pause } from '../client/pause';
import { TokenRejectedError } from '../client/telegram-errors';
import { BotAbsentError } from './current-bots';
import { UpdateWork, type LastTry, type UpdateEnd } from './update-work';

const UPDATE = { update_id: 7 } as Update;

describe('the work on an update', () => {
  let failures: unknown[];
  let finishFailures: unknown[];
  let handled: number;
  let finished: (string | undefined)[];
  /** The tries that knew they were the last. */
  let lastTries: number[];
  let rejections: number;
  let stopping: AbortController;

  beforeEach(() => {
    jest.useFakeTimers();
    failures = [];
    finishFailures = [];
    handled = 0;
    finished = [];
    lastTries = [];
    rejections = 0;
    stopping = new AbortController();
  });
  afterEach(() => jest.useRealTimers());

  function start(): Promise<UpdateEnd> {
    const steps = {
      isOurs: () => !stopping.signal.aborted,
      handle: async (_update: Update, isLastTry: LastTry) => {
        handled += 1;
        const failure = failures.shift();
        if (!failure) return;
        if (isLastTry(failure)) lastTries.push(handled);
        throw failure as Error;
      },
      finish: async (_update: Update, error?: string) => {
        const failure = finishFailures.shift();
        if (failure) throw failure as Error;
        finished.push(error);
      },
      tokenRejected: async () => void (rejections += 1),
      pause: (ms: number) => pause(ms, stopping.signal),
      log: () => undefined,
    };
    return new UpdateWork(steps).run(UPDATE);
  }

  async function runFor(ms: number): Promise<void> {
    void start();
    await jest.advanceTimersByTimeAsync(ms);
  }

  it('is done once when all goes well', async () => {
    await start();
    expect([handled, finished]).toEqual([1, [undefined]]);
  });

  it('goes on while Telegram or REGOS is away, for minutes', async () => {
    failures = Array.from({ length: 8 }, () => new RetryableError('away'));
    await runFor(3 * 60_000);
    expect([handled, finished]).toEqual([9, [undefined]]);
  });

  it('is given up at last, with the reason', async () => {
    failures = Array.from({ length: 100 }, () => new RetryableError('away'));
    await runFor(60 * 60_000);
    expect([handled, finished]).toEqual([20, ['away']]);
  });

  it('waits as long as a rate limit asks, which spends no attempt', async () => {
    failures = Array.from({ length: 30 }, () => new RateLimitedError('slower', { retryAfterMs: 300_000 }));
    await runFor(299_000);
    expect(handled).toBe(1);
    await jest.advanceTimersByTimeAsync(30 * 300_000);
    expect([handled, finished]).toEqual([31, [undefined]]);
  });

  it('is not given up for its first failure after many rate limits', async () => {
    const limits = Array.from({ length: 25 }, () => new RateLimitedError('slower', { retryAfterMs: 1_000 }));
    failures = [...limits, new RetryableError('away')];
    await runFor(60 * 60_000);
    expect([handled, finished]).toEqual([27, [undefined]]);
  });

  it('is given up at once when it can never succeed, and soon when something is wrong with us', async () => {
    failures = [new PermanentError('never')];
    await start();
    expect([handled, finished]).toEqual([1, ['never']]);
    failures = Array.from({ length: 10 }, () => new TypeError('bug'));
    await runFor(60_000);
    expect([handled, finished]).toEqual([4, ['never', 'bug']]);
  });

  it('is not given up while the database is away, which makes any step fail', async () => {
    failures = Array.from({ length: 6 }, () => new Error('no database'));
    finishFailures = Array.from({ length: 4 }, () => new Error('no database'));
    await runFor(10 * 60_000);
    expect([handled, finished]).toEqual([7, [undefined]]);
  });

  it.each([
    ['something that is wrong with us', new TypeError('bug'), 3],
    ['what may work later', new RetryableError('away'), 20],
    ['what never works', new PermanentError('never'), 1],
  ])('knows its last try, and knows it once: %s', async (_what, failure, last) => {
    failures = Array.from({ length: 30 }, () => failure);
    finishFailures = Array.from({ length: 4 }, () => new Error('no database'));
    await runFor(60 * 60_000);
    expect(lastTries).toEqual([last]);
    expect(handled).toBe(last + 4);
  });

  it('does not take effect again because only its end could not be written', async () => {
    finishFailures = Array.from({ length: 5 }, () => new Error('no database'));
    await runFor(10 * 60_000);
    expect([handled, finished]).toEqual([1, [undefined]]);
  });

  it('stays unfinished when the token dies, for the next one, and says so', async () => {
    failures = [new TokenRejectedError('Unauthorized')];
    await expect(start()).resolves.toBe('waits');
    expect([handled, rejections, finished]).toEqual([1, 1, []]);
  });

  it('stays unfinished while its tenant has no bot that works, and reports nothing', async () => {
    failures = [new BotAbsentError('none')];
    await expect(start()).resolves.toBe('waits');
    expect([handled, rejections, finished]).toEqual([1, 0, []]);
  });

  it('is left to others when it is ours no more before it or between two tries', async () => {
    failures = [new RetryableError('away')];
    const work = start();
    await jest.advanceTimersByTimeAsync(100);
    stopping.abort();
    await expect(work).resolves.toBe('lost');
    await expect(start()).resolves.toBe('lost');
    expect([handled, finished]).toEqual([1, []]);
  });
});
