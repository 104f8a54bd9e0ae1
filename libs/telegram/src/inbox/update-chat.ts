import type { Update } from 'telegraf/types';
import { isWakeUp } from './wake-up';

/** The chat an update belongs to: its updates are worked on in order. */
export function chatIdOf(update: Update): number | undefined {
  if ('message' in update) return update.message.chat.id;
  if ('edited_message' in update) return update.edited_message.chat.id;
  if ('callback_query' in update)
    return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  if ('inline_query' in update) return update.inline_query.from.id;
  if ('my_chat_member' in update) return update.my_chat_member.chat.id;
  return undefined;
}

/** The private chat whose person did something there, and so has not blocked the bot. */
export function personOf(update: Update): number | undefined {
  const chatId = chatIdOf(update);
  if ('my_chat_member' in update || 'inline_query' in update || chatId === undefined || chatId <= 0)
    return undefined;
  return 'callback_query' in update && isWakeUp(update.callback_query) ? undefined : chatId;
}

/**
 * Whether it was said or tapped in a group or a channel, where the bot does not answer; its membership there is
 * another matter.
 */
export function isFromGroup(update: Update): boolean {
  if ('message' in update) return update.message.chat.type !== 'private';
  if (!('callback_query' in update)) return false;
  const { message } = update.callback_query;
  return message !== undefined && message.chat.type !== 'private';
}

/** Whether it happened in this chat, or is the first word of the group that the chat has become. */
export function isOfChat(update: Update, chatId: number): boolean {
  if (chatIdOf(update) === chatId) return true;
  return (
    'message' in update &&
    'migrate_from_chat_id' in update.message &&
    update.message.migrate_from_chat_id === chatId
  );
}
