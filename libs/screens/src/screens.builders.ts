import type { Cart, CartLine } from '@rto/cart';
import type { CatalogItem, GroupNode } from '@rto/catalog';
import { Money, Quantity, type Language, type Unit } from '@rto/kernel';
import type { CheckoutDraft, Order } from '@rto/orders';
import type { CatalogView } from './catalog.screen';
import { formats } from './formats';
import { describeScreen, type Screen } from './screen';
import { texts } from './texts';

export const PIECE: Unit = { name: 'шт', kind: 'pcs' };
export const KILOGRAM: Unit = { name: 'кг', kind: 'non_pcs' };
export const NOON_IN_TASHKENT = new Date('2026-11-23T07:00:00Z');

type Changed<T, Replaced> = Omit<Partial<T>, keyof Replaced> & Partial<Replaced>;

/** For tests: what a person reads, with plain spaces. */
export function shown(screen: Screen): string {
  return describeScreen(screen).replaceAll('\u00a0', ' ');
}

/** For tests: the words of a language and a shop in Tashkent. */
export function words(language: Language = 'ru') {
  return { t: texts(language), f: formats(language, 'Asia/Tashkent') };
}

export function aView(overrides: Partial<CatalogView> = {}, language: Language = 'ru'): CatalogView {
  return {
    ...words(language),
    now: NOON_IN_TASHKENT,
    showStock: true,
    staleAsOf: undefined,
    oldAsOf: undefined,
    ...overrides,
  };
}

/** For tests: a juice at 18 500, 14 in stock. */
export function anItem(
  given: Changed<CatalogItem, { price: string | undefined; allowed: string }> = {},
): CatalogItem {
  const { price = '18500', allowed = '14', ...rest } = given;
  return {
    id: 101,
    name: 'Сок яблочный 1 л',
    description: undefined,
    articul: undefined,
    code: undefined,
    barcodes: [],
    groupId: 7,
    unit: PIECE,
    imageUrl: undefined,
    parentId: undefined,
    hasVariants: false,
    color: undefined,
    size: undefined,
    sellable: true,
    ...rest,
    price: 'price' in given && given.price === undefined ? undefined : Money.of(price, 'UZS'),
    allowed: Quantity.of(allowed),
  };
}

export function aGroup(id: number, name: string, rest: Partial<GroupNode> = {}): GroupNode {
  return { id, name, parentId: undefined, children: [], itemCount: 1, ...rest };
}

/** For tests: two juices at 18 500. */
export function aLine(given: Changed<CartLine, { price: string; quantity: string }> = {}): CartLine {
  const { price = '18500', quantity = '2', ...rest } = given;
  return {
    itemId: 101,
    name: 'Сок яблочный 1 л',
    unit: PIECE,
    ...rest,
    price: Money.of(price, 'UZS'),
    quantity: Quantity.of(quantity),
  };
}

export function aCart(...lines: readonly CartLine[]): Cart {
  const total = lines.length === 0 ? undefined : sumOf(lines);
  return { lines, total, version: 1, updatedAt: NOON_IN_TASHKENT };
}

export function aDraft(overrides: Partial<CheckoutDraft> = {}): CheckoutDraft {
  return { id: 'checkout-01', version: 1, knownCustomer: false, phone: '998901234567', ...overrides };
}

/** For tests: an order of two juices that was just placed. */
export function anOrder(overrides: Partial<Order> = {}): Order {
  const lines = overrides.lines ?? [aLine()];
  return {
    id: 'order-1',
    tenantId: 'tenant-1',
    checkoutId: 'checkout-01',
    chatId: 700,
    number: 12,
    state: 'placed',
    externalCode: 'code-12',
    phone: '998901234567',
    deliveryType: undefined,
    address: undefined,
    location: undefined,
    note: undefined,
    paymentTypeId: undefined,
    deliveryAt: undefined,
    priceTypeId: 2,
    stockId: 1,
    sourceId: 4,
    fee: undefined,
    lines,
    total: sumOf(lines),
    placedAt: NOON_IN_TASHKENT,
    customerId: undefined,
    regosDocumentId: undefined,
    regosCode: undefined,
    regosStatus: undefined,
    toldStage: 0,
    toldFacts: {},
    steps: [],
    statusMessageId: undefined,
    sold: undefined,
    attempts: 0,
    lastError: undefined,
    updatedAt: NOON_IN_TASHKENT,
    ...overrides,
  };
}

function sumOf(lines: readonly Pick<CartLine, 'price' | 'quantity'>[]): Money {
  return Money.sum(
    lines.map((line) => line.price.times(line.quantity)),
    'UZS',
  );
}
