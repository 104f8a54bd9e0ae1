import { Money, Quantity, newId } from '@rto/kernel';
import type { Unit } from '@rto/kernel';
import type { ItemGroup, StockedItem } from '@rto/regos';
import { parseSettings } from '@rto/settings';
import type { Tenant } from '@rto/settings';

export const PIECE: Unit = { name: 'шт', kind: 'pcs' };
export const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };

/** For tests: a row of Item/GetExt, priced and in stock; amounts are decimal text. */
export function aRow(
  given: Omit<Partial<StockedItem>, 'price' | 'allowed'> & {
    price?: string | undefined;
    allowed?: string;
  } = {},
): StockedItem {
  const { id = 1, price: _, allowed = '10', ...rest } = given;
  const price = 'price' in given ? given.price : '1000';
  return {
    id,
    name: `Item ${id}`,
    description: undefined,
    articul: undefined,
    code: undefined,
    barcodes: [],
    groupId: undefined,
    unit: PIECE,
    parentId: undefined,
    hasChild: false,
    deleted: false,
    imageUrl: `https://cdn.example/${id}.jpg`,
    imageRefused: false,
    color: undefined,
    size: undefined,
    ...rest,
    price: price === undefined ? undefined : Money.of(price, 'UZS'),
    allowed: Quantity.of(allowed),
  };
}

/** For tests: the parent of variants, without stock and price of its own. */
export function aParent(given: Parameters<typeof aRow>[0] = {}): StockedItem {
  return aRow({ price: undefined, allowed: '0', ...given, hasChild: true });
}

/** For tests. */
export function aGroup(id: number, parentId?: number, name = `Group ${id}`): ItemGroup {
  return { id, parentId, name };
}

/** For tests: a new shop with these settings beside price type 2 and stock 1. */
export function aTenant(settings: Record<string, string> = {}): Tenant {
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
    settings: parseSettings({ PRICE_TYPE_ID: '2', STOCK_ID: '1', ...settings }).settings,
    createdAt: at,
    updatedAt: at,
  };
}
