import { Injectable, Logger } from '@nestjs/common';
import { Clock, errorMessage, RateLimitedError, RetryableError, type TenantId } from '@rto/kernel';
import { TenantService, type Tenant } from '@rto/settings';
import { TelegramClients } from '../client/telegram-clients';
import { TelegramRefusal, TokenRejectedError } from '../client/telegram-errors';
import type { TenantTelegram } from '../client/tenant-telegram';
import { profileCalls, type ProfileCall } from './bot-profile';
import type { BotSetup } from './bot-setup';
import { BotSetupRepository } from './bot-setup.repository';
import { BotWish } from './bot-wish';
import { WebhookSetup } from './webhook-setup';

/** A tenant that changes while it is looked at is looked at again; after that the sweep comes. */
const MAX_LOOKS = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** Brings what Telegram knows of a tenant's bot in line with what the tenant is now. */
@Injectable()
export class BotSetups {
  private readonly logger = new Logger(BotSetups.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly setups: BotSetupRepository,
    private readonly webhooks: WebhookSetup,
    private readonly clients: TelegramClients,
    private readonly wish: BotWish,
    private readonly clock: Clock,
  ) {}

  /**
   * Repeated, it calls nothing. What fails is written down and due again later.
   * @returns milliseconds that Telegram wants nobody to set up bots; undefined: go on
   */
  async run(tenantId: TenantId): Promise<number | undefined> {
    for (let look = 1; look <= MAX_LOOKS; look += 1) {
      let tenant = await this.tenants.get(tenantId);
      const setup = await this.setups.findOrMake(tenantId);
      if (isRejected(tenant) && this.isWaiting(tenant, setup)) return undefined;
      try {
        const token = usableToken(tenant);
        // asked of Telegram anew: it may have been a server in between that did not take it
        if (token !== undefined && isRejected(tenant)) tenant = await this.webhooks.revive(tenant, token);
        const wasKnown = tenant.bot !== undefined;
        if (token !== undefined && this.isByWebhook) tenant = await this.webhooks.identify(tenant, token);
        if (token !== undefined && wasKnown) {
          tenant = await this.webhooks.lookForInline(tenant, token, setup);
        }
        await this.apply(tenant, token, setup);
      } catch (error) {
        return this.failed(tenant, setup, error);
      }
      await this.setups.looked(setup, { target: this.wish.target, seenVersion: tenant.updatedAt });
      if (await this.isCurrent(tenant)) break;
    }
    return undefined;
  }

  private get isByWebhook(): boolean {
    return this.wish.webhookRoot !== undefined;
  }

  /** @param token undefined: the tenant has no bot. A polled bot says itself who it is: getMe is asked once. */
  private async apply(tenant: Tenant, token: string | undefined, setup: BotSetup): Promise<void> {
    if (token === undefined || !this.isByWebhook) await this.webhooks.remove(setup);
    if (tenant.state === 'removed') await this.tenants.forgetToken(tenant.id);
    if (token === undefined || !tenant.bot) return;
    if (this.isByWebhook) await this.webhooks.ensure(tenant, tenant.bot, token, setup);
    await this.setProfile(tenant, token, setup);
  }

  private async setProfile(tenant: Tenant, token: string, setup: BotSetup): Promise<void> {
    const language = tenant.settings.defaultLanguage;
    const hashes = this.wish.profileHashes(token, language);
    if (setup.profileHash !== undefined && hashes.includes(setup.profileHash)) return;
    const telegram = this.clients.of(tenant.id, token);
    try {
      for (const call of profileCalls(language)) {
        if (!(await this.isCurrent(tenant))) return; // it may have another bot by now; the next look begins anew
        await this.adorn(tenant.id, telegram, call);
      }
    } catch (error) {
      throw error instanceof RateLimitedError ? new ProfileLimitedError(error) : error;
    }
    await this.setups.profileSet(tenant.id, hashes[0] ?? '');
  }

  /** A bot sells without it: what Telegram will not have, or an older server does not know, is left out. */
  private async adorn(
    tenantId: TenantId,
    telegram: TenantTelegram,
    { method, payload }: ProfileCall,
  ): Promise<void> {
    try {
      await telegram.call(method, payload);
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
      this.logger.warn({ tenantId, message: `the bot goes without ${method}: ${error.description}` });
    }
  }

  /**
   * Whether the bot's setup rests. A report of a dead token rings for a look at it, and so does the look's own
   * report.
   */
  private isWaiting({ updatedAt }: Tenant, { seenVersion, dueAt }: BotSetup): boolean {
    const isSeen = seenVersion?.getTime() === updatedAt.getTime();
    return isSeen && dueAt !== undefined && dueAt > this.clock.now();
  }

  private async isCurrent({ id, updatedAt }: Tenant): Promise<boolean> {
    return (await this.tenants.get(id)).updatedAt.getTime() === updatedAt.getTime();
  }

  private async failed(tenant: Tenant, setup: BotSetup, error: unknown): Promise<number | undefined> {
    const tenantId = tenant.id;
    const token = tenant.settings.botToken;
    // the report itself is no reason to look again
    const { updatedAt: seenVersion } =
      error instanceof TokenRejectedError && token !== undefined
        ? await this.tenants.reportToken(tenantId, token, 'token_rejected')
        : tenant;
    const look = { target: this.wish.target, seenVersion };
    const askedMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    const waitMs = askedMs ?? Math.min(FIRST_WAIT_MS * 2 ** setup.attempts, LONGEST_WAIT_MS);
    await this.setups.putOff(tenantId, look, waitMs, errorMessage(error));
    this.logger.warn({ tenantId, message: `the bot is not set up: ${errorMessage(error)}` });
    return error instanceof RateLimitedError && !(error instanceof ProfileLimitedError) ? waitMs : undefined;
  }
}

/** A limit of one bot's profile, which may be hours: other bots do not wait for it. */
class ProfileLimitedError extends RateLimitedError {
  constructor(cause: RateLimitedError) {
    super(cause.message, {
      cause,
      ...(cause.retryAfterMs !== undefined && { retryAfterMs: cause.retryAfterMs }),
    });
  }
}

/** Undefined when the tenant has no bot. Disabled and inactive shops keep theirs: it says that they are closed. */
function usableToken({ state, settings }: Tenant): string | undefined {
  return state === 'removed' ? undefined : settings.botToken;
}

function isRejected({ problems }: Tenant): boolean {
  return problems.some(({ code }) => code === 'token_rejected');
}
