import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, tooManyRequests } from './api-error';
import type { Bot } from './bot';
import type { CallLog } from './call-log';
import type { TelegramFault, TelegramFaults } from './faults';
import { findMethod } from './methods';
import { Params } from './params';
import { readRequestBody } from './request-body';
import { servePhoto } from './serve-photo';
import type { World } from './world';

interface ApiServerParts {
  readonly world: World;
  readonly faults: TelegramFaults;
  readonly log: CallLog;
  readonly findBot: (token: string) => Bot | undefined;
}

type Answer =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: ApiError };

/** The HTTP face: `/bot{token}/{method}`, `/file/bot{token}/photos/{name}` and the pictures under `/files/`. */
export class ApiServer {
  private readonly server: Server;

  constructor(private readonly parts: ApiServerParts) {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        if (error instanceof ApiError && !response.headersSent) reply(response, { ok: false, error });
        else response.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const { port: taken } = this.server.address() as AddressInfo; // a TCP server's address is never text
    return taken;
  }

  /** Ends every open connection, waiting polls included. */
  cutConnections(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cutConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const photoName = /^\/(?:files|file\/bot[^/]+\/photos)\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (photoName) return servePhoto(this.parts.world.files.byPath(`/files/${photoName}`), response);
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(decodeURI(url.pathname)) ?? [];
    if (token === undefined || method === undefined) {
      return reply(response, { ok: false, error: new ApiError(404, 'Not Found') });
    }
    const aborted = new AbortController();
    response.on('close', () => aborted.abort());
    const body = await readRequestBody(request, url.searchParams);
    const params = new Params(body);
    await this.answer({ path: request.url ?? '/', token, method, params, signal: aborted.signal, response });
  }

  private async answer(call: IncomingCall): Promise<void> {
    const { path, token, params, response } = call;
    const method = findMethod(call.method)?.name ?? call.method;
    const chatId = chatIdOf(params);
    const faults = this.parts.faults.strike(method, token, chatId);
    const record = this.parts.log.start({ path, method, botToken: token, chatId, params });
    for (const fault of faults) if (fault.kind === 'slow') await sleep(fault.ms);
    const forced = faults.map(forcedAnswer).find((answer) => answer !== undefined);
    if (forced === 'destroy') {
      response.destroy();
      return;
    }
    const answer = forced ?? (await this.run({ ...call, method }));
    record.status = answer.ok ? 200 : answer.error.code;
    if (!answer.ok) record.error = answer.error.description;
    if (faults.some((fault) => fault.kind === 'lostAfter')) response.destroy();
    else reply(response, answer);
  }

  private async run({ token, method, params, signal }: IncomingCall): Promise<Answer> {
    try {
      const bot = this.botOf(token);
      const found = findMethod(method);
      if (!found || this.parts.world.missingMethods.has(method)) {
        throw new ApiError(404, 'Not Found: method not found');
      }
      for (const problem of params.problems(found.method.params)) this.parts.world.violation(method, problem);
      const { world } = this.parts;
      return { ok: true, result: await found.method.run({ method, bot, world, params, signal }) };
    } catch (error) {
      if (error instanceof ApiError) return { ok: false, error };
      throw error;
    }
  }

  /** A token that looks like one answers 401, anything else is no such page. */
  private botOf(token: string): Bot {
    const bot = this.parts.findBot(token);
    if (bot && !bot.revoked) return bot;
    if (/^\d+:[\w-]+$/.test(token)) throw new ApiError(401, 'Unauthorized');
    throw new ApiError(404, 'Not Found');
  }
}

interface IncomingCall {
  readonly path: string;
  readonly token: string;
  readonly method: string;
  readonly params: Params;
  readonly signal: AbortSignal;
  readonly response: ServerResponse;
}

function forcedAnswer(fault: TelegramFault): Answer | 'destroy' | undefined {
  if (fault.kind === 'lostBefore' || fault.kind === 'down') return 'destroy';
  if (fault.kind !== 'status') return undefined;
  if (fault.status === 429) return { ok: false, error: tooManyRequests(fault.retryAfterSec ?? 1) };
  const description = fault.description ?? DESCRIPTIONS[fault.status] ?? 'Internal Server Error';
  return { ok: false, error: new ApiError(fault.status, description) };
}

/** What stands alone with a status; 401 and 404 are a dead token's when getMe says so too. */
const DESCRIPTIONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  404: 'Not Found',
  502: 'Bad Gateway',
};

function chatIdOf(params: Params): number | undefined {
  const chatId = Number(params.text('chat_id') ?? NaN);
  return Number.isFinite(chatId) ? chatId : undefined;
}

function reply(response: ServerResponse, answer: Answer): void {
  const status = answer.ok ? 200 : answer.error.code;
  const body = answer.ok
    ? answer
    : {
        ok: false,
        error_code: status,
        description: answer.error.description,
        ...(answer.error.parameters && { parameters: answer.error.parameters }),
      };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
