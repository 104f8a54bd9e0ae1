import { Body, Controller, Headers, HttpCode, Ip, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Config } from '@rto/config';
import { RetryableError, within } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { createHash, timingSafeEqual } from 'node:crypto';
import { CallLimits } from './call-limits';
import { Campaigns } from './campaigns';
import { InboundBell } from './inbound-bell';
import { readRegosCall, type RegosCall } from './regos-call';
import { RegosInboxRepository } from './regos-inbox.repository';

/** REGOS's envelope. */
interface HandlerAnswer {
  readonly ok: boolean;
  readonly result: unknown;
}

const OK: HandlerAnswer = { ok: true, result: {} };

/** A database that takes longer is away: REGOS is told so, and calls again. */
const STORE_TIMEOUT_MS = 1_500;

/** What REGOS calls: stored, answered at once, worked on as a job (CONTRACT section 13). */
@ApiExcludeController()
@Controller('regos')
export class RegosHandlerController {
  constructor(
    private readonly config: Config,
    private readonly limits: CallLimits,
    private readonly tenants: TenantService,
    private readonly inbox: RegosInboxRepository,
    private readonly campaigns: Campaigns,
    private readonly bell: InboundBell,
  ) {}

  @Post(':secret')
  @HttpCode(200)
  async handle(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Headers('connected-integration-id') headerId: string | undefined,
    @Ip() address: string,
  ): Promise<HandlerAnswer> {
    if (!this.config.regos.handlerSecrets.some((valid) => isSame(secret, valid)))
      throw new NotFoundException();
    const call = readRegosCall(body, headerId);
    if (!call) return refusal(400, 'not a call this integration takes');
    if (!this.limits.allow(address, call.connectedIntegrationId)) return refusal(429, 'too many calls');
    if (call.action === 'check') return OK;
    return within(STORE_TIMEOUT_MS, this.take(call), () => new RetryableError('the call is not stored'));
  }

  private async take(call: RegosCall): Promise<HandlerAnswer> {
    const tenant = await this.tenants.findByConnection(call.connectedIntegrationId);
    // an unknown connection gets the same answer, and only one that introduces itself leads to anything
    if (!tenant && call.action !== 'connect' && call.action !== 'reconnect') return OK;
    if (call.action === 'sendmessages') {
      return tenant ? { ok: true, result: await this.campaigns.accept(tenant, call.messages ?? []) } : OK;
    }
    const callId = await (tenant ? this.inbox.receive(call) : this.inbox.introduce(call));
    if (callId !== undefined) this.bell.ringBehind(callId);
    return OK;
  }
}

function refusal(error: number, description: string): HandlerAnswer {
  return { ok: false, result: { error, description } };
}

/** Of equal length by hashing, so that the time tells nothing. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
