import { setTimeout as wait } from 'node:timers/promises';
import type { ButtonMatch, Chat } from '@rto/fakes';

/** Longer than anybody waits; a crowd on a busy machine is slow. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Until a shop is read for the first time. */
const READING_TIMEOUT_MS = 600_000;

/** The buttons of one round, chosen as the chat shows them. It ends where it began. */
type Walk = (chat: Chat) => Iterable<ButtonMatch>;

export interface Pace {
  readonly forMs: number;
  /** Between a screen and the next tap. */
  readonly thinkMs: number;
}

/** People who walk on and on, each at the same pace. @returns milliseconds from each tap to its screen */
export async function browse(chats: readonly Chat[], walk: Walk, pace: Pace): Promise<number[]> {
  const endsAt = performance.now() + pace.forMs;
  const people = chats.map(async (chat, place) => {
    await wait((pace.thinkMs * place) / chats.length);
    const durationsMs: number[] = [];
    while (performance.now() < endsAt) durationsMs.push(...(await walkOnce(chat, walk, pace.thinkMs)));
    return durationsMs;
  });
  return (await Promise.all(people)).flat();
}

/** One round. @returns milliseconds from each tap to its screen */
export async function walkOnce(chat: Chat, walk: Walk, thinkMs: number): Promise<number[]> {
  const durationsMs: number[] = [];
  for (const button of walk(chat)) {
    durationsMs.push(await timeTap(chat, button));
    await wait(thinkMs);
  }
  return durationsMs;
}

/** One person opens a catalogue that may still have to be read, and goes back to the menu. @param section on its first page */
export async function openCatalog(chat: Chat, section: RegExp): Promise<void> {
  chat.tap('Каталог');
  await chat.waitFor(
    ({ words, inlineKeyboard }) =>
      words.includes('Выберите раздел') && inlineKeyboard.flat().some(({ text }) => section.test(text)),
    READING_TIMEOUT_MS,
  );
  await timeTap(chat, 'Меню');
}

/** @returns milliseconds until the screen has changed in Telegram */
async function timeTap(chat: Chat, button: ButtonMatch): Promise<number> {
  const tappedAt = performance.now();
  chat.tap(button);
  await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
  return performance.now() - tappedAt;
}
