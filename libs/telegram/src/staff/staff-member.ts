import { PermanentError, plainText, RetryableError } from '@rto/kernel';
import type { StaffMember } from '@rto/orders';
import { shorten } from '@rto/screens';
import type { Chat, ChatMember, User } from 'telegraf/types';
import type { TenantTelegram } from '../client/tenant-telegram';

/** Telegram's account for messages of administrators who stay anonymous. @source Bot API, "Message", `from` */
const ANONYMOUS_ID = 1_087_968_824;
const MAX_NAME_LENGTH = 64;

/** Who acts in the staff chat: an administrator who stays anonymous is known as the chat. */
export async function staffMember(
  telegram: TenantTelegram,
  chat: Chat,
  from: User,
): Promise<Omit<StaffMember, 'act'>> {
  const isHidden =
    from.id === ANONYMOUS_ID || (chat.type !== 'private' && (await isAnonymous(telegram, chat, from)));
  const name = isHidden && 'title' in chat ? chat.title : [from.first_name, from.last_name ?? ''].join(' ');
  const shown = shorten(plainText(name).trim(), MAX_NAME_LENGTH);
  const id = isHidden ? chat.id : from.id;
  return { id, name: shown === '' ? String(id) : shown };
}

/** A tap comes from the person in any case. What Telegram does not tell counts as hidden: a name is not unsaid. */
async function isAnonymous(telegram: TenantTelegram, chat: Chat, from: User): Promise<boolean> {
  try {
    const query = { chat_id: chat.id, user_id: from.id };
    const member = await telegram.call<ChatMember>('getChatMember', query, { attempts: 1 });
    return 'is_anonymous' in member && member.is_anonymous;
  } catch (error) {
    if (error instanceof PermanentError || error instanceof RetryableError) return true;
    throw error;
  }
}
