import type { ChatId, TenantId } from '@rto/kernel';
import type { TenantTelegram } from '../client/tenant-telegram';

/** Where a screen goes. */
export interface Destination {
  readonly tenantId: TenantId;
  readonly telegram: TenantTelegram;
  readonly chatId: ChatId;
  /** A topic of the group; undefined: the general one. */
  readonly threadId?: number | undefined;
  /** The message that is answered, unless it is gone. */
  readonly repliesTo?: number | undefined;
}

/** The members of a call that sends there. */
export function placeOf({ chatId, threadId, repliesTo }: Destination): object {
  return {
    chat_id: chatId,
    message_thread_id: threadId,
    reply_parameters:
      repliesTo === undefined ? undefined : { message_id: repliesTo, allow_sending_without_reply: true },
  };
}

/** What we read of the message that Telegram answers with. */
export interface SentMessage {
  readonly message_id: number;
  readonly photo?: readonly { readonly file_id: string }[];
}
