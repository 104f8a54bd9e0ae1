import type { Money, PermanentError, Quantity, TenantId, Unit } from '@rto/kernel';

/** What a call needs to know of the tenant it is made for. */
export interface RegosConnection {
  readonly tenantId: TenantId;
  /** Works like a password: never logged, never in an error's text. */
  readonly connectedIntegrationId: string;
}

/**
 * Who waits for the answer; the limiter serves the first named first. Background work comes back later when its turn does
 * not come soon; the reading of a catalogue waits for each of its turns.
 */
export type CallPriority = 'order' | 'person' | 'background' | 'catalogue';

/** Nobody waits for the answer. */
export function isUnhurried(priority: CallPriority): boolean {
  return priority === 'background' || priority === 'catalogue';
}

/** Why REGOS said no (docs/regos.md 8); RATE and RETRY become retryable errors and never reach this. */
export type RefusalKind =
  /** tell the buyer something sensible */
  | 'user'
  /** the shop's configuration is wrong: stop this operation, alert the shop */
  | 'config'
  /** the connection is unusable: pause its calls, alert */
  | 'stop'
  /** already in the wanted state, or look it up */
  | 'done'
  /** depends on the order's state: read it again */
  | 'state'
  /** our request is wrong */
  | 'bug';

/** A definite "no" of REGOS: nothing was written. Implemented by `RegosRefusal`. */
export interface Refusal extends PermanentError {
  readonly code: number;
  readonly kind: RefusalKind;
}

export type ImageSize = 'Large' | 'Medium' | 'Small';

/** One row of Item/GetExt: an item with price and stock as of the call. */
export interface StockedItem {
  readonly id: number;
  readonly name: string;
  readonly description: string | undefined;
  readonly articul: string | undefined;
  readonly code: number | undefined;
  readonly barcodes: readonly string[];
  readonly groupId: number | undefined;
  readonly unit: Unit;
  /** 0 and null of REGOS become undefined. */
  readonly parentId: number | undefined;
  /** Only the parent of variants: cannot be ordered (1199). */
  readonly hasChild: boolean;
  readonly deleted: boolean;
  /** common - booked; may be negative. */
  readonly allowed: Quantity;
  /** Undefined when REGOS sends null or 0. */
  readonly price: Money | undefined;
  /** Fit to be handed on (`pictureAddress`). */
  readonly imageUrl: string | undefined;
  /** REGOS names a picture, and its address is not handed on. */
  readonly imageRefused: boolean;
  readonly color: string | undefined;
  readonly size: string | undefined;
}

export interface StockedItemQuery {
  readonly priceTypeId: number;
  readonly stockId: number;
  /** Only these items; at most 250. */
  readonly itemIds?: readonly number[];
  /** Only items of these groups; name subgroups as well. */
  readonly groupIds?: readonly number[];
  readonly zeroQuantity: boolean;
  readonly zeroPrice: boolean;
  /** True: only items with a picture. */
  readonly onlyWithImage?: boolean;
  readonly imageSize: ImageSize;
}

/** Some of the items of a query. */
export interface StockedPage {
  readonly items: readonly StockedItem[];
  /** How many rows REGOS says there are; it may be missing, or wrong (docs/regos.md 6.3). */
  readonly total: number | undefined;
  /** Rows that were read with this page. */
  readonly end: number;
}

export interface ItemGroup {
  readonly id: number;
  readonly parentId: number | undefined;
  readonly name: string;
}

/** Names of docs/regos.md 10.4 and 21.6; `Unknown` for a status this table does not have. */
export const DELIVERY_ORDER_STATUSES = [
  'New',
  'Approved',
  'Processing',
  'Paying',
  'Finished',
  'Canceled',
  'ReturnPaying',
  /** The till called the sale off. */
  'CanceledByPosSale',
  /** The till called the return off: the order stays sold. */
  'CanceledByPosReturn',
  'ReturnProcessing',
  'Unknown',
] as const;
export type DeliveryOrderStatus = (typeof DELIVERY_ORDER_STATUSES)[number];

/** There will be no sale. */
export function isCanceled(status: DeliveryOrderStatus): boolean {
  return status === 'Canceled' || status === 'CanceledByPosSale';
}

/** Body of DocOrderDelivery/AddFull. */
export interface NewDeliveryOrder {
  readonly date: Date;
  readonly sourceId: number;
  readonly priceTypeId: number;
  readonly stockId: number;
  readonly customerId: number;
  readonly externalCode: string;
  readonly phone: string | undefined;
  readonly address: string | undefined;
  readonly description: string | undefined;
  readonly deliveryTypeId: number | undefined;
  readonly paymentTypeId: number | undefined;
  /** Loyalty card of that customer. */
  readonly cardId: number | undefined;
  /** The time the buyer wants it at. */
  readonly deliveryAt: Date | undefined;
  readonly location: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly lines: readonly { readonly itemId: number; readonly quantity: Quantity; readonly price: Money }[];
}

/** A retail order of REGOS ("delivery order"; never our `Order`). */
export interface DeliveryOrder {
  readonly id: number;
  /** The human number, like `ODL-0000123`. */
  readonly code: string | undefined;
  readonly externalCode: string | undefined;
  readonly status: DeliveryOrderStatus;
  readonly customerId: number | undefined;
  /** Decimal text. */
  readonly amount: string | undefined;
  /** True once a till took it. */
  readonly takenByTill: boolean;
  /** Name of who brings it. */
  readonly courier: string | undefined;
  /** Name of the way of payment. */
  readonly payment: string | undefined;
  /** Address of the fiscal receipt; only an https one is believed to be that. */
  readonly receiptUrl: string | undefined;
  readonly deleted: boolean;
}

/**
 * A row of OrderDeliveryOperation/Get: what was ordered, and after the till has counted what was picked. The members
 * `actual_quantity` and `actual_price` beside it are the stock's and the price list's (docs/regos.md 21.1).
 */
export interface DeliveryOrderLine {
  readonly itemId: number;
  readonly name: string | undefined;
  readonly unit: Unit | undefined;
  readonly quantity: Quantity;
  /** Decimal text in the currency of the order's price type. */
  readonly price: string;
}

export interface RetailCustomer {
  readonly id: number;
  readonly firstName: string | undefined;
  /** Digits only, as all phones here. */
  readonly mainPhone: string | undefined;
  /** `+` and blanks removed; the main one first. */
  readonly phones: readonly string[];
  /** From the additional field `field_telegram_id`; undefined also where REGOS sends rows without fields. */
  readonly telegramId: number | undefined;
  readonly deleted: boolean;
}

export interface NewRetailCustomer {
  readonly groupId: number;
  readonly firstName: string;
  readonly lastName: string | undefined;
  /** Digits only. */
  readonly mainPhone: string;
  /** Sent as `field_telegram_id`; leave out where the tariff refuses fields (7501). */
  readonly telegramId: number | undefined;
}

export interface NewRetailCard {
  readonly customerId: number;
  /** No other card of the account has it. */
  readonly barcode: string;
  readonly barcodeTypeId: number;
  readonly groupId: number;
}

export interface RetailCard {
  readonly id: number;
  readonly customerId: number | undefined;
  readonly barcode: string;
  readonly programme: string | undefined;
  /** Decimal text; bonus units, not money. */
  readonly balance: string;
  readonly enabled: boolean;
  /** The last day, `YYYY-MM-DD`; undefined when unlimited. */
  readonly expiresOn: string | undefined;
}

/** A row of PaymentType/Get. */
export interface PaymentType {
  readonly id: number;
  /** Whether an order of a shopper may be paid so; undefined where REGOS's word for it says nothing certain. */
  readonly usable: boolean | undefined;
}

/** A row of a small reference: price type, stock, delivery type, order source, customer group. */
export interface Reference {
  readonly id: number;
  readonly name: string;
  readonly deleted: boolean;
}

/** A row of Stock/Get. */
export interface Stock extends Reference {
  readonly address?: string;
}

export interface PriceType extends Reference {
  /** ISO 4217 letters, normally UZS. */
  readonly currency: string;
}

/** A setting of a connected integration; the value is text whatever it means. */
export interface IntegrationSetting {
  readonly key: string;
  readonly value: string;
}

/** The REGOS account behind a connection. */
export interface AccountInfo {
  readonly apiLogin: string | undefined;
  readonly tariffName: string | undefined;
  readonly paidUntil: Date | undefined;
  /** `Active` when all is well. */
  readonly status: string | undefined;
  /** Whether the tariff lets integrations in; undefined when REGOS does not say. */
  readonly apiAccess: boolean | undefined;
  /** Whether the tariff tells integrations of events; undefined when REGOS does not say. */
  readonly sendsEvents: boolean | undefined;
}

export interface ConnectedIntegration {
  readonly connectedIntegrationId: string;
  readonly key: string | undefined;
  /** Of the marketplace; a local one was made by one shop for itself. */
  readonly isPublic: boolean;
  readonly active: boolean;
  /** Events that are switched on; undefined where REGOS does not tell. */
  readonly events?: readonly string[];
}

/** How REGOS sees our handler: one that fails is called no more for a while (docs/regos.md 12). */
export interface HandlerReputation {
  /** 0: not blocked. */
  readonly blockedForSec: number;
  readonly lastErrorAt: Date | undefined;
}
