import { badRequest } from '../api-error';
import type { Conversation } from '../conversation';
import type { Message, MessageBody } from '../message';
import { isObject, type InlineKeyboard, type JsonObject } from '../wire';
import { MAX_TEXT, readFormatted } from './formatted-text';
import type { ApiCall, ApiMethods } from './method';
import { readCaption } from './send-methods';
import { conversationOf, readMarkup, readPhoto, spendLimit } from './sending';

const EDIT_PARAMS = ['business_connection_id', 'chat_id', 'message_id', 'inline_message_id', 'reply_markup'];
/** Bots may delete messages of a private chat for two days. */
const DELETABLE_MS = 48 * 60 * 60 * 1000;

export const editMethods: ApiMethods = {
  editMessageText: {
    params: [
      ...EDIT_PARAMS,
      'text',
      'parse_mode',
      'entities',
      'link_preview_options',
      'disable_web_page_preview',
    ],
    run: editMessageText,
  },
  editMessageCaption: {
    params: [...EDIT_PARAMS, 'caption', 'parse_mode', 'caption_entities', 'show_caption_above_media'],
    run: editMessageCaption,
  },
  editMessageReplyMarkup: {
    params: EDIT_PARAMS,
    run: (call) => edit(call, (message) => message.body),
  },
  editMessageMedia: { params: [...EDIT_PARAMS, 'media'], run: editMessageMedia },
  deleteMessage: { params: ['chat_id', 'message_id'], run: deleteMessage },
};

function editMessageText(call: ApiCall): JsonObject {
  const { params } = call;
  if (!params.text('text')) throw badRequest('message text is empty');
  const content = readFormatted({
    text: params.text('text'),
    parseMode: params.text('parse_mode'),
    entities: params.json('entities'),
  });
  if (content.text === '') throw badRequest('text must be non-empty');
  if (content.text.length > MAX_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  return edit(call, (message) => {
    if (message.body.kind !== 'text') throw badRequest('there is no text in the message to edit');
    return { kind: 'text', content };
  });
}

function editMessageCaption(call: ApiCall): JsonObject {
  const { params } = call;
  const source = {
    caption: params.text('caption'),
    parse_mode: params.text('parse_mode'),
    caption_entities: params.json('caption_entities'),
  };
  const caption = readCaption(source, 'MEDIA_CAPTION_TOO_LONG');
  return edit(call, (message) => {
    if (message.body.kind !== 'photo') throw badRequest('there is no caption in the message to edit');
    return { ...message.body, caption };
  });
}

/** Also turns a text message into a picture (Bot API 7.x and later, docs/hosts.md 2). */
function editMessageMedia(call: ApiCall): JsonObject {
  const media = call.params.json('media', "can't parse input media JSON object");
  if (!isObject(media)) throw badRequest('input media is not specified');
  if (media['type'] !== 'photo') throw badRequest('the fake edits media of type photo only');
  const caption = readCaption(media, 'MEDIA_CAPTION_TOO_LONG');
  return edit(call, ({ body }) => {
    if (body.kind !== 'text' && body.kind !== 'photo') throw badRequest("message can't be edited");
    return { kind: 'photo', photo: readPhoto(call, media['media']), caption };
  });
}

/** The shared part of every edit; leaving `reply_markup` out removes the buttons, as on the real server. */
function edit(call: ApiCall, change: (message: Message) => MessageBody): JsonObject {
  const conversation = conversationOf(call);
  const message = messageOf(call, conversation, 'message to edit not found');
  if (message.from !== 'bot' || message.hasReplyKeyboard || message.isFixed)
    throw badRequest("message can't be edited");
  const body = change(message);
  const keyboard = readInlineKeyboard(call);
  if (isSame(message, body, keyboard)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  spendLimit(call, conversation);
  conversation.chatAction = undefined;
  message.edit(body, keyboard, call.world.clock.now());
  conversation.changed();
  return conversation.wire(message);
}

function deleteMessage(call: ApiCall): true {
  const conversation = conversationOf(call);
  const message = messageOf(call, conversation, 'message to delete not found');
  const ageMs = call.world.clock.now().getTime() - message.sentAt.getTime();
  if (ageMs > DELETABLE_MS) throw badRequest("message can't be deleted for everyone");
  message.deleted = true;
  conversation.changed();
  return true;
}

function messageOf({ params }: ApiCall, conversation: Conversation, notFound: string): Message {
  const id = params.number('message_id');
  if (id === undefined) throw badRequest('message identifier is not specified');
  const message = conversation.find(id);
  if (!message) throw badRequest(notFound);
  return message;
}

function readInlineKeyboard(call: ApiCall): InlineKeyboard {
  const markup = readMarkup(call);
  if (!markup) return [];
  if (markup.kind !== 'inline') throw badRequest('inline keyboard expected');
  return markup.keyboard;
}

function isSame(message: Message, body: MessageBody, keyboard: InlineKeyboard): boolean {
  const before = JSON.stringify([comparable(message.body), message.inlineKeyboard]);
  return before === JSON.stringify([comparable(body), keyboard]);
}

/** A picture is the same when its file id is, or its address. */
function comparable(body: MessageBody): unknown {
  if (body.kind !== 'photo') return body;
  const { source, fileId } = body.photo;
  return { ...body, photo: source.kind === 'url' ? source.url : fileId };
}
