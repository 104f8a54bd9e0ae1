import { Injectable } from '@nestjs/common';
import { PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { isRunnable, staffChatOf, TenantService, type Tenant, type TenantBot } from '@rto/settings';
import type { ChatKey } from './chat-key';

/** A tenant with the bot that answers for it now. */
export interface CurrentBot {
  readonly tenant: Tenant;
  readonly bot: TenantBot;
  readonly token: string;
}

/** The tenant has no bot that could answer now; updates wait until it has. */
export class BotAbsentError extends RetryableError {
  override readonly name = 'BotAbsentError';
}

/** With which bot an update is answered: the one that counts at the time of the work. */
@Injectable()
export class CurrentBots {
  constructor(private readonly tenants: TenantService) {}

  /**
   * @throws BotAbsentError
   * @throws PermanentError the tenant has another bot by now, which cannot answer in this chat
   */
  async of({ tenantId, botId }: ChatKey): Promise<CurrentBot> {
    const tenant = await this.tenants.get(tenantId);
    const { bot } = tenant;
    const token = tenant.settings.botToken;
    if (token === undefined || !bot || !isRunnable(tenant)) {
      throw new BotAbsentError('the tenant has no bot that works');
    }
    if (bot.id !== botId) throw new PermanentError('another bot');
    return { tenant, bot, token };
  }

  /** Where the shop's staff hears of orders, when it has named such a chat. */
  async staffChatOf(tenantId: TenantId): Promise<number | undefined> {
    return staffChatOf(await this.tenants.get(tenantId));
  }

  /** Telegram does not take the token any more. */
  async rejected(tenantId: TenantId, token: string): Promise<void> {
    await this.tenants.reportToken(tenantId, token, 'token_rejected');
  }
}
