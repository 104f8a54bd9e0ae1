import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { bearerOf } from './api-key.guard';
import { KeyCheck } from './key-check';

/** As the API's, without the fonts that the page wants from elsewhere: who looks at it is nobody's business. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Lets in who has a key with the scope `admin`: as the API, or as the password that a browser asks for. */
@Injectable()
export class QueueBoardAccess implements NestMiddleware {
  constructor(private readonly keys: KeyCheck) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    response.setHeader('WWW-Authenticate', 'Basic realm="queues", charset="UTF-8"');
    await this.keys.admit(bearerOf(request) ?? passwordOf(request), request.ip, 'admin');
    response.removeHeader('WWW-Authenticate');
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Cache-Control', 'no-store');
    next();
  }
}

/** Of HTTP Basic; the user's name does not matter. */
function passwordOf(request: Request): string | undefined {
  const encoded = /^Basic +([\w+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1) || undefined;
}
