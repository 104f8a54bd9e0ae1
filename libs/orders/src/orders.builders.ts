import { Money, newId, newShortId, Quantity, type Unit } from '@rto/kernel';
import { parseSettings, type Tenant } from '@rto/settings';
import type { OrderDraft, OrderLine } from './order';

export const PIECE: Unit = { name: 'шт', kind: 'pcs' };
export const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };
export const SETTINGS = {
  BOT_TOKEN: '123456789:AAtokenOfTestsOnly-0123456789_abcdefg',
  PRICE_TYPE_ID: '2',
  STOCK_ID: '1',
  ORDER_SOURCE_ID: '4',
  CUSTOMER_GROUP_ID: '1',
};

/** For tests: a shop that needs nothing around it. */
export function aTenant(settings: Readonly<Record<string, string>> = {}): Tenant {
  const id = newId();
  const at = new Date('2026-11-23T09:00:00Z');
  return {
    id,
    name: 'Shop',
    state: 'active',
    problems: [],
    bot: undefined,
    owners: [],
    closedUntil: undefined,
    connection: { tenantId: id, connectedIntegrationId: id.replaceAll('-', '') },
    settings: parseSettings({ ...SETTINGS, ...settings }).settings,
    createdAt: at,
    updatedAt: at,
  };
}

/** For tests: two cartons of apple juice, as `aShop` of libs/fakes sells them. */
export function aLine(given: { itemId?: number; quantity?: string; price?: string } = {}): OrderLine {
  const { itemId = 101, quantity = '2', price = '18500' } = given;
  return {
    itemId,
    name: 'Сок яблочный 1 л',
    unit: PIECE,
    quantity: Quantity.of(quantity),
    price: Money.of(price, 'UZS'),
  };
}

/** For tests: what a buyer in chat 700 confirmed a moment ago. */
export function anOrderDraft(tenantId: string, overrides: Partial<OrderDraft> = {}): OrderDraft {
  const lines = overrides.lines ?? [aLine()];
  return {
    tenantId,
    checkoutId: newShortId(),
    chatId: 700,
    phone: '998901234567',
    deliveryType: undefined,
    address: undefined,
    location: { latitude: 41.311081, longitude: 69.279737 },
    note: 'Домофон 8',
    paymentTypeId: undefined,
    deliveryAt: undefined,
    priceTypeId: 2,
    stockId: 1,
    sourceId: 4,
    fee: undefined,
    lines,
    total: Money.sum(
      lines.map((line) => line.price.times(line.quantity)),
      'UZS',
    ),
    ...overrides,
  };
}
