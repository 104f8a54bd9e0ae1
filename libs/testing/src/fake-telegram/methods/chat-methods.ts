import type { ApiMethods } from './method';
import { conversationOf } from './sending';

/** Private chats only, as everything in this fake. */
export const chatMethods: ApiMethods = {
  getChat: { params: ['chat_id'], run: (call) => conversationOf(call).wireChat },
};
