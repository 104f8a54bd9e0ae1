import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, RetryableError } from '@rto/kernel';
import { TenantLifecycle, TenantService } from '@rto/settings';
import { CallPace } from './call-pace';
import type { RegosCall } from './regos-call';
import { RegosEvents } from './regos-events';
import { RegosInboxRepository, type PendingCall } from './regos-inbox.repository';

/** Longer than the calls of REGOS that one piece of work makes. */
const LEASE_MS = 120_000;
/** A Disconnect that REGOS does not confirm is asked about again (RELIABILITY section 3). */
const DISCONNECT_AGAIN_MS = [5_000, 60_000, 600_000];
const LONGEST_RETRY_MS = 300_000;
const MAX_ATTEMPTS = 40;

/** Does what a stored call asks for; safe to repeat. */
@Injectable()
export class RegosCallHandling {
  private readonly logger = new Logger(RegosCallHandling.name);

  constructor(
    private readonly inbox: RegosInboxRepository,
    private readonly lifecycle: TenantLifecycle,
    private readonly tenants: TenantService,
    private readonly events: RegosEvents,
    private readonly pace: CallPace,
  ) {}

  async handle(callId: string): Promise<void> {
    const pending = await this.inbox.claim(callId, LEASE_MS);
    if (!pending) return;
    try {
      const waitMs = await this.pace.waitMs(pending, await this.isKnown(pending));
      if (waitMs > 0) return await this.inbox.defer(callId, waitMs);
      if (isMergeable(pending)) await this.inbox.mergeInto(pending);
      const againMs = await this.work(pending);
      await (againMs === undefined
        ? this.inbox.finish(callId)
        : this.inbox.postpone(callId, againMs, 'REGOS still lists the connection'));
    } catch (error) {
      await this.fail(pending, error);
    }
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
    const waitMs = error.retryAfterMs ?? Math.min(1_000 * 2 ** pending.attempts, LONGEST_RETRY_MS);
    return this.inbox.postpone(pending.id, waitMs, reason);
  }
}

/** Whether one reading of the facts answers all calls of its kind; a Reconnect names what is to be moved. */
function isMergeable({ call }: PendingCall): boolean {
  return call.action === 'connect' || call.action === 'disconnect' || call.action === 'updatesettings';
}
