import type { Account, OrderDocument } from './account';
import { amountOf } from './add-full';
import type { ShopCustomer } from './shop-data';
import { allowedMoves, type Status } from './statuses';

/** A delivery order as staff see it; decimals are text. */
export interface DeliveryOrderView {
  readonly id: number;
  readonly code: string;
  readonly externalCode: string | undefined;
  readonly status: Status;
  /** Where staff may move it. */
  readonly moves: readonly Status[];
  readonly placedAt: Date;
  readonly customer: ShopCustomer | undefined;
  readonly phone: string | undefined;
  readonly address: string | undefined;
  readonly description: string | undefined;
  readonly location: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly sourceId: number;
  readonly priceTypeId: number;
  readonly stockId: number | undefined;
  readonly deliveryTypeId: number | undefined;
  readonly paymentTypeId: number | undefined;
  readonly cardId: number | undefined;
  readonly deliveryAt: Date | undefined;
  /** Who brings it, and where its receipt is, once there are any. */
  readonly courier: string | undefined;
  readonly receiptUrl: string | undefined;
  readonly takenByTill: boolean;
  /** Marked for deletion. */
  readonly deleted: boolean;
  readonly amount: string;
  readonly lines: readonly {
    readonly itemId: number;
    readonly name: string;
    readonly quantity: string;
    readonly price: string;
  }[];
}

/** What a cashier may take (docs/regos.md 21.11): approved orders alone, the others do not reach the till's queue. */
export function isInTillQueue({ status, operatingCashId, deleted }: OrderDocument): boolean {
  return status === 'Approved' && operatingCashId === 0 && !deleted;
}

export function viewDocument(document: OrderDocument, account: Account): DeliveryOrderView {
  const { id, code, externalCode, status, phone, address, description, location } = document;
  const { sourceId, priceTypeId, stockId, deliveryTypeId, paymentTypeId, cardId, deliveryDate } = document;
  const { courier, receiptUrl } = document;
  return {
    ...{ id, code, externalCode, status, phone, address, description, location },
    ...{ sourceId, priceTypeId, stockId, deliveryTypeId, paymentTypeId, cardId, courier, receiptUrl },
    deliveryAt: deliveryDate === undefined ? undefined : new Date(deliveryDate * 1000),
    moves: allowedMoves(status),
    placedAt: new Date(document.date * 1000),
    customer: account.customers.get(document.customerId ?? 0),
    takenByTill: document.operatingCashId !== 0,
    deleted: document.deleted ?? false,
    amount: amountOf(document.lines).toFixed(),
    lines: document.lines.map((line) => ({
      itemId: line.itemId,
      name: account.items.get(line.itemId)?.name ?? '',
      quantity: line.quantity.toFixed(),
      price: line.price.toFixed(),
    })),
  };
}
