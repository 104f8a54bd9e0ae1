import { GroupConversation } from '../group';
import type { ApiMethods } from './method';
import { conversationOf } from './sending';

export const chatMethods: ApiMethods = {
  getChat: { params: ['chat_id'], run: (call) => conversationOf(call).wireChat },
  /** Of the bot itself, and of members of a group. */
  getChatMember: {
    params: ['chat_id', 'user_id'],
    run: (call) => {
      const conversation = conversationOf(call);
      const id = call.params.number('user_id');
      if (id === call.bot.user.id) return { status: 'member', user: call.bot.user };
      const { isAnonymous = false } =
        (conversation instanceof GroupConversation && conversation.members.get(id ?? 0)) || {};
      const user = { id, is_bot: false, first_name: 'Member' };
      return isAnonymous ? { status: 'administrator', is_anonymous: true, user } : { status: 'member', user };
    },
  },
};
