import { RateLimitedError, RetryableError } from '@rto/kernel';
import {
  ChatUnreachableError,
  PollingConflictError,
  telegramError,
  TelegramRefusal,
  TokenRejectedError,
} from './telegram-errors';

describe('an answer with ok: false', () => {
  it.each([
    [401, TokenRejectedError],
    [404, TokenRejectedError],
    [403, ChatUnreachableError],
    [409, PollingConflictError],
    [429, RateLimitedError],
    [500, RetryableError],
    [502, RetryableError],
    [400, TelegramRefusal],
    [413, TelegramRefusal],
  ])('%i is a %p', (code, kind) => {
    expect(telegramError(code, { error_code: code, description: 'x' })).toBeInstanceOf(kind);
  });

  it('believes the code in the answer more than the HTTP status', () => {
    expect(telegramError(200, { error_code: 403 })).toBeInstanceOf(ChatUnreachableError);
    expect(telegramError(401, {})).toBeInstanceOf(TokenRejectedError);
  });

  it.each([
    [{ retry_after: 35 }, 35_000],
    [{}, 1_000],
  ])('asks to wait as long as Telegram says: %j', (parameters, retryAfterMs) => {
    expect(telegramError(429, { error_code: 429, parameters })).toMatchObject({ retryAfterMs });
  });

  it('knows the two refusals that are no trouble', () => {
    expect(new TelegramRefusal('Bad Request: message is not modified: x').isNotModified).toBe(true);
    expect(new TelegramRefusal('Bad Request: query is too old and response timeout').isQueryTooOld).toBe(
      true,
    );
    const other = new TelegramRefusal('Bad Request: chat not found');
    expect([other.isNotModified, other.isQueryTooOld]).toEqual([false, false]);
  });
});
