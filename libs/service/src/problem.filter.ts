import { STATUS_CODES } from 'node:http';
import {
  Catch,
  HttpException,
  Logger,
  MethodNotAllowedException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { FieldsException, type Problem, TooManyRequestsException } from '@rto/admin';
import { isDatabaseAway } from '@rto/database';
import { RetryableError } from '@rto/kernel';
import { OrderConflictError } from '@rto/orders';
import { RegosRefusal } from '@rto/regos';
import { TenantNotFoundError } from '@rto/settings';
import type { Request, Response } from 'express';
import { allowedMethods } from './allowed-methods';

/**
 * Every HTTP error as problem+json. An unforeseen one is logged and answered without a word of its text, which may
 * hold anything.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error; // bots' updates pass through global filters too
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      this.logger.error(error);
      response.end();
      return;
    }
    const request = host.switchToHttp().getRequest<Request>();
    const allowed = isUnrouted(error, request) ? allowedMethods(request) : [];
    if (allowed.length > 0) {
      response.setHeader('Allow', [...allowed, 'OPTIONS'].join(', '));
      if (request.method === 'OPTIONS') return void response.status(204).end();
    }
    const isOtherMethod = allowed.length > 0;
    const problem = toProblem(
      isOtherMethod ? new MethodNotAllowedException() : withoutAddress(error, request),
    );
    if (problem.status >= 500) this.logger.error(error);
    if (problem.status === 401 && !response.hasHeader('WWW-Authenticate')) {
      response.setHeader('WWW-Authenticate', 'Bearer');
    }
    if (problem.status === 503) response.setHeader('Retry-After', '2');
    if (error instanceof TooManyRequestsException) {
      response.setHeader('Retry-After', String(error.retryAfterSec));
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function isUnrouted(error: unknown, request: Request): boolean {
  return error instanceof NotFoundException && request.route === undefined;
}

/** Nest's own words repeat the address, whose last segment may be the handler's secret. */
function withoutAddress(error: unknown, request: Request): unknown {
  return isUnrouted(error, request) ? new NotFoundException('There is nothing at this address.') : error;
}

function toProblem(error: unknown): Problem {
  if (error instanceof FieldsException) return { ...problem(400, error.message), errors: error.errors };
  if (error instanceof HttpException) return problem(error.getStatus(), error.message);
  if (error instanceof TenantNotFoundError) return problem(404, 'There is no such tenant.');
  if (error instanceof OrderConflictError) return problem(409, error.message);
  if (error instanceof RegosRefusal) return problem(502, `REGOS refused with its error ${error.code}.`);
  if (error instanceof RetryableError || isDatabaseAway(error)) {
    return problem(503, 'Something we depend on does not answer; try again.');
  }
  return problem(parserStatus(error) ?? 500, 'The request could not be handled.');
}

function problem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}

/** The body parser's errors (too large, wrong encoding) are no exceptions of Nest; they carry a 4xx themselves. */
function parserStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
