import { RetryableError } from '@rto/kernel';
import { TelegramRefusal, TokenRejectedError } from '../client/telegram-errors';
import { TenantTelegram } from '../client/tenant-telegram';
import { CallbackAnswer } from './callback-answer';

/** Records the calls; each fails with `error` when there is one. */
class RecordingTelegram extends TenantTelegram {
  readonly calls: object[] = [];

  constructor(private readonly error?: Error) {
    super('1:A', { apiUrl: 'http://telegram.invalid', timeoutMs: 1_000 });
  }

  override async call<Result>(_method: string, payload: object): Promise<Result> {
    this.calls.push(payload);
    if (this.error) throw this.error;
    return true as Result;
  }
}

describe('the answer to a tap', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('carries words that come in time', async () => {
    const telegram = new RecordingTelegram();
    const answer = new CallbackAnswer(telegram, '7');
    expect(await answer.answer({ text: 'Добавлено', isAlert: false })).toBe(true);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(telegram.calls).toEqual([{ callback_query_id: '7', text: 'Добавлено', show_alert: undefined }]);
  });

  it('is given without words when the work takes long, and only once', async () => {
    const telegram = new RecordingTelegram();
    const answer = new CallbackAnswer(telegram, '7');
    await jest.advanceTimersByTimeAsync(700);
    expect(telegram.calls).toHaveLength(1);
    expect(await answer.answer({ text: 'Добавлено', isAlert: true })).toBe(false);
    await answer.answer();
    expect(telegram.calls).toHaveLength(1);
  });

  it('keeps within the length of a toast', async () => {
    const telegram = new RecordingTelegram();
    await new CallbackAnswer(telegram, '7').answer({ text: 'я'.repeat(500), isAlert: false });
    expect(telegram.calls).toMatchObject([{ text: 'я'.repeat(200) }]);
  });

  it('leaves an alert that is too long to a message', async () => {
    const telegram = new RecordingTelegram();
    const answer = new CallbackAnswer(telegram, '7');
    expect(await answer.answer({ text: 'я'.repeat(201), isAlert: true })).toBe(false);
    expect(telegram.calls).toEqual([{ callback_query_id: '7', text: undefined, show_alert: undefined }]);
  });

  it.each([
    new TelegramRefusal('Bad Request: query is too old'),
    new RetryableError('Telegram: down'),
    new TokenRejectedError('Telegram: Unauthorized'),
  ])('that cannot be given stops nothing: %s', async (error) => {
    const answer = new CallbackAnswer(new RecordingTelegram(error), '7');
    await jest.advanceTimersByTimeAsync(700); // a rejection nobody handles would end the process
    expect(await answer.answer({ text: 'x', isAlert: false })).toBe(false);
  });
});
