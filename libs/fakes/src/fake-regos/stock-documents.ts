import type { Decimal } from 'decimal.js';

interface Kind {
  /** Its events are this and one of the next two. */
  readonly document: string;
  readonly done: string;
  readonly undone: string;
  /** Of a line's quantity in the document's stock. */
  readonly sign: 1 | -1;
}

const performed = { done: 'Performed', undone: 'PerformCanceled' };

/** Documents that move stock (docs/regos.md 21.8). */
export const STOCK_DOCUMENTS = {
  cheque: { document: 'DocCheque', done: 'Closed', undone: 'Canceled', sign: -1 },
  purchase: { document: 'DocPurchase', ...performed, sign: 1 },
  movement: { document: 'DocMovement', ...performed, sign: -1 },
  wholeSale: { document: 'DocWholeSale', ...performed, sign: -1 },
  wholeSaleReturn: { document: 'DocWholeSaleReturn', ...performed, sign: 1 },
  returnsToPartner: { document: 'DocReturnsToPartner', ...performed, sign: -1 },
  inOut: { document: 'DocInOut', ...performed, sign: 1 },
  production: { document: 'DocProduction', ...performed, sign: 1 },
  inventory: { document: 'DocInventory', done: 'Closed', undone: 'Opened', sign: 1 },
} as const satisfies Readonly<Record<string, Kind>>;
export type StockDocumentKind = keyof typeof STOCK_DOCUMENTS;

/** Decimal text by item id. */
export type Amounts = Readonly<Record<number, string>>;

export interface StockLine {
  readonly id: number;
  readonly itemId: number;
  readonly quantity: Decimal;
  readonly stockId: number;
}

export interface StockDocument {
  readonly kind: StockDocumentKind;
  /** A uuid of a cheque, else digits. */
  readonly id: string;
  readonly lines: readonly StockLine[];
  /** What it did to what is on hand, to be undone. */
  readonly changes: readonly { readonly itemId: number; readonly stockId: number; readonly by: Decimal }[];
}

export interface PriceDocument {
  readonly id: number;
  readonly priceTypeId: number;
  readonly lines: readonly {
    readonly id: number;
    readonly itemId: number;
    readonly price: string | undefined;
    readonly before: string | undefined;
  }[];
}
