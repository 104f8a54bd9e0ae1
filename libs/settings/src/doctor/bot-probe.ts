import type { ChatId, TenantId } from '@rto/kernel';

/** What Telegram said to one question. `refused`: a definite no; `unreachable`: no answer in time. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' };

export interface WebhookReport {
  /** Whether this service wants updates by webhook; it polls otherwise. */
  readonly wanted: boolean;
  readonly setTo: 'nothing' | 'us' | 'another';
  /** Host of the address that is set; never the whole address, which may hold a secret. */
  readonly host: string | undefined;
  readonly pendingUpdates: number;
  readonly lastErrorAt: Date | undefined;
}

export interface StaffChatReport {
  /** Whether the bot can. */
  readonly canWrite: boolean;
  /** Whether anybody can find and read it. */
  readonly isPublic: boolean;
}

export interface BotReport {
  readonly username: string;
  /** @BotFather has its inline mode on. */
  readonly isInline: boolean;
  readonly webhook: Answer<WebhookReport>;
  /** Undefined when there is no staff chat. */
  readonly staffChat: Answer<StaffChatReport> | undefined;
}

/**
 * The doctor's look at a tenant's bot. Settings may not import the Telegram client, so the app provides the
 * adapter. It only reads (getMe, getWebhookInfo, getChat, getChatMember), takes a bounded time and never throws for
 * what Telegram says.
 */
export abstract class BotProbe {
  abstract inspect(
    tenantId: TenantId,
    token: string,
    staffChatId: ChatId | undefined,
  ): Promise<Answer<BotReport>>;
}
