import type { TenantId } from '@rto/kernel';

/** Where Telegram brings the updates of a bot, and what it proves itself with. */
export interface WebhookKey {
  /** Last segment of the address; random, says nothing about the shop. */
  readonly publicId: string;
  /** Comes back in X-Telegram-Bot-Api-Secret-Token. */
  readonly secret: string;
}

/** What Telegram was told about a tenant's bot. */
export interface BotSetup {
  readonly tenantId: TenantId;
  readonly key: WebhookKey;
  /** The address before, while it is still let in. */
  readonly previousPublicId: string | undefined;
  /** When `key` was made. */
  readonly keyMadeAt: Date;
  /** The bot that `key` is for. */
  readonly botId: number | undefined;
  /** The token that a webhook of ours is set with; undefined: none is set. */
  readonly token: string | undefined;
  readonly webhookHash: string | undefined;
  readonly profileHash: string | undefined;
  /** `updatedAt` of the tenant that was looked at last. */
  readonly seenVersion: Date | undefined;
  /** When it is to be looked at again though nothing changes; undefined: not. */
  readonly dueAt: Date | undefined;
  /** Failures in a row. */
  readonly attempts: number;
}
