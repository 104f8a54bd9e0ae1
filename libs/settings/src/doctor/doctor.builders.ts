import { Money, Quantity } from '@rto/kernel';
import type { ShopSetup, StockedItem } from '@rto/regos';
import { parseSettings } from '../values/parse-settings';
import type { Tenant } from '../tenants/tenant';
import type { Finding } from './finding';

export const NOW = new Date('2026-11-23T09:00:00Z');

const SETTINGS = {
  BOT_TOKEN: '123456789:AAsecretTokenOfTheBot-0123456789_abcd',
  PRICE_TYPE_ID: '2',
  STOCK_ID: '1',
  ORDER_SOURCE_ID: '4',
  CUSTOMER_GROUP_ID: '5',
  AUTO_APPROVE: 'true',
  INLINE_SHARING: 'false',
};

/** A tenant of these settings, over ones in which the doctor finds no fault. */
export function aTenant(settings: Readonly<Record<string, string>> = {}, over: Partial<Tenant> = {}): Tenant {
  const parsed = parseSettings({ ...SETTINGS, ...settings });
  return {
    id: '4f0c1f9e-6a52-4c43-9a52-0c6f0a9e7d11',
    name: 'Market',
    state: 'active',
    problems: parsed.problems,
    bot: undefined,
    owners: [],
    closedUntil: undefined,
    connection: { tenantId: 'tenant-1', connectedIntegrationId: '0123456789abcdef0123456789abcdef' },
    settings: parsed.settings,
    createdAt: NOW,
    updatedAt: NOW,
    ...over,
  };
}

export function read<T>(value: T): PromiseFulfilledResult<T> {
  return { status: 'fulfilled', value };
}

export function unread(reason: unknown): PromiseRejectedResult {
  return { status: 'rejected', reason };
}

/** What a healthy shop has in REGOS. */
export function aSetup(over: Partial<ShopSetup> = {}): ShopSetup {
  const record = (id: number, name: string) => ({ id, name, deleted: false });
  return {
    connection: read({ connectedIntegrationId: '0'.repeat(32), key: 'orders', isPublic: true, active: true }),
    handler: read({ blockedForSec: 0, lastErrorAt: undefined }),
    account: read({
      apiLogin: 'demo',
      tariffName: 'Бизнес',
      paidUntil: new Date('2027-11-23T09:00:00Z'),
      status: 'Active',
      apiAccess: true,
      sendsEvents: true,
    }),
    priceTypes: read([{ ...record(2, 'Розничная'), currency: 'UZS' }]),
    stocks: read([record(1, 'Чиланзар'), record(2, 'Юнусабад')]),
    orderSources: read([record(4, 'Telegram')]),
    customerGroups: read([record(5, 'Все покупатели')]),
    deliveryTypes: read([record(1, 'Курьер')]),
    itemGroups: read([
      { id: 3, parentId: undefined, name: 'Напитки' },
      { id: 7, parentId: 3, name: 'Соки' },
    ]),
    telegramField: read(true),
    feeItems: read([]),
    cardGroups: read([]),
    ...over,
  };
}

/** An item that anybody can order. */
export function anItem(over: Partial<StockedItem> = {}): StockedItem {
  return {
    id: 101,
    name: 'Сок',
    description: undefined,
    articul: undefined,
    code: undefined,
    barcodes: [],
    groupId: 7,
    unit: { name: 'шт', kind: 'pcs' },
    parentId: undefined,
    hasChild: false,
    deleted: false,
    allowed: Quantity.of('14'),
    price: Money.of('18500', 'UZS'),
    imageUrl: 'https://cdn.example/i/101.jpg',
    imageRefused: false,
    color: undefined,
    size: undefined,
    ...over,
  };
}

/** Findings as `code`, or `code KEY` for those about a setting. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ code, key }) => (key === undefined ? code : `${code} ${key}`));
}
