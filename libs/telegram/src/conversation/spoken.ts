import type { Message } from 'telegraf/types';
import type { Act } from './dialog';
import type { Turn } from './turn';

/**
 * Kinds of content that people say something with. Everything else Telegram writes into the chat itself, and gets no
 * answer.
 */
const CONTENTS: ReadonlySet<string> = new Set([
  'text',
  'photo',
  'video',
  'animation',
  'audio',
  'document',
  'voice',
  'video_note',
  'sticker',
  'paid_media',
  'story',
  'poll',
  'checklist',
  'dice',
  'game',
  'contact',
  'location',
  'venue',
]);

/** What buttons of a keyboard send that was never ours. */
const FOREIGN_ANSWERS: ReadonlySet<string> = new Set([
  'web_app_data',
  'users_shared',
  'user_shared',
  'chat_shared',
]);

/** Known or not: it is no name of goods, no address and no note. */
const COMMAND = /^\/[a-z]/i;

/** Forwarded at once, in seconds: Telegram dates each message by itself. */
const AT_ONCE_SEC = 1;

/** Whether a person says something, or presses a button of a keyboard; a title or a pin is neither. */
export function isSpoken(message: Message): boolean {
  return has(message, CONTENTS) || isForeignAnswer(message);
}

export function isForeignAnswer(message: Message): boolean {
  return has(message, FOREIGN_ANSWERS);
}

export function captionOf(message: Message): string | undefined {
  return 'caption' in message ? message.caption : undefined;
}

export function isForwarded(message: Message): boolean {
  return 'forward_origin' in message || 'forward_date' in message;
}

export function isCommand(words: string): boolean {
  return COMMAND.test(words);
}

/**
 * Whether another message of the same act was answered already: ten photos of an album get one answer. If not, this
 * one is, and stands in the dialog for the act.
 * @param saysSomething its caption is an answer: that is heard beside an album's first picture
 */
export function isHeardAlready(turn: Turn, message: Message, saysSomething: boolean): boolean {
  const { act } = turn.dialog;
  const name = nameOfAct(message, act);
  if (name === undefined) return false;
  const isSame = name === act?.name && act.messageId !== message.message_id;
  if (isSame && !(saysSomething && !act.saidSomething)) return true;
  const heard = { name, messageId: message.message_id, saidSomething: saysSomething };
  turn.dialog = { ...turn.dialog, act: heard };
  return false;
}

function nameOfAct(message: Message, before: Act | undefined): string | undefined {
  if ('media_group_id' in message && message.media_group_id !== undefined)
    return `album-${message.media_group_id}`;
  // each contact is judged for itself: one of them may be the person's own
  if (!isForwarded(message) || 'contact' in message) return undefined;
  const name = (date: number): string => `forwarded-${date}`;
  const sameMoment = Array.from({ length: AT_ONCE_SEC + 1 }, (_, ago) => name(message.date - ago));
  return sameMoment.find((moment) => moment === before?.name) ?? name(message.date);
}

function has(message: Message, members: ReadonlySet<string>): boolean {
  return Object.keys(message).some((member) => members.has(member));
}
