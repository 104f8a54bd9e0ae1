import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '@rto/config';
import { errorMessage, isSameSecret, RetryableError, within } from '@rto/kernel';
import { Health, Metrics, RefusalTrail, type WebhookOutcome } from '@rto/observability';
import { UpdateIntake } from '../inbox/update-intake';
import { WebhookAddresses } from '../setup/webhook-address';
import { readBody } from './request-body';
import type { WebhookBot } from './webhook-bot.repository';
import { WebhookBots } from './webhook-bots';
import { readUpdate } from './webhook-update';
import { WrongSecrets } from './wrong-secrets';

/** Far above any update; what is longer comes from somebody else. */
const MAX_BODY_BYTES = 1_000_000;
/** Telegram waits 60 s, the person behind the update does not. */
const COMMIT_LIMIT_MS = 2_000;
const ADDRESS = /^\/([\w-]{32})\/?(?:\?|$)/;

/** As Express passes it on; `ip` knows of the proxies that are trusted. */
export type WebhookRequest = IncomingMessage & { readonly ip?: string | undefined };

interface Answer {
  readonly status: number;
  readonly outcome: WebhookOutcome;
  /** When Telegram is to repeat the update: this is our back-pressure (docs/hosts.md 2). */
  readonly retryAfterSec?: number;
}

const ACCEPTED: Answer = { status: 200, outcome: 'accepted' };
const IGNORED: Answer = { status: 200, outcome: 'ignored' };
const NOT_FOUND: Answer = { status: 404, outcome: 'refused' };
const LIMITED: Answer = { status: 429, outcome: 'refused', retryAfterSec: 10 };
const JUNK: Answer = { status: 400, outcome: 'junk' };
const TOO_LARGE: Answer = { status: 413, outcome: 'junk' };
const SHED: Answer = { status: 503, outcome: 'shed', retryAfterSec: 3 };
const FAILED: Answer = { status: 503, outcome: 'failed', retryAfterSec: 2 };

/**
 * `POST /telegram/{publicId}`: the update is committed before it is acknowledged, and worked on afterwards. It knows
 * nothing of Nest: each update would pay for headers, parsers and filters that it does not need.
 */
@Injectable()
export class WebhookRoute {
  private readonly logger = new Logger(WebhookRoute.name);
  private failures = 0;

  constructor(
    private readonly addresses: WebhookAddresses,
    private readonly bots: WebhookBots,
    private readonly intake: UpdateIntake,
    private readonly wrongSecrets: WrongSecrets,
    private readonly trail: RefusalTrail,
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly health: Health,
  ) {}

  /** @param request with an address that begins after `/telegram` */
  async handle(request: WebhookRequest, response: ServerResponse): Promise<void> {
    const answer = await this.answerTo(request).catch((error: unknown) => this.failed(error));
    this.metrics.webhookCalled(answer.outcome);
    send(response, answer, this.health.isStopping);
  }

  private async answerTo(request: WebhookRequest): Promise<Answer> {
    const publicId = request.method === 'POST' ? ADDRESS.exec(request.url ?? '')?.[1] : undefined;
    if (publicId === undefined || this.config.telegram.updates === 'polling') return NOT_FOUND;
    const caller = request.ip ?? request.socket.remoteAddress;
    if (!this.addresses.isOurs(publicId)) {
      this.trail.refused('unknown webhook address', caller);
      return NOT_FOUND;
    }
    const bot =
      this.bots.remembered(publicId) ??
      (await within(COMMIT_LIMIT_MS, this.bots.find(publicId), tooSlow)) ??
      'unknown';
    if (bot === 'unknown') return NOT_FOUND; // a shop that is gone; its address is no secret of anybody's
    const secret = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof secret !== 'string' || !isSameSecret(secret, bot.secret)) {
      this.trail.refused('wrong webhook secret', caller);
      return this.wrongSecrets.isOneTooMany(caller) ? LIMITED : NOT_FOUND;
    }
    if (!(await this.intake.isNext(bot.tenantId))) return SHED;
    if (this.intake.roomOf(bot.tenantId) === 0) return SHED; // before the body is read
    const body = await readBody(request, MAX_BODY_BYTES);
    return body === undefined ? TOO_LARGE : this.receive(bot, body);
  }

  private async receive(bot: WebhookBot, body: string): Promise<Answer> {
    const update = readUpdate(body);
    if (update === 'none') return JUNK; // Telegram sends no such thing, so it does not repeat it either
    if (update === 'unknown') return IGNORED;
    const left = await within(COMMIT_LIMIT_MS, this.intake.offer(bot, [update]), tooSlow);
    this.failures = 0;
    return left.length === 0 ? ACCEPTED : SHED;
  }

  /** Whatever went wrong, the update is not committed for sure: Telegram is to repeat it. */
  private failed(error: unknown): Answer {
    this.failures += 1;
    if (this.failures === 1 || this.failures % 100 === 0) {
      this.logger.warn(`updates are not taken (${this.failures} in a row): ${errorMessage(error)}`);
    }
    return FAILED;
  }
}

function tooSlow(): RetryableError {
  return new RetryableError(`the database takes longer than ${COMMIT_LIMIT_MS} ms`);
}

/** @param isLast a connection on which updates keep coming would hold up the end of the process for ever */
function send(response: ServerResponse, { status, retryAfterSec }: Answer, isLast: boolean): void {
  const headers = {
    'content-length': 0,
    ...(retryAfterSec !== undefined && { 'retry-after': String(retryAfterSec) }),
    ...(isLast && { connection: 'close' }),
  };
  response.writeHead(status, headers).end();
}
