import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, PermanentError, RetryableError } from '@rto/kernel';
import { TenantService, type Tenant, type TenantBot } from '@rto/settings';
import type { UserFromGetMe, WebhookInfo } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { toTenantBot } from '../client/tenant-bot';
import type { TenantTelegram } from '../client/tenant-telegram';
import type { BotSetup } from './bot-setup';
import { BotSetupRepository } from './bot-setup.repository';
import { BotWish } from './bot-wish';
import { WebhookAddresses } from './webhook-address';

/** A 429 is for the queue to wait out: these calls count against our address (docs/hosts.md 2). */
const ONCE = { attempts: 1 };

/** Tells Telegram where a bot's updates go. Updates that wait there are never dropped. */
@Injectable()
export class WebhookSetup {
  private readonly logger = new Logger(WebhookSetup.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly setups: BotSetupRepository,
    private readonly clients: TelegramClients,
    private readonly wish: BotWish,
    private readonly addresses: WebhookAddresses,
  ) {}

  /** One getMe a token: its answer is kept with the tenant, which is returned with it. */
  async identify(tenant: Tenant, token: string): Promise<Tenant> {
    if (tenant.bot) return tenant;
    const me = await this.clients.of(tenant.id, token).call<UserFromGetMe>('getMe', {}, ONCE);
    return this.tenants.setBot(tenant.id, token, toTenantBot(me));
  }

  /**
   * Looks again whether inline mode is on, of a bot that was set up before: it is switched on at @BotFather, which
   * tells nobody, and then the shop is changed or switched off and on.
   */
  async lookForInline(tenant: Tenant, token: string, setup: BotSetup): Promise<Tenant> {
    const isChanged = setup.seenVersion?.getTime() !== tenant.updatedAt.getTime();
    const isOff = tenant.settings.inlineSharing && tenant.bot?.isInline !== true;
    if (!isOff || !isChanged || setup.profileHash === undefined) return tenant;
    const me = await this.clients.of(tenant.id, token).call<UserFromGetMe>('getMe', {}, ONCE);
    return me.supports_inline_queries ? this.tenants.setBot(tenant.id, token, toTenantBot(me)) : tenant;
  }

  /**
   * A token that was taken for dead works if getMe says so: then the bot starts again.
   * @throws TokenRejectedError
   */
  async revive(tenant: Tenant, token: string): Promise<Tenant> {
    await this.clients.of(tenant.id, token).call<UserFromGetMe>('getMe', {}, ONCE);
    return this.tenants.clearToken(tenant.id, token, 'token_rejected');
  }

  /**
   * Sets the webhook unless it is set. Of a tenant that changed it is looked at: somebody may have taken it away.
   * @throws TokenRejectedError | RetryableError | PermanentError
   */
  async ensure(tenant: Tenant, bot: TenantBot, token: string, setup: BotSetup): Promise<void> {
    const mine = await this.setupOf(bot, setup);
    const call = this.wish.webhook(mine.key, bot);
    const [hash, ...olderHashes] = call ? this.wish.webhookHashes(token, call) : [];
    if (!call || hash === undefined) return;
    const isSet = [hash, ...olderHashes].some((known) => known === mine.webhookHash);
    const isChanged = setup.seenVersion?.getTime() !== tenant.updatedAt.getTime();
    const telegram = this.clients.of(tenant.id, token);
    if (isSet && !(isChanged && (await this.isLost(telegram, call.url)))) return;
    await telegram.call('setWebhook', call, ONCE);
    if (setup.botId !== mine.botId) await this.takeAway(setup);
    await this.setups.webhookSet(mine, token, hash);
  }

  /**
   * Takes our webhook away, and forgets the token it was set with; one that is dead has none any more.
   * @throws RetryableError while it may still be set
   */
  async remove(setup: BotSetup): Promise<void> {
    if (setup.token === undefined) return;
    await this.deleteWebhook(setup, (error) => error instanceof PermanentError);
    await this.setups.webhookGone(setup.tenantId);
  }

  private async isLost(telegram: TenantTelegram, url: string): Promise<boolean> {
    return (await telegram.call<WebhookInfo>('getWebhookInfo', {}, ONCE)).url !== url;
  }

  /**
   * Another bot gets another address, so that an update is never taken for one of the wrong bot; and so does one whose
   * address was made with an encryption key that is being replaced.
   */
  private async setupOf(bot: TenantBot, setup: BotSetup): Promise<BotSetup> {
    const isCurrent = this.addresses.isCurrent(setup.key.publicId);
    if (setup.botId === bot.id && isCurrent) return setup;
    if (setup.botId === undefined) await this.setups.assign(setup.tenantId, bot.id);
    if (setup.botId !== undefined && setup.botId !== bot.id) await this.setups.renew(setup, bot.id);
    else if (!isCurrent) await this.setups.rotate(setup);
    return this.setups.findOrMake(setup.tenantId);
  }

  /** As well as it can be done: without its address what a former bot sends is refused, and stays with Telegram. */
  private async takeAway(setup: BotSetup): Promise<void> {
    await this.deleteWebhook(
      setup,
      (error) => error instanceof RetryableError || error instanceof PermanentError,
    );
  }

  private async deleteWebhook(
    { tenantId, token }: BotSetup,
    isForgiven: (error: unknown) => boolean,
  ): Promise<void> {
    if (token === undefined) return;
    try {
      const telegram = this.clients.of(tenantId, token);
      await telegram.call('deleteWebhook', { drop_pending_updates: false }, ONCE);
    } catch (error) {
      if (!isForgiven(error)) throw error;
      this.logger.warn({ tenantId, message: `a webhook is not taken away: ${errorMessage(error)}` });
    }
  }
}
