import { RateLimitedError, RetryableError } from '@rto/kernel';
import {
  ChatMovedError,
  ChatUnreachableError,
  PollingConflictError,
  telegramError,
  TelegramRefusal,
  TokenRejectedError,
} from './telegram-errors';

const read = (code: number, description?: string, method = 'sendMessage'): Error =>
  telegramError(method, code, { error_code: code, ...(description !== undefined && { description }) });

describe('an answer with ok: false', () => {
  it.each([
    [401, 'Unauthorized', TokenRejectedError],
    [401, 'Unauthorized: invalid token specified', TokenRejectedError],
    [401, 'Unauthorized: sign in to this proxy', RetryableError],
    [404, 'Not Found', TokenRejectedError],
    [404, 'Not Found: method not found', TelegramRefusal],
    [403, 'Forbidden: bot was blocked by the user', ChatUnreachableError],
    [403, "Forbidden: bot can't initiate conversation with a user", ChatUnreachableError],
    [403, 'Forbidden: bot was kicked from the group chat', ChatUnreachableError],
    [400, 'Bad Request: chat not found', ChatUnreachableError],
    [400, 'Bad Request: have no rights to send a message', ChatUnreachableError],
    [400, 'Bad Request: not enough rights to send text messages to the chat', ChatUnreachableError],
    [400, 'Bad Request: TOPIC_CLOSED', ChatUnreachableError],
    [400, 'Bad Request: message thread not found', ChatUnreachableError],
    [400, 'Logged out', RetryableError],
    [409, 'Conflict: terminated by other getUpdates request', PollingConflictError],
    [429, 'Too Many Requests: retry after 1', RateLimitedError],
    [421, 'Misdirected Request: unallowed token specified', RetryableError],
    [500, 'Internal Server Error', RetryableError],
    [502, 'Bad Gateway', RetryableError],
    [400, 'Bad Request: whatever comes next year', TelegramRefusal],
    [413, 'Request Entity Too Large', TelegramRefusal],
  ])('%i %s is a %p', (code, description, kind) => {
    expect(read(code, description)).toBeInstanceOf(kind);
  });

  it.each([
    ['message is not modified: specified new message content', 'notModified'],
    ['query is too old and response timeout expired or query ID is invalid', 'queryTooOld'],
    ['message to edit not found', 'messageLost'],
    ['message to delete not found', 'messageLost'],
    ["message can't be edited", 'messageLost'],
    ["message can't be deleted for everyone", 'messageLost'],
    ['there is no text in the message to edit', 'messageLost'],
    ['wrong file identifier/HTTP URL specified', 'photo'],
    ['wrong remote file identifier specified: Wrong padding in the string', 'photo'],
    ['failed to get HTTP URL content', 'photo'],
    ['wrong type of the web page content', 'photo'],
    ['IMAGE_PROCESS_FAILED', 'photo'],
    ['WEBPAGE_CURL_FAILED', 'photo'],
    ['PHOTO_INVALID_DIMENSIONS', 'photo'],
    ['not enough rights to send photos to the chat', 'photoForbidden'],
    ["can't parse entities: Unsupported start tag", 'entities'],
    ["can't parse caption entities", 'entities'],
    ['message is too long', 'tooLong'],
    ['MESSAGE_TOO_LONG', 'tooLong'],
    ['MEDIA_CAPTION_TOO_LONG', 'tooLong'],
    ['message text is empty', 'other'],
  ])('400 %s is about %s', (description, kind) => {
    expect(read(400, `Bad Request: ${description}`)).toMatchObject({ name: 'TelegramRefusal', kind });
  });

  it.each([
    'setMyDescription',
    'setMyCommands',
    'setChatMenuButton',
    'sendChatAction',
    'answerCallbackQuery',
  ])('never takes the token for dead by what %s was answered', (method) => {
    for (const [code, words] of [[401, 'Unauthorized'] as const, [404, 'Not Found'] as const]) {
      expect(read(code, words, method)).toMatchObject({ name: 'RetryableError' });
    }
    expect(read(404, 'Not Found: method not found', method)).toMatchObject({ kind: 'methodMissing' });
  });

  it('tells the supergroup that a group became', () => {
    const answer = { error_code: 400, description: 'x', parameters: { migrate_to_chat_id: -100123 } };
    const error = telegramError('sendMessage', 400, answer);
    expect(error).toBeInstanceOf(ChatMovedError);
    expect(error).toMatchObject({ movedTo: -100123 });
  });

  it('knows the account that does not come back', () => {
    expect(read(403, 'Forbidden: user is deactivated')).toMatchObject({ isForGood: true });
    expect(read(403, 'Forbidden: bot was blocked by the user')).toMatchObject({ isForGood: false });
  });

  it('believes the code in the answer more than the HTTP status', () => {
    expect(telegramError('sendMessage', 200, { error_code: 403 })).toBeInstanceOf(ChatUnreachableError);
  });

  it.each([
    [{ retry_after: 35 }, 35_000],
    [{}, 1_000],
  ])('asks to wait as long as Telegram says: %j', (parameters, retryAfterMs) => {
    expect(telegramError('sendMessage', 429, { error_code: 429, parameters })).toMatchObject({
      retryAfterMs,
    });
  });
});
