import { PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';

/** A dead token, confirmed by getMe: the bot of this tenant stops, and no other. */
export class TokenRejectedError extends PermanentError {
  override readonly name = 'TokenRejectedError';
}

/** The chat takes no messages of this bot: the person blocked it or never started it, the group put it out. */
export class ChatUnreachableError extends PermanentError {
  override readonly name = 'ChatUnreachableError';

  constructor(
    message: string,
    /** The account is deleted: it does not come back. */
    readonly isForGood = false,
  ) {
    super(message);
  }
}

/** The group has become a supergroup, which has another id. */
export class ChatMovedError extends PermanentError {
  override readonly name = 'ChatMovedError';

  constructor(
    message: string,
    readonly movedTo: number,
  ) {
    super(message);
  }
}

/** Another getUpdates runs with this token, or a webhook is set (409). */
export class PollingConflictError extends RetryableError {
  override readonly name = 'PollingConflictError';

  constructor(readonly description: string) {
    super(`Telegram: ${description}`);
  }
}

/**
 * What a refusal is about, where somebody goes on by it:
 * `notModified` the message looks so already; `messageLost` the message to change is gone or cannot be changed;
 * `queryTooOld` the spinner of the tap has ended by itself; `photo` Telegram cannot get or read the picture;
 * `linkForbidden` a button leads to a person who does not want it; `photoForbidden` the chat takes no pictures, or no voices; `entities` the markup; `tooLong` the text;
 * `methodMissing` this server is older than the method.
 */
export type RefusalKind =
  | 'notModified'
  | 'messageLost'
  | 'queryTooOld'
  | 'photo'
  | 'photoForbidden'
  | 'linkForbidden'
  | 'entities'
  | 'tooLong'
  | 'methodMissing'
  | 'other';

/** Telegram will not do this (400 and the like); `description` is its own text. */
export class TelegramRefusal extends PermanentError {
  override readonly name = 'TelegramRefusal';

  constructor(
    readonly description: string,
    readonly kind: RefusalKind = 'other',
  ) {
    super(`Telegram: ${description}`);
  }
}

/** What the Bot API says with `ok: false`. */
export interface FailedAnswer {
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

interface Meaning {
  readonly code: number;
  /** Of calls without which a bot does its work; of every call unless given. */
  readonly of?: 'cosmetic';
  /** Looked for in the description; any unless given. */
  readonly says?: RegExp;
  is(description: string, parameters: NonNullable<FailedAnswer['parameters']>): Error;
}

/** All that a dead token gets; with more behind it, it is about one method or comes from elsewhere. */
const BARE = /^(unauthorized|not found)(: invalid token specified)?$/i;

/**
 * The one table of refusals; of the meanings that fit, the first one counts. The descriptions are not documented:
 * they are the Bot API server's own words, and those in capitals are handed through from Telegram's core.
 * @source telegram-bot-api, Client.cpp; docs/hosts.md 2
 */
const MEANINGS: readonly Meaning[] = [
  { code: 401, of: 'cosmetic', is: passing },
  { code: 404, of: 'cosmetic', says: BARE, is: passing },
  { code: 401, says: BARE, is: (description) => new TokenRejectedError(`Telegram: ${description}`) },
  { code: 404, says: BARE, is: (description) => new TokenRejectedError(`Telegram: ${description}`) },
  { code: 401, is: passing },
  { code: 404, is: refusal('methodMissing') },
  { code: 403, says: /user is deactivated/i, is: unreachable(true) },
  { code: 403, is: unreachable(false) },
  { code: 408, is: passing },
  { code: 409, is: (description) => new PollingConflictError(description) },
  { code: 421, is: passing },
  { code: 429, is: rateLimited },
  { code: 400, says: /^(bad request: )?logged out/i, is: passing },
  { code: 400, says: /message is not modified/i, is: refusal('notModified') },
  { code: 400, says: /query is too old|query id is invalid/i, is: refusal('queryTooOld') },
  {
    code: 400,
    says: /message to \w+ not found|message can't be (edited|deleted)|no (text|caption|media) in the message|MESSAGE_ID_INVALID/i,
    is: refusal('messageLost'),
  },
  {
    code: 400,
    says: /can't parse [\w ]*entities|ENTIT(Y|IES)_|unsupported start tag/i,
    is: refusal('entities'),
  },
  { code: 400, says: /(message|caption) is too long|(MESSAGE|CAPTION)_TOO_LONG/i, is: refusal('tooLong') },
  {
    code: 400,
    says: /not enough rights to send (photos|media|voice)|CHAT_SEND_(PHOTOS|MEDIA|VOICES)_FORBIDDEN|VOICE_MESSAGES_FORBIDDEN/i,
    is: refusal('photoForbidden'),
  },
  {
    code: 400,
    says: /wrong (remote )?file|invalid file|failed to get HTTP URL|wrong type of the web page|HTTP URL specified|PHOTO_|IMAGE_|WEBPAGE_|MEDIA_(EMPTY|INVALID)|FILE_REFERENCE|file is too big/i,
    is: refusal('photo'),
  },
  { code: 400, says: /BUTTON_USER_(PRIVACY_RESTRICTED|INVALID)/i, is: refusal('linkForbidden') },
  { code: 400, says: /USER_DEACTIVATED/i, is: unreachable(true) },
  {
    code: 400,
    says: /(chat|user) not found|chat was (deactivated|deleted)|(no|not enough) rights to send|administrator rights|message thread not found|TOPIC_(CLOSED|DELETED)|PEER_ID_INVALID|USER_IS_BLOCKED|CHAT_(WRITE_FORBIDDEN|RESTRICTED|SEND_PLAIN_FORBIDDEN)/i,
    is: unreachable(false),
  },
];

/** Calls that make a bot look better, and without which it sells all the same: they never stop it. */
const COSMETIC = /^(setMy|deleteMy|setChatMenuButton|sendChatAction|answerCallbackQuery)/;

/** The error of an answer with `ok: false`. @source Bot API, "Making requests" */
export function telegramError(method: string, status: number, answer: FailedAnswer): Error {
  const { error_code: code = status, description = `HTTP ${status}`, parameters = {} } = answer;
  const { migrate_to_chat_id: movedTo } = parameters;
  if (movedTo !== undefined) return new ChatMovedError(`Telegram: ${description}`, movedTo);
  const meaning = MEANINGS.find(
    (row) =>
      row.code === code &&
      (row.of === undefined || COSMETIC.test(method)) &&
      (row.says === undefined || row.says.test(description)),
  );
  if (meaning) return meaning.is(description, parameters);
  return code >= 500 ? passing(description) : new TelegramRefusal(description);
}

function passing(description: string): RetryableError {
  return new RetryableError(`Telegram: ${description}`);
}

function rateLimited(
  description: string,
  { retry_after: sec = 1 }: { readonly retry_after?: number },
): Error {
  return new RateLimitedError(`Telegram: ${description}`, { retryAfterMs: sec * 1000 });
}

function unreachable(isForGood: boolean): Meaning['is'] {
  return (description) => new ChatUnreachableError(`Telegram: ${description}`, isForGood);
}

function refusal(kind: RefusalKind): Meaning['is'] {
  return (description) => new TelegramRefusal(description, kind);
}
