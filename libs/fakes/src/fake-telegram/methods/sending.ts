import { badRequest, forbidden, tooManyRequests } from '../api-error';
import type { Conversation } from '../conversation';
import type { Photo } from '../file-store';
import type { MessageBody } from '../message';
import { parseReplyMarkup, type ReplyMarkup } from '../reply-markup';
import type { JsonObject } from '../wire';
import type { ApiCall } from './method';

/** Accepted by every sending method; the fake acts on `reply_markup` only. */
export const SEND_PARAMS = [
  'business_connection_id',
  'chat_id',
  'message_thread_id',
  'direct_messages_topic_id',
  'disable_notification',
  'protect_content',
  'allow_paid_broadcast',
  'message_effect_id',
  'suggested_post_parameters',
  'reply_parameters',
  'reply_to_message_id',
  'allow_sending_without_reply',
  'reply_markup',
];

/**
 * The chat a call is about.
 * @throws ApiError 400 or 403 for a chat whose person never wrote to this bot, 403 when the person blocked it
 */
export function conversationOf({ bot, params, method }: ApiCall): Conversation {
  const chatId = params.text('chat_id') ?? '';
  if (chatId === '') throw badRequest('chat_id is empty');
  const conversation = bot.conversations.get(Number(chatId));
  if (conversation?.met && !conversation.started) {
    throw forbidden("bot can't initiate conversation with a user");
  }
  if (!conversation?.started) throw badRequest('chat not found');
  if (conversation.blocked) throw forbidden('bot was blocked by the user');
  const refusal = conversation.refusal?.(method);
  if (refusal) throw refusal;
  return conversation;
}

/** Counts the call against the sending limits. @throws ApiError 429 */
export function spendLimit({ bot, world }: ApiCall, conversation: Conversation): void {
  const retryAfterSec = world.limits.admit(bot.token, conversation.chatId);
  if (retryAfterSec !== undefined) throw tooManyRequests(retryAfterSec);
}

export function readMarkup({ params }: ApiCall): ReplyMarkup | undefined {
  const value = params.json('reply_markup', "can't parse reply keyboard markup JSON object");
  return value === undefined ? undefined : parseReplyMarkup(value);
}

/** Puts the bot's message into the chat with whatever keyboard it brings. @returns the `Message` object */
export function post(
  { bot }: ApiCall,
  conversation: Conversation,
  body: MessageBody,
  markup?: ReplyMarkup,
): JsonObject {
  const bringsKeyboard = markup?.kind === 'reply' || markup?.kind === 'remove';
  const message = bot.newMessage('bot', body, bringsKeyboard);
  if (markup?.kind === 'inline') message.inlineKeyboard = markup.keyboard;
  if (markup?.kind === 'reply') conversation.replyKeyboard = markup.keyboard;
  if (markup?.kind === 'remove') conversation.replyKeyboard = undefined;
  conversation.add(message);
  return conversation.wire(message);
}

/**
 * The picture of a parameter or media item: an upload, an address, or a file id.
 * @throws ApiError 400
 */
export function readPhoto(
  { bot, params, world }: ApiCall,
  named: unknown,
  upload = params.attached(named),
): Photo {
  if (upload) return world.files.addUpload(bot.token, upload);
  if (typeof named !== 'string' || named === '') throw badRequest('there is no photo in the request');
  return world.files.addNamed(bot.token, named);
}
