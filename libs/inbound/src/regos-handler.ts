import { Injectable, Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Config } from '@rto/config';
import { isDatabaseAway } from '@rto/database';
import { errorMessage, isSameSecret, RetryableError } from '@rto/kernel';
import { RefusalTrail } from '@rto/observability';
import type { Request, Response } from 'express';
import { CallBodies } from './call-bodies';
import { refusal, type HandlerAnswer } from './handler-answer';
import { RegosCallIntake } from './regos-call-intake';

/** Wait that a refused caller is told. REGOS is not known to honour it, other callers do. */
const RETRY_AFTER_SEC = '2';
/** By the status that the parser gives: its own words quote the body. */
const UNREADABLE: Readonly<Record<number, string>> = {
  413: 'the body is larger than 8 MB',
  415: 'the body has a charset or an encoding that is not known here',
};

/**
 * `POST /regos/{secret}`: a caller with the secret is answered in REGOS's envelope with HTTP 200, whatever goes
 * wrong. Only a call that is not stored gets 503, so that REGOS repeats it (docs/reliability.md rule 1). It stands
 * outside of Nest's routes: their parser and their errors have another form.
 */
@Injectable()
export class RegosHandler {
  private readonly logger = new Logger(RegosHandler.name);

  constructor(
    private readonly config: Config,
    private readonly bodies: CallBodies,
    private readonly intake: RegosCallIntake,
    private readonly trail: RefusalTrail,
  ) {}

  /** Never rejects. @param request with an address that begins after the secret */
  async handle(secret: unknown, request: Request, response: Response): Promise<void> {
    if (!this.isOurs(secret)) {
      this.trail.refused('wrong handler secret', request.ip);
      response.status(404).json({ title: 'Not Found', status: 404 });
      return;
    }
    try {
      response.json(await this.answerTo(request, response));
    } catch (error) {
      const status = parserStatus(error);
      if (status === undefined) this.notStored(error, response);
      else response.json(refusal(status, UNREADABLE[status] ?? 'the body is no JSON'));
    }
  }

  private async answerTo(request: Request, response: Response): Promise<HandlerAnswer> {
    if (request.path !== '/') return refusal(404, 'there is nothing at this address');
    if (request.method !== 'POST') return refusal(405, 'calls are taken by POST only');
    const body = await this.bodies.read(request, response);
    return this.intake.take(body, request.get('connected-integration-id'), request.ip ?? '');
  }

  private notStored(error: unknown, response: Response): void {
    if (error instanceof RetryableError || isDatabaseAway(error)) {
      this.logger.warn(`a call of REGOS was not taken: ${errorMessage(error)}`);
    } else this.logger.error(error);
    response.status(503).setHeader('Retry-After', RETRY_AFTER_SEC);
    response.json(refusal(503, 'the call is not stored, repeat it'));
  }

  private isOurs(secret: unknown): boolean {
    return (
      typeof secret === 'string' &&
      this.config.regos.handlerSecrets.some((valid) => isSameSecret(secret, valid))
    );
  }
}

/** Puts the handler in front of everything that reads bodies: a wrong secret is 404 before any of it is read. */
export function openRegosHandler(app: NestExpressApplication): void {
  const handler = app.get(RegosHandler);
  app.use('/regos/:secret', (request: Request, response: Response) =>
    handler.handle(request.params['secret'], request, response),
  );
}

/** The parser's errors (too large, wrong encoding) carry a 4xx themselves. */
function parserStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
