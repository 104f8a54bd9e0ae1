import type { ApiMethods } from './method';
import { conversationOf } from './sending';

export const chatMethods: ApiMethods = {
  getChat: { params: ['chat_id'], run: (call) => conversationOf(call).wireChat },
  /** Of the bot itself, which is all that is asked. */
  getChatMember: {
    params: ['chat_id', 'user_id'],
    run: (call) => {
      conversationOf(call);
      return { status: 'member', user: call.bot.user };
    },
  },
};
