import { PermanentError, type ChatId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import type { ChatFromGetChat } from 'telegraf/types';
import type { TenantTelegram } from '../client/tenant-telegram';

/** A group can be opened to everybody at any time, and no update tells a bot so. */
const KNOWN_MS = 10 * 60_000;

/** Who reads the chats of the shops' staffs: a phone goes to no chat that anybody can open. */
export class StaffAudience {
  private readonly public: LRUCache<string, boolean>;

  constructor(knownMs = KNOWN_MS) {
    this.public = new LRUCache({ max: 10_000, ttl: knownMs });
  }

  /** @throws RetryableError when Telegram does not answer: then nothing is known, and nothing goes there */
  async isPublic(tenantId: string, chatId: ChatId, telegram: TenantTelegram): Promise<boolean> {
    if (chatId > 0) return false;
    const key = `${tenantId} ${chatId}`;
    const known = this.public.get(key);
    if (known !== undefined) return known;
    try {
      const found = isPublicChat(await telegram.call<ChatFromGetChat>('getChat', { chat_id: chatId }));
      this.public.set(key, found);
      return found;
    } catch (error) {
      if (error instanceof PermanentError) return false; // it refuses the message too, and says why
      throw error;
    }
  }
}

/** With a name of its own, a group or a channel is found and read by everybody. @source Bot API, "ChatFullInfo" */
export function isPublicChat(chat: ChatFromGetChat): boolean {
  if (chat.type === 'private' || chat.type === 'group') return false;
  return chat.username !== undefined || (chat.active_usernames ?? []).length > 0;
}
