import type { ButtonMatch, Chat, Message, MessageMatch } from '@rto/fakes';
import type { TestWorld } from './test-world';

/** Far more than any screen takes, for a machine that is busy with other work. */
const PATIENCE_MS = 15_000;

/** Presses an inline button and waits for the screen it leads to. */
export async function press(chat: Chat, button: ButtonMatch, screen: MessageMatch): Promise<Message> {
  chat.tap(button);
  return chat.waitFor(screen, PATIENCE_MS);
}

/** Types a message and waits for the screen it leads to. */
export async function say(chat: Chat, text: string, screen: MessageMatch): Promise<Message> {
  chat.send(text);
  return chat.waitFor(screen, PATIENCE_MS);
}

/** Two juices (37 000) in the cart, the cart on the screen. */
export async function fillCart(chat: Chat): Promise<Message> {
  await say(chat, '/start item_101', lists('Добавить')); // an order that was placed names the juice as well
  await press(chat, 'Добавить', 'В корзине: 1');
  await press(chat, '+', 'В корзине: 2');
  return press(chat, 'Корзина', 'Итого');
}

/** From a filled cart to the summary of a shop that asks for phone, location and note. */
export async function reachSummary(chat: Chat): Promise<Message> {
  await press(chat, 'Оформить заказ', 'Кнопка с номером');
  chat.tapReplyKeyboard('Поделиться номером');
  await chat.waitFor('Кнопка с локацией');
  chat.tapReplyKeyboard('Отправить локацию');
  await chat.waitFor('Есть пожелания');
  return press(chat, 'Пропустить', 'Проверьте заказ');
}

/** From nothing to an order that REGOS has. @returns the message that says so */
export async function placeOrder(chat: Chat): Promise<Message> {
  await fillCart(chat);
  await reachSummary(chat);
  await press(chat, 'Подтвердить', /Заказ № \d+(:| получен)/);
  return chat.waitFor(/✅ Заказ № \d+ передан/, PATIENCE_MS);
}

/** Labels of a message's buttons, row by row, with plain spaces. */
export function labels(message: Message | undefined): string[] {
  return (message?.inlineKeyboard ?? []).map((row) => row.map((button) => plain(button.text)).join(' | '));
}

/** Whether a message has goods or a group of this name among its buttons. */
export function lists(name: string): (message: Message) => boolean {
  return (message) => labels(message).some((row) => row.includes(name));
}

/** Words as they are read: with plain spaces. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** The end of a file: nothing wrong was said to anybody, and every tap was answered. */
export async function closeWithoutComplaints(shop: TestWorld | undefined): Promise<void> {
  if (!shop) return; // its start failed, which is what the report should say
  await shop.close();
  expectNoComplaints(shop);
}

export function expectNoComplaints(shop: TestWorld): void {
  expect(shop.regos.violations).toEqual([]);
  expect(shop.telegram.violations).toEqual([]);
  expect(shop.telegram.unansweredCallbacks()).toEqual([]);
}
