import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { HttpException, HttpStatus } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Config } from '@rto/config';
import type { NextFunction, Request, Response } from 'express';
import { bearerOf } from './api-key.guard';
import { KeyCheck } from './key-check';

/** Figures, the description of the API, and the queues: for operators, not for callers. Express ignores case too. */
const INTERNAL = /^\/(?:metrics|docs(?:-json|-yaml)?|admin\/queues)(?:\/|$)/i;
const QUEUES = /^\/admin\//i;
const HEALTH = /^\/health(?:\/|$)/i;

/**
 * Where the internal pages stand: on INTERNAL_PORT alone, which is to be reached from inside only; without one on
 * HTTP_PORT, behind an admin key as Bearer, or as the password that a browser asks for.
 */
export class InternalDoor {
  private readonly inside = new WeakSet<IncomingMessage>();
  private readonly config: Config;
  private readonly keys: KeyCheck;
  private server: Server | undefined;

  constructor(private readonly app: NestExpressApplication) {
    this.config = app.get(Config);
    this.keys = app.get(KeyCheck, { strict: false });
    app.use((request: Request, response: Response, next: NextFunction) => {
      this.admit(request, response).then(() => next(), next);
    });
  }

  /** Undefined while it does not listen. */
  get port(): number | undefined {
    const address = this.server?.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  /** Listens on INTERNAL_PORT, if there is one. */
  async open(): Promise<void> {
    const { internalPort, host } = this.config.http;
    if (internalPort === undefined) return;
    const serve = this.app.getHttpAdapter().getInstance() as RequestListener;
    const server = createServer((request, response) => {
      this.inside.add(request);
      serve(request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(internalPort, host, resolve);
    });
    this.server = server;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  private async admit(request: Request, response: Response): Promise<void> {
    const isInternal = INTERNAL.test(request.path);
    if (this.inside.has(request)) {
      if (!isInternal && !HEALTH.test(request.path)) throw nothingHere();
    } else if (isInternal) {
      if (this.config.http.internalPort !== undefined) throw nothingHere();
      response.setHeader('WWW-Authenticate', 'Basic realm="operators", charset="UTF-8"');
      const scope = QUEUES.test(request.path) ? 'admin' : undefined;
      await this.keys.admit(bearerOf(request) ?? passwordOf(request), request.ip, scope);
      response.removeHeader('WWW-Authenticate');
      response.setHeader('Cache-Control', 'no-store');
    }
  }
}

/** No `NotFoundException`: that one is answered with the methods that the address takes, at the other door. */
function nothingHere(): HttpException {
  return new HttpException('There is nothing at this address.', HttpStatus.NOT_FOUND);
}

/** Of HTTP Basic; the user's name does not matter. */
function passwordOf(request: Request): string | undefined {
  const encoded = /^Basic +([\w+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1) || undefined;
}
