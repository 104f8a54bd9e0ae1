/** The kinds of updates the conversation understands, named to Telegram in either mode. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
