import { badRequest, forbidden, tooManyRequests } from '../api-error';
import type { Conversation } from '../conversation';
import type { Photo } from '../file-store';
import type { Message, MessageBody } from '../message';
import { parseReplyMarkup, type ReplyMarkup } from '../reply-markup';
import { isObject, type JsonObject } from '../wire';
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

/** Where in the chat a message is to stand. */
interface Place {
  readonly threadId: number | undefined;
  readonly repliesTo: Message | undefined;
}

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

/** @throws ApiError for a thread or a message that is not there */
function placeOf({ params }: ApiCall, conversation: Conversation): Place {
  const threadId = params.number('message_thread_id');
  conversation.assertThread(threadId);
  const reply = params.json('reply_parameters', "can't parse reply parameters JSON object");
  if (!isObject(reply)) return { threadId, repliesTo: undefined };
  const repliesTo = conversation.find(Number(reply['message_id']));
  if (!repliesTo && reply['allow_sending_without_reply'] !== true) {
    throw badRequest('message to be replied not found');
  }
  return { threadId, repliesTo };
}

/** Counts the call against the sending limits. @throws ApiError 429 */
export function spendLimit({ bot, world }: ApiCall, conversation: Conversation): void {
  const retryAfterSec = world.limits.admit(bot.token, conversation.chatId);
  if (retryAfterSec !== undefined) throw tooManyRequests(retryAfterSec);
}

/** @throws ApiError 400, also for a link to a person whose privacy settings forbid it */
export function readMarkup({ params, world }: ApiCall): ReplyMarkup | undefined {
  const value = params.json('reply_markup', "can't parse reply keyboard markup JSON object");
  const markup = value === undefined ? undefined : parseReplyMarkup(value);
  if (markup?.kind !== 'inline') return markup;
  for (const { url } of markup.keyboard.flat()) {
    const person = /^tg:\/\/user\?id=(\d+)$/.exec(url ?? '')?.[1];
    if (person !== undefined && !world.isLinkable(Number(person))) {
      throw badRequest('BUTTON_USER_PRIVACY_RESTRICTED');
    }
  }
  return markup;
}

/** Puts the bot's message into the chat with whatever keyboard it brings. @returns the `Message` object */
export function post(
  call: ApiCall,
  conversation: Conversation,
  body: MessageBody,
  markup?: ReplyMarkup,
): JsonObject {
  const { bot } = call;
  const bringsKeyboard = markup?.kind === 'reply' || markup?.kind === 'remove';
  const message = bot.newMessage('bot', body, bringsKeyboard);
  Object.assign(message, placeOf(call, conversation));
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
