import { Injectable } from '@nestjs/common';
import { Bell } from '@rto/jobs';
import { clientAddress, RetryableError, within } from '@rto/kernel';
import { RefusalTrail, type RefusalClass } from '@rto/observability';
import { TenantService, type Tenant } from '@rto/settings';
import { CallLimits } from './call-limits';
import { Campaigns } from './campaigns';
import { OK, refusal, type HandlerAnswer } from './handler-answer';
import { Introductions } from './introductions';
import { readRegosCall, type RegosCall } from './regos-call';
import { RegosCallInbox } from './regos-call-inbox';

/** A database that takes longer is away: REGOS is told so, and calls again. */
const STORE_TIMEOUT_MS = 1_500;
/** Of one SendMessages; each is answered for, and 5,000 took 0.6 s. */
const MAX_MESSAGES = 20_000;
/** Messages looked at and written together, between which other calls have their turn. */
const MESSAGES_AT_ONCE = 500;

/** What REGOS calls: stored, answered at once, worked on as a job (docs/regos.md 13). */
@Injectable()
export class RegosCallIntake {
  constructor(
    private readonly limits: CallLimits,
    private readonly introductions: Introductions,
    private readonly tenants: TenantService,
    private readonly inbox: RegosCallInbox,
    private readonly campaigns: Campaigns,
    private readonly bell: Bell,
    private readonly trail: RefusalTrail,
  ) {}

  /** @throws RetryableError, or the database's error, when nothing is stored for sure */
  async take(body: unknown, headerId: string | undefined, address: string): Promise<HandlerAnswer> {
    const call = readRegosCall(body, headerId);
    if (!call) return refusal(400, 'not a call this integration takes');
    if (!this.limits.allow(address, call.connectedIntegrationId)) {
      return this.tooMany('too many calls to the handler', address);
    }
    if (call.action === 'check') return OK;
    const tenant = await stored(this.tenants.findByConnection(call.connectedIntegrationId));
    if (call.action === 'sendmessages') return tenant ? this.send(tenant, call) : OK;
    // an unknown connection gets the same answer, and only one that introduces itself leads to anything
    if (!tenant && call.action !== 'connect' && call.action !== 'reconnect') return OK;
    const network = clientAddress(address);
    if (!tenant && !(await this.mayIntroduce(network)))
      return this.tooMany('too many introductions', network);
    return stored(this.store(call, tenant, network));
  }

  private tooMany(refused: RefusalClass, address: string): HandlerAnswer {
    this.trail.refused(refused, address);
    return refusal(429, 'too many calls');
  }

  private async mayIntroduce(network: string): Promise<boolean> {
    return this.limits.allowIntroduction(network) && (await this.introductions.isOpen(network));
  }

  private async store(call: RegosCall, tenant: Tenant | undefined, network: string): Promise<HandlerAnswer> {
    const callId = await (tenant ? this.inbox.receive(call) : this.inbox.introduce(call, network));
    if (callId !== undefined) this.bell.ringBehind('inbound.handle', { callId });
    return OK;
  }

  /** In portions: one that fails has REGOS call again, and what was written before is not written twice. */
  private async send(tenant: Tenant, { messages = [] }: RegosCall): Promise<HandlerAnswer> {
    if (messages.length > MAX_MESSAGES) return refusal(413, `at most ${MAX_MESSAGES} messages in one call`);
    const results: unknown[] = [];
    for (let start = 0; start < messages.length; start += MESSAGES_AT_ONCE) {
      const portion = messages.slice(start, start + MESSAGES_AT_ONCE);
      results.push(...(await stored(this.campaigns.accept(tenant, portion))));
    }
    return { ok: true, result: results };
  }
}

function stored<T>(storing: Promise<T>): Promise<T> {
  return within(STORE_TIMEOUT_MS, storing, () => new RetryableError('the call is not stored'));
}
