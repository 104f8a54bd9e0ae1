import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';

/**
 * Errors of an app that has health and figures only, in the form that those of the admin API have. Nest's own would
 * repeat the address: of a call that was meant for another app, it may hold the handler's secret.
 */
@Catch()
export class BareProblems implements ExceptionFilter {
  private readonly logger = new Logger(BareProblems.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error; // bots' updates pass through global filters too
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) this.logger.error(error);
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.end();
    const detail = status === 404 ? 'There is nothing at this address.' : 'The request could not be handled.';
    const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
    response.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
