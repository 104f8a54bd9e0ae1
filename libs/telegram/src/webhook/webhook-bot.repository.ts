import { Injectable } from '@nestjs/common';
import { botSetups, Cipher, Database, databaseNow, tenants } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import { and, eq, gt, ne, or } from 'drizzle-orm';

/** Whose updates an address takes. */
export interface WebhookBot {
  readonly tenantId: TenantId;
  readonly bot: TenantBot;
  readonly secret: string;
}

/** Finds the bot behind an address. */
@Injectable()
export class WebhookBotRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /**
   * Undefined for a removed shop, and while the address is for a bot that is not the shop's any more: it could not
   * answer, and Telegram keeps what is refused for a day.
   */
  async find(publicId: string): Promise<WebhookBot | undefined> {
    const isCurrent = eq(botSetups.publicId, publicId);
    const isPrevious = and(
      eq(botSetups.previousPublicId, publicId),
      gt(botSetups.previousUntil, databaseNow()),
    );
    const [row] = await this.database.acrossTenants
      .select({ setup: botSetups, botId: tenants.botId, username: tenants.botUsername })
      .from(botSetups)
      .innerJoin(tenants, and(eq(tenants.id, botSetups.tenantId), eq(tenants.botId, botSetups.botId)))
      .where(and(or(isCurrent, isPrevious), ne(tenants.state, 'removed')));
    if (!row || row.botId === null || row.username === null) return undefined;
    const { tenantId, secretCipher, previousSecretCipher } = row.setup;
    const secret =
      row.setup.publicId === publicId
        ? this.cipher.decrypt(secretCipher, { tenantId, column: 'bot_setups.secret' })
        : this.cipher.decrypt(previousSecretCipher ?? '', { tenantId, column: 'bot_setups.previous_secret' });
    return { tenantId, bot: { id: row.botId, username: row.username }, secret };
  }
}
