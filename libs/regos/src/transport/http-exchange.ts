import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HttpService } from '@nestjs/axios';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isAxiosError, type AxiosRequestConfig } from 'axios';
import { firstValueFrom } from 'rxjs';

const gunzipBody = promisify(gunzip);

/** A page of 500 goods with every member filled is about 2 MB; more than this is no answer of REGOS. */
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/**
 * Longest wait that is obeyed, whatever the other side names: REGOS's own service waits no longer either (docs/regos.md
 * 4), and a day in one answer would stop an order for a day.
 */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** The connection was never made, so the other side cannot have seen the request. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the first byte sent to the last one received. */
  readonly timeoutMs: number;
  /**
   * True: on a connection of its own. A kept-alive one may be closed by the other side in the very moment we write,
   * and whether a write arrived is then unknown.
   */
  readonly freshConnection: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Milliseconds of `Retry-After`, at most 30 s; undefined when it says nothing that can be read. */
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}

/** No answer that can be read. Its message names the fault and never the address. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';

  /**
   * @param sent false when the request certainly never left
   * @param isLate true when it took too long or was too long: a shorter answer may come
   * @param isTooLong of these two
   */
  constructor(
    message: string,
    readonly sent: boolean,
    readonly isLate = false,
    readonly isTooLong = false,
  ) {
    super(message);
  }
}

/** One POST: no proxy of the environment, no redirects, a bounded answer, a hard time limit. */
@Injectable()
export class HttpExchange implements OnModuleDestroy {
  private readonly kept = {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true }),
  };
  private readonly fresh = { http: new HttpAgent(), https: new HttpsAgent() };

  constructor(private readonly http: HttpService) {}

  /** Only what is idle: a person waits for the rest, and the process ends after them. */
  onModuleDestroy(): void {
    for (const { freeSockets } of [this.kept.http, this.kept.https]) {
      for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
    }
  }

  /** @throws ExchangeError when no readable answer came */
  async post(request: HttpRequest): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await firstValueFrom(
        this.http.request<ArrayBuffer>({ ...this.settings(request), signal }),
      );
      return {
        status: response.status,
        retryAfterMs: parseRetryAfter(response.headers['retry-after'], response.headers['date']),
        text: await decode(Buffer.from(response.data)),
      };
    } catch (error) {
      throw signal.aborted
        ? new ExchangeError(`no answer within ${request.timeoutMs} ms`, true, true)
        : toExchangeError(error);
    }
  }

  private settings(request: HttpRequest): AxiosRequestConfig {
    const agents = request.freshConnection ? this.fresh : this.kept;
    return {
      method: 'POST',
      url: request.url,
      headers: { ...request.headers, Accept: 'application/json', 'Accept-Encoding': 'gzip' },
      data: request.body,
      httpAgent: agents.http,
      httpsAgent: agents.https,
      proxy: false,
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      responseType: 'arraybuffer',
      decompress: false, // done below: the header that announces gzip gets lost on the way (docs/regos.md 1)
      validateStatus: () => true,
    };
  }
}

async function decode(body: Buffer): Promise<string> {
  const zipped = body[0] === 0x1f && body[1] === 0x8b;
  return (zipped ? await gunzipBody(body, { maxOutputLength: MAX_ANSWER_BYTES }) : body).toString('utf8');
}

/** Seconds, or an HTTP date, which is compared with the other side's own clock. @param date of the same answer */
function parseRetryAfter(header: unknown, date: unknown): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const waitMs = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - Date.parse(String(date));
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), LONGEST_RETRY_AFTER_MS);
}

function toExchangeError(error: unknown): ExchangeError {
  if (isTooLong(error)) return new ExchangeError('the answer is too long', true, true, true);
  const code = isAxiosError(error) ? error.code : undefined;
  return new ExchangeError(code ?? 'unreadable answer', !NEVER_CONNECTED.has(code ?? ''));
}

/** Of axios only the message tells, of zlib the code. */
function isTooLong(error: unknown): boolean {
  if (isAxiosError(error)) return error.message.startsWith('maxContentLength');
  return (
    error !== null && typeof error === 'object' && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}
