import { randomUUID } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { Account } from './account';
import type { Call } from './method';
import {
  STOCK_DOCUMENTS,
  type Amounts,
  type StockDocument,
  type StockDocumentKind,
  type StockLine,
} from './stock-documents';

/** What people do at the tills and in the back office of one shop, with the events that REGOS raises. */
export class ShopFloor {
  /** @param call of the moment, as staff */
  constructor(private readonly call: () => Call) {}

  /** A till sells. @returns uuid of the cheque */
  sell(quantities: Amounts, stockId = 1): string {
    return this.perform('cheque', quantities, stockId);
  }

  /** Goods come from a partner. @returns id of the purchase */
  receive(quantities: Amounts, stockId = 1): string {
    return this.perform('purchase', quantities, stockId);
  }

  /** Staff have counted. @param quantities what is there now */
  count(quantities: Amounts, stockId = 1): string {
    return this.perform('inventory', quantities, stockId);
  }

  /** @param receiverId of a movement: the stock that gets the goods */
  perform(kind: StockDocumentKind, quantities: Amounts, stockId = 1, receiverId?: number): string {
    const call = this.call();
    const { account } = call;
    const id = kind === 'cheque' ? randomUUID() : String(account.nextId());
    const lines = entries(quantities).map(([itemId, quantity]) => {
      return { id: account.nextId(), itemId, quantity: new Decimal(quantity), stockId };
    });
    const changes = lines.flatMap((line) => changesOf(kind, line, receiverId, account));
    account.stockDocuments.set(id, { kind, id, lines, changes });
    for (const { itemId, stockId: where, by } of changes) addToHand(account, itemId, where, by);
    this.raise(`${STOCK_DOCUMENTS[kind].document}${STOCK_DOCUMENTS[kind].done}`, handle(kind, id));
    return id;
  }

  /** Takes a document of stock back: its goods are where they were. */
  undo(id: string): void {
    const { account } = this.call();
    const document = account.stockDocuments.get(id);
    if (document === undefined) throw new Error(`no document ${id} in this shop`);
    for (const { itemId, stockId, by } of document.changes) addToHand(account, itemId, stockId, by.negated());
    const { document: name, undone } = STOCK_DOCUMENTS[document.kind];
    this.raise(`${name}${undone}`, handle(document.kind, id));
  }

  /** A price document is performed. @returns its id */
  setPrices(prices: Amounts, priceTypeId = 2): number {
    const { account } = this.call();
    const id = account.nextId();
    const lines = entries(prices).map(([itemId, price]) => {
      return { id: account.nextId(), itemId, price, before: account.items.get(itemId)?.prices[priceTypeId] };
    });
    account.priceDocuments.set(id, { id, priceTypeId, lines });
    for (const { itemId, price } of lines) putPrice(account, itemId, priceTypeId, price);
    this.raise('DocSetPricePerformed', { id });
    return id;
  }

  undoPrices(id: number): void {
    const { account } = this.call();
    const document = account.priceDocuments.get(id);
    if (document === undefined) throw new Error(`no price document ${id} in this shop`);
    for (const { itemId, before } of document.lines) putPrice(account, itemId, document.priceTypeId, before);
    this.raise('DocSetPricePerformCanceled', { id });
  }

  /** Any other event, such as `CurrencyExchangeRateEdited`, `RetailCardEdited` or `DeliveryTypeAdded`. */
  raise(event: string, data: { readonly id?: number | string; readonly uuid?: string }): void {
    this.call().emit(event, data);
  }
}

function handle(kind: StockDocumentKind, id: string): { uuid: string } | { id: number } {
  return kind === 'cheque' ? { uuid: id } : { id: Number(id) };
}

function changesOf(
  kind: StockDocumentKind,
  { itemId, quantity, stockId }: StockLine,
  receiverId: number | undefined,
  account: Account,
): StockDocument['changes'] {
  const onHand = new Decimal(account.items.get(itemId)?.onHand[stockId] ?? 0);
  const by = kind === 'inventory' ? quantity.minus(onHand) : quantity.times(STOCK_DOCUMENTS[kind].sign);
  const there = receiverId === undefined ? [] : [{ itemId, stockId: receiverId, by: quantity }];
  return [{ itemId, stockId, by }, ...there];
}

function addToHand(account: Account, itemId: number, stockId: number, by: Decimal): void {
  const item = account.items.get(itemId);
  if (item === undefined) throw new Error(`no item ${itemId} in this shop`);
  const onHand = new Decimal(item.onHand[stockId] ?? 0).plus(by).toFixed();
  account.items.set(itemId, { ...item, onHand: { ...item.onHand, [stockId]: onHand } });
}

function putPrice(account: Account, itemId: number, priceTypeId: number, price: string | undefined): void {
  const item = account.items.get(itemId);
  if (item === undefined) throw new Error(`no item ${itemId} in this shop`);
  const { [priceTypeId]: _, ...others } = item.prices;
  const prices = price === undefined ? others : { ...others, [priceTypeId]: price };
  account.items.set(itemId, { ...item, prices });
}

function entries(amounts: Amounts): [number, string][] {
  return Object.entries(amounts).map(([itemId, amount]) => [Number(itemId), amount]);
}
