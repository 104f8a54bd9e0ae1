import type { Conversation, Toast } from './conversation';
import type { Message } from './message';
import type { Contact, GeoPoint, InlineButton, ReplyKeyboard } from './wire';

/** A button as a page draws it; `pending` while its tap waits for an answer. */
interface ButtonSnapshot {
  readonly text: string;
  readonly url?: string;
  readonly copyText?: string;
  readonly style?: string;
  readonly pending: boolean;
}

interface MessageSnapshot {
  readonly id: number;
  readonly from: 'bot' | 'person';
  /** ISO instant. */
  readonly sentAt: string;
  readonly edited: boolean;
  readonly kind: Message['body']['kind'];
  /** Text or caption, safe to insert as HTML. */
  readonly html: string;
  readonly photo?: { readonly path: string; readonly width: number; readonly height: number };
  readonly contact?: Contact;
  readonly location?: GeoPoint;
  readonly sticker?: string;
  readonly keyboard: readonly (readonly ButtonSnapshot[])[];
}

/** What a page needs to draw a chat; plain JSON. Tap a button with `chat.tapButton(messageId, row, column)`. */
export interface ChatSnapshot {
  readonly bot: { readonly id: number; readonly name: string; readonly username: string };
  readonly person: { readonly id: number; readonly name: string; readonly languageCode?: string };
  readonly messages: readonly MessageSnapshot[];
  readonly replyKeyboard?: ReplyKeyboard;
  readonly toasts: readonly Toast[];
  readonly isTyping: boolean;
  readonly isBlocked: boolean;
}

export function takeSnapshot(conversation: Conversation): ChatSnapshot {
  const { bot, person, replyKeyboard } = conversation;
  const pending = new Set(conversation.unanswered.map((query) => `${String(query.messageId)}/${query.data}`));
  return {
    bot: { id: bot.id, name: bot.first_name, username: bot.username ?? '' },
    person: {
      id: person.id,
      name: [person.first_name, person.last_name].filter(Boolean).join(' '),
      ...(person.language_code !== undefined && { languageCode: person.language_code }),
    },
    messages: conversation.visible.map((message) => messageSnapshot(message, pending)),
    ...(replyKeyboard && { replyKeyboard }),
    toasts: conversation.toasts,
    isTyping: conversation.chatAction !== undefined,
    isBlocked: conversation.blocked,
  };
}

function messageSnapshot(message: Message, pending: ReadonlySet<string>): MessageSnapshot {
  const { photo, contact, location, sticker } = message;
  return {
    id: message.id,
    from: message.from,
    sentAt: message.sentAt.toISOString(),
    edited: message.editedTimes > 0,
    kind: message.body.kind,
    html: message.html,
    ...(photo && { photo: { path: photo.path, width: photo.width, height: photo.height } }),
    ...(contact && { contact }),
    ...(location && { location }),
    ...(sticker !== undefined && { sticker }),
    keyboard: message.inlineKeyboard.map((row) =>
      row.map((button) =>
        buttonSnapshot(button, pending.has(`${String(message.id)}/${button.callback_data}`)),
      ),
    ),
  };
}

function buttonSnapshot(button: InlineButton, pending: boolean): ButtonSnapshot {
  return {
    text: button.text,
    ...(button.url !== undefined && { url: button.url }),
    ...(button.copy_text && { copyText: button.copy_text.text }),
    ...(button.style !== undefined && { style: button.style }),
    pending,
  };
}
