import type { Chat } from '@rto/fakes';

const QUIET_MS = 60;
const MAX_QUESTIONS = 8;
const ANSWER_TIMEOUT_MS = 30_000;
const ORDER_TIMEOUT_MS = 20_000;
const CONFIRM = 'Подтвердить';
const RECEIVED = /Заказ № \d+(:| получен)/;
export const NUMBER_OF_SHOP = 'Номер в магазине';
const GOODS = [
  'Каталог',
  'Овощи и фрукты',
  /📁 Овощи$/,
  'Огурцы',
  'Добавить',
  '+',
  'Корзина',
  'Оформить заказ',
];

/** One whole order: two taps on a good, the checkout's questions, and the wait for REGOS's number in the chat. */
export async function buy(chat: Chat): Promise<void> {
  await goToSummary(chat);
  chat.tap(CONFIRM);
  await chat.waitFor(NUMBER_OF_SHOP, ORDER_TIMEOUT_MS);
}

/** Everything before «Подтвердить». */
export async function goToSummary(chat: Chat): Promise<void> {
  chat.send('/start');
  await shown(chat);
  for (const button of GOODS) {
    chat.tap(button);
    await shown(chat);
  }
  for (let question = 0; question < MAX_QUESTIONS && !isSummary(chat); question += 1) {
    answer(chat);
    await shown(chat);
  }
}

/** @returns milliseconds from «Подтвердить» until the buyer sees that the order is received */
export async function confirm(chat: Chat): Promise<number> {
  const tappedAt = performance.now();
  chat.tap(CONFIRM);
  await chat.waitFor(RECEIVED, ANSWER_TIMEOUT_MS);
  return performance.now() - tappedAt;
}

/** The next screen is there, and nothing more comes. */
async function shown(chat: Chat): Promise<void> {
  await chat.waitFor(() => true, ANSWER_TIMEOUT_MS);
  await chat.settled({ quietMs: QUIET_MS });
}

function isSummary(chat: Chat): boolean {
  return hasButton(chat, CONFIRM);
}

function answer(chat: Chat): void {
  const [button] = chat.replyKeyboard?.rows.flat() ?? [];
  if (button) chat.tapReplyKeyboard(button.text);
  else chat.send('Домофон 8'); // the note
}

function hasButton(chat: Chat, label: string): boolean {
  return chat.lastMessage?.inlineKeyboard.flat().some(({ text }) => text.includes(label)) ?? false;
}
