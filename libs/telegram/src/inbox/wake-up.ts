import { randomInt } from 'node:crypto';
import type { ChatId } from '@rto/kernel';
import type { CallbackQuery, Update } from 'telegraf/types';

/** The id of a wake-up: Telegram's are never empty, so it cannot be forged. */
const WAKE_UP = '';
/** Most that `randomInt` takes. */
const MAX_ID = 2 ** 48 - 1;

/** An update of our own, in the hold of a chat like all others: its screen may be shown anew. */
export function wakeUp(chatId: ChatId): Update {
  const person = { id: chatId, first_name: '' };
  return {
    update_id: -randomInt(1, MAX_ID), // Telegram's are positive
    callback_query: {
      id: WAKE_UP,
      from: { ...person, is_bot: false },
      message: { chat: { ...person, type: 'private' }, message_id: 0, date: 0 },
      chat_instance: '',
      data: WAKE_UP,
    },
  };
}

export function isWakeUp(query: CallbackQuery): boolean {
  return query.id === WAKE_UP;
}
