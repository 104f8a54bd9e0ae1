import { randomUUID } from 'node:crypto';
import { traced } from '@rto/kernel';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'X-Request-Id';
/** Of anybody's making, so it must not break a log line or a header. */
const TAKEN = /^[\w.:-]{8,64}$/;

/** Handles the request under a trace: the caller's `X-Request-Id`, when it has one, or a new id; the answer names it. */
export function traceRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.get(HEADER);
  const traceId = given !== undefined && TAKEN.test(given) ? given : randomUUID();
  response.setHeader(HEADER, traceId);
  traced({ traceId }, next);
}
