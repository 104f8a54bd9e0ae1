import type { Notice } from '@rto/orders';
import { newsOffRow } from './news.screen';
import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH, type Screen } from './screen';
import type { Texts } from './texts';

/**
 * A text of the shop as it wrote it, in as many messages as it needs; a picture goes first. Below the last one news can
 * be switched off.
 */
export function campaignScreens(notice: Extract<Notice, { type: 'campaign' }>, t: Texts): Screen[] {
  const screens = screensOf(notice);
  return screens.map((screen, place) =>
    place < screens.length - 1 ? screen : { ...screen, keyboard: newsOffRow(t), stays: true },
  );
}

function screensOf({ text, imageUrl }: Extract<Notice, { type: 'campaign' }>): Screen[] {
  const photo = imageUrl === null ? {} : { photo: { type: 'url', url: imageUrl } as const };
  // a caption holds less than a message: a longer text follows the picture
  if (imageUrl !== null && text.length > MAX_CAPTION_LENGTH) {
    return [{ text: [], ...photo, keyboard: [] }, ...messages(text)];
  }
  const [first, ...rest] = messages(text);
  return [{ text: first?.text ?? [], ...photo, keyboard: [] }, ...rest];
}

function messages(text: string): Screen[] {
  return splitText(text, MAX_TEXT_LENGTH).map((part) => ({ text: [part], keyboard: [] }));
}

/** Parts of at most `limit` characters, cut where a line or a word ends if there is such a place near the end. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cutAt(text: string, limit: number): number {
  const window = text.slice(0, limit + 1);
  const best = [window.lastIndexOf('\n'), window.lastIndexOf(' ')].find((place) => place > limit / 2);
  if (best !== undefined) return best;
  // never half of a surrogate pair
  return /[\ud800-\udbff]$/.test(text.slice(0, limit)) ? limit - 1 : limit;
}
