/** The kinds of updates the conversation understands, named to Telegram in either mode. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
