import { randomUUID } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { Json } from './json';
import type { ShopCard, ShopCustomer, ShopData, ShopItem, ShopReference } from './shop-data';
import { isBooking, isSold, type Status } from './statuses';
import type { PriceDocument, StockDocument } from './stock-documents';

export interface Tariff {
  readonly name: string;
  /** False: additional fields answer 7501. */
  readonly additionalFields: boolean;
  /** False: orders answer 7501. */
  readonly retailOrders: boolean;
  /** False: the history of events answers 7501. */
  readonly events: boolean;
  /** ISO 8601. */
  readonly paidUntil: string;
}

/** One connection of our integration to one REGOS account. */
export interface NewAccount {
  readonly connectedIntegrationId: string;
  readonly shop: ShopData;
  readonly settings?: Readonly<Record<string, string>>;
  readonly tariff?: Partial<Tariff>;
  /** False: the shop has switched the integration off. */
  readonly active?: boolean;
  /** Absent: our card's. A local integration may have none: an empty text. */
  readonly integrationKey?: string;
  /** False: a local integration, made by one shop for itself; it needs no token. */
  readonly isPublic?: boolean;
  /** Names the REGOS account behind the connection; unless told, one of its own. */
  readonly apiLogin?: string;
  /** Where lifecycle calls and events go; absent: nowhere. */
  readonly handlerUrl?: string;
}

export interface OrderLine {
  readonly id: number;
  readonly itemId: number;
  readonly quantity: Decimal;
  readonly price: Decimal;
}

export interface OrderDocument {
  readonly id: number;
  readonly code: string;
  /** Unix seconds, as sent. */
  readonly date: number;
  readonly sourceId: number;
  readonly priceTypeId: number;
  readonly stockId: number | undefined;
  readonly customerId: number | undefined;
  readonly cardId: number | undefined;
  readonly deliveryDate: number | undefined;
  readonly deliveryTypeId: number | undefined;
  readonly paymentTypeId: number | undefined;
  readonly address: string | undefined;
  readonly description: string | undefined;
  readonly phone: string | undefined;
  readonly externalCode: string | undefined;
  readonly location: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly lines: readonly OrderLine[];
  readonly status: Status;
  /** 0: no till took it. */
  readonly operatingCashId: number;
  /** Name of the courier, once there is one. */
  readonly courier?: string;
  /** Address of the fiscal receipt, as the till's driver gave it. */
  readonly receiptUrl?: string;
  /** Marked for deletion: it is still there, and holds no goods any more. */
  readonly deleted?: boolean;
  /** Unix seconds. */
  readonly lastUpdate: number;
}

export interface Setting {
  readonly value: string;
  /** Unix seconds. */
  readonly lastUpdate: number;
}

export interface PastEvent {
  readonly eventId: string;
  readonly occurredAt: Date;
  readonly action: string;
  readonly data: { readonly [member: string]: Json };
}

export interface StockLevel {
  readonly common: Decimal;
  readonly booked: Decimal;
  readonly allowed: Decimal;
}

const FULL_TARIFF: Tariff = {
  name: 'Бизнес',
  additionalFields: true,
  retailOrders: true,
  events: true,
  paidUntil: '2027-12-31T00:00:00Z',
};

/** Everything one account holds. Rows are replaced, never changed in place. */
export class Account {
  readonly connectedIntegrationId: string;
  readonly integrationKey: string;
  readonly isPublic: boolean;
  readonly apiLogin: string;
  readonly handlerUrl: string | undefined;
  readonly shop: ShopData;
  readonly items: Map<number, ShopItem>;
  readonly customers: Map<number, ShopCustomer>;
  readonly cards: Map<number, ShopCard>;
  readonly sources: Map<number, ShopReference>;
  readonly documents = new Map<number, OrderDocument>();
  /** By uuid or id. */
  readonly stockDocuments = new Map<string, StockDocument>();
  readonly priceDocuments = new Map<number, PriceDocument>();
  readonly settings = new Map<string, Setting>();
  readonly events: PastEvent[] = [];
  tariff: Tariff;
  active: boolean;
  private lastId = 54_320;
  private lastOrder = 0;

  constructor(account: NewAccount, now: Date) {
    this.connectedIntegrationId = account.connectedIntegrationId;
    this.integrationKey = account.integrationKey ?? 'telegram-bot-orders';
    this.isPublic = account.isPublic ?? true;
    this.apiLogin = account.apiLogin ?? `login-${account.connectedIntegrationId}`;
    this.handlerUrl = account.handlerUrl;
    this.shop = account.shop;
    this.items = byId(account.shop.items);
    this.customers = byId(account.shop.customers);
    this.cards = byId(account.shop.cards);
    this.sources = byId(account.shop.sources);
    this.tariff = { ...FULL_TARIFF, ...account.tariff };
    this.active = account.active ?? true;
    for (const [key, value] of Object.entries(account.settings ?? {})) this.saveSetting(key, value, now);
  }

  /** Never reused, common to all kinds of rows. */
  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  saveSetting(key: string, value: string, now: Date): void {
    this.settings.set(key, { value, lastUpdate: unixSeconds(now) });
  }

  saveDocument(document: OrderDocument, now: Date): void {
    this.documents.set(document.id, { ...document, lastUpdate: unixSeconds(now) });
  }

  record(action: string, data: PastEvent['data'], now: Date): PastEvent {
    const event = { eventId: randomUUID(), occurredAt: now, action, data };
    this.events.push(event);
    return event;
  }

  /** The human number of the next order, never that of a deleted one. */
  nextOrderCode(): string {
    this.lastOrder += 1;
    return `ODL-${String(this.lastOrder).padStart(7, '0')}`;
  }

  /** Ids of the items that are only parents of variants. */
  variantParents(): ReadonlySet<number | undefined> {
    return new Set([...this.items.values()].map((item) => item.parentId));
  }

  /** Levels in one stock: open orders hold their goods, sold ones took them, cancelled ones released them. */
  stockLevels(stockId: number): (item: ShopItem) => StockLevel {
    const booked = this.sumLines(stockId, isBooking);
    const sold = this.sumLines(stockId, isSold);
    return (item) => {
      const common = new Decimal(item.onHand[stockId] ?? 0).minus(sold.get(item.id) ?? 0);
      const held = booked.get(item.id) ?? new Decimal(0);
      return { common, booked: held, allowed: common.minus(held) };
    };
  }

  private sumLines(stockId: number, counts: (status: Status) => boolean): ReadonlyMap<number, Decimal> {
    const sums = new Map<number, Decimal>();
    for (const document of this.documents.values()) {
      if (document.stockId !== stockId || document.deleted || !counts(document.status)) continue;
      for (const { itemId, quantity } of document.lines)
        sums.set(itemId, quantity.plus(sums.get(itemId) ?? 0));
    }
    return sums;
  }
}

export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
