import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopController } from '../stop-controller';
import type { Fault, Faults } from './faults';

export interface FrontRequest {
  /** As it was asked for, with its query. */
  readonly path: string;
  /** `Item/GetExt`, `batch` or `oauth/token`. */
  readonly method: string;
  /** Empty for `oauth/token`. */
  readonly connectedIntegrationId: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface FrontReply {
  readonly status: number;
  /** JSON unless the status says that a proxy wrote it. */
  readonly body: string;
  /** How long the work takes before the answer leaves. */
  readonly takesMs?: number;
  readonly retryAfter?: string;
}

/** What stands behind the HTTP server. */
export interface Backend {
  /** Notes a call that arrived, whatever a fault makes of it. */
  arrived(request: FrontRequest): void;
  answer(request: FrontRequest): FrontReply;
  /** A refusal that does nothing. */
  refuse(code: number, description: string): FrontReply;
  /** The fake itself is broken; a test must see it. */
  failed(request: FrontRequest, error: unknown): void;
}

const GATEWAY = /^\/gateway\/out\/([^/]+)\/v1\/(batch|[A-Za-z]+\/[A-Za-z]+)$/i;

/** HTTP and its faults; knows nothing of REGOS's rules. */
export class HttpFront {
  private readonly server: Server;
  private readonly stopped = stopController();

  constructor(
    private readonly backend: Backend,
    private readonly faults: Faults,
  ) {
    this.server = createServer((incoming, response) => void this.serve(incoming, response));
  }

  async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve());
    });
    const { port: chosen } = this.server.address() as AddressInfo; // a TCP server has one once it listens
    return `http://${host}:${chosen}`;
  }

  /** Breaks what is open; late commits that wait do not happen. */
  async close(): Promise<void> {
    this.stopped.abort();
    this.server.closeAllConnections();
    await new Promise<void>((resolve, reject) =>
      this.server.close((error) => (error ? reject(error) : resolve())),
    );
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = routeOf(incoming);
    if (route === undefined) {
      send(response, { status: 404, body: '<html>404 Not Found</html>' });
      return;
    }
    const fault = this.faults.hit(route.method, route.connectedIntegrationId);
    if (fault?.kind === 'down') {
      incoming.socket.destroy();
      return;
    }
    const body = await readText(incoming);
    if (body === undefined) return;
    const { authorization, 'content-type': contentType } = incoming.headers;
    const request = { ...route, authorization, contentType, body };
    try {
      this.backend.arrived(request);
      await this.reply(request, response, fault);
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      this.backend.failed(request, error);
      send(response, { status: 500, body: '<html>500</html>' });
    }
  }

  private async reply(
    request: FrontRequest,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    const answer = (): FrontReply => this.backend.answer(request);
    switch (fault?.kind) {
      case undefined:
        return this.sendWhenReady(response, answer());
      case 'slow':
        await this.pause(fault.ms);
        return this.sendWhenReady(response, answer());
      case 'hangs':
        return; // the caller hangs up, or the fake is closed
      case 'lostAfter':
        answer();
        return cut(response);
      case 'lateCommit':
        cut(response);
        await this.pause(fault.ms);
        return void answer();
      case 'brokenJson':
        return send(response, half(answer()));
      case 'emptyBody':
        return send(response, { ...answer(), body: '' });
      case 'httpStatus':
        return send(response, {
          status: fault.status ?? 502,
          body: `<html>Bad Gateway: POST ${request.path}</html>`,
          ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
        });
      case 'errorCode':
        return send(response, this.backend.refuse(fault.code, fault.description ?? `Ошибка ${fault.code}`));
      case 'rateLimited':
        return send(response, this.backend.refuse(8213, 'Превышен лимит запросов'));
      case 'lostBefore':
      case 'down':
        return cut(response);
    }
  }

  private async sendWhenReady(response: ServerResponse, reply: FrontReply): Promise<void> {
    if (reply.takesMs) await this.pause(reply.takesMs);
    send(response, reply);
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopped.signal, ref: false });
  }
}

function routeOf(
  incoming: IncomingMessage,
): Pick<FrontRequest, 'path' | 'method' | 'connectedIntegrationId'> | undefined {
  const { url: path = '' } = incoming;
  const address = path.split('?')[0] ?? '';
  if (incoming.method !== 'POST') return undefined;
  if (address === '/oauth/token') return { path, method: 'oauth/token', connectedIntegrationId: '' };
  const [, connectedIntegrationId, method] = GATEWAY.exec(address) ?? [];
  return connectedIntegrationId && method ? { path, method, connectedIntegrationId } : undefined;
}

/** Undefined when the client went away in the middle. */
async function readText(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
  } catch {
    return undefined; // nobody is left to answer
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, retryAfter }: FrontReply): void {
  const contentType = body.startsWith('<') ? 'text/html' : 'application/json;charset=utf-8';
  const headers = {
    'content-type': contentType,
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  };
  response.writeHead(status, headers).end(body);
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

function half({ status, body }: FrontReply): FrontReply {
  return { status, body: body.slice(0, Math.ceil(body.length / 2)) };
}
