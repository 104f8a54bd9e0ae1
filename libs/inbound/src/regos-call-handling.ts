import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, RateLimitedError, RetryableError } from '@rto/kernel';
import { TenantShares } from '@rto/jobs';
import { RefusalTrail } from '@rto/observability';
import { RegosPageError, RegosRestingError, regosCode } from '@rto/regos';
import { TenantLifecycle, TenantService } from '@rto/settings';
import { CallPace } from './call-pace';
import { Introductions } from './introductions';
import type { RegosCall } from './regos-call';
import { RegosEvents } from './regos-events';
import { RegosCallInbox, type PendingCall } from './regos-call-inbox';

/** Longer than the calls of REGOS that one piece of work makes. */
const LEASE_MS = 120_000;
/** A Disconnect that REGOS does not confirm is asked about again (docs/reliability.md 3). */
const DISCONNECT_AGAIN_MS = [5_000, 60_000, 600_000];
const LONGEST_RETRY_MS = 300_000;
const MAX_ATTEMPTS = 40;
/** For what waits until REGOS has answered others of its network. */
const TURN_AGAIN_MS = 500;
/** Calls of one shop that are worked on at a time: a quarter of what a process does. */
const OF_ONE_SHOP = 4;

/** Does what a stored call asks for; safe to repeat. */
@Injectable()
export class RegosCallHandling {
  private readonly logger = new Logger(RegosCallHandling.name);
  private readonly shares = new TenantShares(OF_ONE_SHOP);

  constructor(
    private readonly inbox: RegosCallInbox,
    private readonly lifecycle: TenantLifecycle,
    private readonly tenants: TenantService,
    private readonly events: RegosEvents,
    private readonly pace: CallPace,
    private readonly introductions: Introductions,
    private readonly trail: RefusalTrail,
  ) {}

  async handle(callId: string): Promise<void> {
    const pending = await this.inbox.claim(callId, LEASE_MS);
    if (!pending) return;
    const { connectionHash } = pending;
    const waitMs = this.shares.enter(connectionHash);
    if (waitMs !== undefined) return this.inbox.defer(callId, waitMs);
    try {
      const isKnown = await this.isKnown(pending);
      const waitMs = await this.pace.waitMs(pending, isKnown);
      if (waitMs > 0) return await this.inbox.defer(callId, waitMs);
      if (!isKnown && pending.network !== undefined) return await this.meet(pending, pending.network);
      await this.workOff(pending);
    } catch (error) {
      await this.fail(pending, error);
    } finally {
      this.shares.leave(connectionHash);
    }
  }

  /** Somebody introduces a connection that we do not know: what REGOS makes of it counts for or against the network. */
  private async meet(pending: PendingCall, network: string): Promise<void> {
    const turn = await this.introductions.begin(network);
    if (turn === 'never') return this.inbox.finish(pending.id, 'too many that REGOS does not confirm');
    if (turn === 'later') return this.inbox.defer(pending.id, TURN_AGAIN_MS);
    let isRefused = false;
    try {
      await this.workOff(pending);
      isRefused = !(await this.isKnown(pending));
    } catch (error) {
      isRefused = hasAnswered(error);
      throw error;
    } finally {
      if (isRefused) this.trail.refused('introduction that REGOS does not confirm', network);
      await this.introductions.end(network, isRefused);
    }
  }

  private async workOff(pending: PendingCall): Promise<void> {
    if (isMergeable(pending)) await this.inbox.mergeInto(pending);
    const againMs = await this.work(pending);
    await (againMs === undefined
      ? this.inbox.finish(pending.id)
      : this.inbox.postpone(pending.id, againMs, 'REGOS still lists the connection'));
  }

  /** @returns milliseconds until it is to be done again; undefined when it is done */
  private async work({ call, attempts }: PendingCall): Promise<number | undefined> {
    switch (call.action) {
      case 'connect':
        await this.lifecycle.connect(call.connectedIntegrationId);
        return undefined;
      case 'reconnect':
        await this.lifecycle.reconnect(call.connectedIntegrationId, call.previousId);
        return undefined;
      case 'disconnect': {
        const isSettled = await this.lifecycle.disconnect(call.connectedIntegrationId);
        return isSettled ? undefined : DISCONNECT_AGAIN_MS[attempts - 1];
      }
      case 'updatesettings':
        await this.refresh(call);
        return undefined;
      case 'handlewebhook':
        if (call.event) await this.events.happened(call.connectedIntegrationId, call.event);
        return undefined;
      case 'check':
      case 'sendmessages':
        return undefined; // answered at once
    }
  }

  private async isKnown({ call }: PendingCall): Promise<boolean> {
    return (await this.tenants.findByConnection(call.connectedIntegrationId)) !== undefined;
  }

  private async refresh(call: RegosCall): Promise<void> {
    const tenant = await this.tenants.findByConnection(call.connectedIntegrationId);
    if (tenant) await this.lifecycle.refresh(tenant.id);
  }

  private async fail(pending: PendingCall, error: unknown): Promise<void> {
    const reason = errorMessage(error);
    if (!(error instanceof RetryableError) || pending.attempts >= MAX_ATTEMPTS) {
      this.logger.error(`a ${pending.call.action} of REGOS was given up: ${reason}`);
      return this.inbox.finish(pending.id, reason);
    }
    const isNotYet = error instanceof RateLimitedError || error instanceof RegosRestingError;
    if (isNotYet) return this.inbox.defer(pending.id, error.retryAfterMs ?? TURN_AGAIN_MS);
    const waitMs = error.retryAfterMs ?? Math.min(1_000 * 2 ** pending.attempts, LONGEST_RETRY_MS);
    return this.inbox.postpone(pending.id, waitMs, reason);
  }
}

/** Whether REGOS answered, with a refusal as an unknown id gets it. A REGOS that is away counts against no network. */
function hasAnswered(error: unknown): boolean {
  return error instanceof RegosPageError || regosCode(error) !== undefined;
}

/** Whether one reading of the facts answers all calls of its kind; a Reconnect names what is to be moved. */
function isMergeable({ call }: PendingCall): boolean {
  return call.action === 'connect' || call.action === 'disconnect' || call.action === 'updatesettings';
}
