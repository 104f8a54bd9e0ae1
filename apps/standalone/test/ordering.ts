import { aShop, aShopItem, type Chat, type DeliveryOrderView, type ShopData } from '@rto/fakes';
import type { TestTenant, TestWorld } from './test-world';
import { fillCart, press, reachSummary } from './walking';

/** As the operator sees it. */
interface AdminOrder {
  readonly number: number;
  readonly state: string;
  readonly regosStatus: string | null;
  readonly regosCode: string | null;
}

/** More juice than all tests of a file drink: New orders book their goods. */
export function aStockedShop(): ShopData {
  return aShop({ items: [aShopItem({ onHand: { 1: '1000' } })] });
}

/** Confirms two juices as somebody the shop does not know. @returns the order's number */
export async function confirmOrder(chat: Chat): Promise<number> {
  await fillCart(chat);
  await reachSummary(chat);
  return confirm(chat);
}

/** Confirms two juices as a known buyer: no phone is asked. */
export async function confirmAsKnown(chat: Chat): Promise<number> {
  await fillCart(chat);
  await press(chat, 'Оформить заказ', 'Кнопка с локацией');
  chat.tapReplyKeyboard('Отправить локацию');
  await chat.waitFor('Есть пожелания');
  await press(chat, 'Пропустить', 'Проверьте заказ');
  return confirm(chat);
}

export async function confirm(chat: Chat): Promise<number> {
  // the message of an earlier order may be edited just now
  const earlier = chat.messages.map(({ words }) => numberIn(words));
  const placed = await press(chat, 'Подтвердить', ({ words }) => {
    const number = numberIn(words);
    return number !== undefined && !earlier.includes(number);
  });
  return numberIn(placed.words) ?? Number.NaN;
}

function numberIn(words: string): number | undefined {
  const number = /Заказ № (\d+)(:| получен)/.exec(words)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What became of the order, told however late: the longest way is a lost call and its settling time. */
export async function accepted(chat: Chat, number: number): Promise<void> {
  await chat.waitFor(new RegExp(`✅ Заказ № ${number} (передан|принят)`), 25_000);
}

export function documentsOf(shop: TestWorld, chat: Chat, tenant = shop.tenant): DeliveryOrderView[] {
  const { phone } = chat.person;
  return shop.regos.documents(tenant.connectionId).filter((document) => document.phone === phone);
}

export async function ordersOf(shop: TestWorld, tenant: TestTenant): Promise<readonly AdminOrder[]> {
  const { items } = await shop.admin<{ items: AdminOrder[] }>('GET', `/tenants/${tenant.id}/orders`);
  return items;
}

/** Methods of REGOS that a tenant's account was asked for, oldest first. */
export function callsOf(shop: TestWorld, tenant: TestTenant): string[] {
  return shop.regos.calls
    .filter((call) => call.connectedIntegrationId === tenant.connectionId)
    .map((call) => call.method);
}
