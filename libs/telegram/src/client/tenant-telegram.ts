import { errorMessage, OutcomeUnknownError, RetryableError } from '@rto/kernel';
import { Telegram } from 'telegraf';
import type { Opts, Telegram as ApiMethods } from 'telegraf/types';
import { CallLimit, CallTimeoutError } from './call-limit';
import { httpTransport, type Incoming, type Transport } from './http-transport';
import { pause } from './pause';
import { telegramError, TokenRejectedError, type FailedAnswer } from './telegram-errors';

/** A file that is uploaded with the call. */
export class Upload {
  constructor(
    readonly content: Buffer,
    readonly fileName: string,
    readonly mimeType: string,
  ) {}
}

export interface TelegramOptions {
  /** Root of the Bot API, no slash at the end. */
  readonly apiUrl: string;
  /** Limit of one call that does not poll, in milliseconds. */
  readonly timeoutMs: number;
  /** Unless given, HTTP. */
  readonly transport?: Transport;
  /** False: a pause that Telegram asks for is the caller's business, however short. True unless told. */
  readonly waitsOutPauses?: boolean;
  /** Tries of a call in all, unless it says so itself. */
  readonly attempts?: number;
}

interface CallOptions {
  readonly signal?: AbortSignal;
  /** On top of the usual limit: how long getUpdates may wait. */
  readonly extraTimeoutMs?: number;
  /** Tries in all; 1 when the caller has a better place to wait. */
  readonly attempts?: number;
}

/** A pause that Telegram asks for is waited out here up to this long; a longer one is the caller's business. */
const LONGEST_PAUSE_MS = 15_000;
const MAX_ATTEMPTS = 3;
/** No connection came about. */
const UNSENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** Between the answer that a token is dead and the question whether it is. */
const ASK_AGAIN_MS = 300;

/**
 * The one way of a tenant to Telegram. It replaces telegraf's own transport, which drops object fields of an
 * upload, adds a field Telegram does not know, waits 500 s, and puts the token into its errors.
 */
export class TenantTelegram extends Telegram {
  /** Whether the token is dead, while that is asked; calls that fail together ask once. */
  private verdict: Promise<boolean> | undefined;

  constructor(
    token: string,
    private readonly settings: TelegramOptions,
  ) {
    super(token, { apiRoot: settings.apiUrl, webhookReply: false });
  }

  /**
   * Calls a method of the Bot API. Members without a value are left out.
   *
   * A call that may be repeated without harm for the person is repeated: after 429 when the pause is short, and
   * after a lost answer (the same text twice beats no text, docs/reliability.md 2).
   * @throws TokenRejectedError | ChatUnreachableError | ChatMovedError | TelegramRefusal | PollingConflictError
   * @throws RetryableError; OutcomeUnknownError where Telegram may have done it all the same
   */
  override async callApi<Name extends keyof ApiMethods>(
    method: Name,
    payload: Opts<Name>,
  ): Promise<ReturnType<ApiMethods[Name]>> {
    return this.call(method, payload);
  }

  /** `callApi` for methods and members newer than telegraf's types; the caller states the result. */
  async call<Result>(method: string, payload: object, options: CallOptions = {}): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.request(method, payload, options)) as Result;
      } catch (error) {
        const attempts = method === 'getUpdates' ? 1 : (options.attempts ?? this.settings.attempts);
        const pauseMs = this.pauseBefore(error, attempt, attempts);
        if (pauseMs === undefined) throw error;
        await pause(pauseMs, options.signal);
        options.signal?.throwIfAborted();
      }
    }
  }

  /** Milliseconds until the call is made again; undefined when it is not. */
  private pauseBefore(error: unknown, attempt: number, attempts = MAX_ATTEMPTS): number | undefined {
    if (!(error instanceof RetryableError) || attempt >= attempts) return undefined;
    const { retryAfterMs } = error;
    if (retryAfterMs !== undefined && this.settings.waitsOutPauses === false) return undefined;
    const pauseMs = retryAfterMs ?? 300 * attempt;
    return pauseMs <= LONGEST_PAUSE_MS ? pauseMs : undefined;
  }

  private async request(method: string, payload: object, options: CallOptions): Promise<unknown> {
    const { status, text } = await this.post(method, payload, options);
    const answer = parse(text);
    if (answer?.ok === true) return answer.result;
    const error = errorOf(method, status, answer);
    if (!(error instanceof TokenRejectedError) || (await this.isTokenDead())) throw error;
    throw new RetryableError(`${error.message}, and getMe says otherwise`);
  }

  /** Only when getMe says so as well: a server in between may have spoken in Telegram's name. */
  private isTokenDead(): Promise<boolean> {
    this.verdict ??= this.askWhetherDead().finally(() => (this.verdict = undefined));
    return this.verdict;
  }

  private async askWhetherDead(): Promise<boolean> {
    await pause(ASK_AGAIN_MS);
    try {
      const { status, text } = await this.post('getMe', {}, {});
      const answer = parse(text);
      return answer?.ok !== true && errorOf('getMe', status, answer) instanceof TokenRejectedError;
    } catch (error) {
      if (error instanceof RetryableError) return false; // nobody said so
      throw error;
    }
  }

  private async post(method: string, payload: object, options: CallOptions): Promise<Incoming> {
    const limit = new CallLimit(this.settings.timeoutMs + (options.extraTimeoutMs ?? 0), options.signal);
    try {
      const { apiUrl, transport = httpTransport, attempts } = this.settings;
      const url = `${apiUrl}/bot${this.token}/${method}`;
      return await transport({ url, body: encode(payload), signal: limit.signal, once: attempts === 1 });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      // the cause would name the address, which holds the token
      const reason = `Telegram ${method}: ${networkReason(error)}`;
      throw isUnsent(error) ? new RetryableError(reason) : new OutcomeUnknownError(reason);
    } finally {
      limit.release();
    }
  }
}

interface Answer extends FailedAnswer {
  readonly ok?: boolean;
  readonly result?: unknown;
}

/** Without `ok: false` it is not the Bot API that answered. */
function errorOf(method: string, status: number, answer: Answer | undefined): Error {
  if (answer?.ok === false) return telegramError(method, status, answer);
  return new OutcomeUnknownError(`Telegram ${method}: no answer of the Bot API, HTTP ${status}`);
}

function parse(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined; // a proxy's page: the caller reports the status
  }
}

function encode(payload: object): string | FormData {
  const fields = Object.entries(payload).filter(([, value]) => value !== undefined && value !== null);
  if (!fields.some(([, value]) => value instanceof Upload)) return JSON.stringify(Object.fromEntries(fields));
  const form = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Upload) {
      form.append(name, new Blob([new Uint8Array(value.content)], { type: value.mimeType }), value.fileName);
    } else {
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
  }
  return form;
}

/** Nobody was there to take the call. */
function isUnsent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error) ?? codeOf(error.cause);
  return code !== undefined && UNSENT.includes(code);
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error instanceof CallTimeoutError) return error.message;
  return codeOf(error) ?? codeOf(error.cause) ?? errorMessage(error).replace(/https?:\S+/g, '');
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
