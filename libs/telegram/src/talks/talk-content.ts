import { plainText } from '@rto/kernel';
import type { TalkContent } from '@rto/orders';
import { mapUrl } from '@rto/screens';
import type { Message } from 'telegraf/types';

/** Characters of a message, so that all of it has room beside who wrote it. */
export const MAX_TALK_LENGTH = 3_000;

/** What is said by a message: words, a picture, a voice or a place; undefined for anything else. */
export function talkContent(message: Message): TalkContent | undefined {
  const text = plainText(wordsOf(message)).trim();
  if ('photo' in message) {
    const fileId = message.photo.at(-1)?.file_id; // the largest
    return fileId === undefined ? undefined : { text, media: { type: 'photo', fileId } };
  }
  if ('voice' in message) return { text, media: { type: 'voice', fileId: message.voice.file_id } };
  if ('location' in message) return { text: mapUrl(message.location) };
  return text === '' || !('text' in message) ? undefined : { text };
}

/** Names a message among those of a shop; its corrections come from messages of their own. */
export function sourceOf({ chat, message_id: id }: Message, correction?: string): string {
  return [chat.id, id, correction].filter((part) => part !== undefined).join('/');
}

function wordsOf(message: Message): string {
  if ('text' in message) return message.text;
  return 'caption' in message ? (message.caption ?? '') : '';
}
