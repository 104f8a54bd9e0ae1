/** The kinds of updates the conversation understands, named to Telegram in either mode. */
const CONVERSATION = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Every kind there is a handler for. */
export const HANDLED_UPDATES = [...CONVERSATION, 'inline_query'] as const;

/** @param isInline @BotFather has its inline mode on: else there is nothing to ask for */
export function allowedUpdates({ isInline = false }: { readonly isInline?: boolean }): readonly string[] {
  return isInline ? HANDLED_UPDATES : CONVERSATION;
}
