export const CHATS = [1, 2, 3] as const;
/** Of the other shop; nothing of it may ever be seen or sold in ours. */
export const FOREIGN_ITEMS = [9001, 9002] as const;

export function aMessage(chatId: number, name: string, content: object): object {
  const chat = { id: chatId, type: 'private', first_name: name };
  return { message_id: 1, date: 1, chat, from: from(chatId, name), ...content };
}

export function aTap(chatId: number, name: string, data: string): { callback_query: object } {
  const message = aMessage(chatId, name, { text: 'x' });
  return { callback_query: { id: '1', from: from(chatId, name), message, chat_instance: '1', data } };
}

function from(chatId: number, name: string): object {
  return { id: chatId, is_bot: false, first_name: name, language_code: 'ru' };
}
