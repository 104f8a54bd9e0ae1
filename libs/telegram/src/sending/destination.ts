import type { ChatId, TenantId } from '@rto/kernel';
import type { TenantTelegram } from '../client/tenant-telegram';

/** Where a screen goes. */
export interface Destination {
  readonly tenantId: TenantId;
  readonly telegram: TenantTelegram;
  readonly chatId: ChatId;
}

/** What we read of the message that Telegram answers with. */
export interface SentMessage {
  readonly message_id: number;
  readonly photo?: readonly { readonly file_id: string }[];
}
