import type { LinedDocument, LinedDocumentKind } from '@rto/regos';

/** An event of REGOS: its name, and the row it is about. */
export interface RegosHappening {
  readonly name: string;
  readonly documentId?: number;
  readonly uuid?: string;
}

/** Something about single goods. */
export type GoodsEvent =
  | { readonly kind: 'item'; readonly itemId: number }
  | { readonly kind: 'document'; readonly document: LinedDocument }
  /** Stock moved, and the event does not say how to learn of which goods. */
  | { readonly kind: 'stockMoved' };

/** What an event means for the catalogue. */
type CatalogEvent =
  | GoodsEvent
  /** Anything may be different: groups, price types, stocks, rates. */
  | { readonly kind: 'everything' }
  | { readonly kind: 'deliveryTypes' };

const ITEM = /^Item(?:Added|Edited|DeleteMarked|Deleted)$/i;
const DOCUMENT =
  /^Doc(Cheque|Purchase|Movement|WholeSaleReturn|WholeSale|ReturnsToPartner|InOut|Inventory|SetPrice|Production)(?:Performed|PerformCanceled|Closed|Opened|Canceled)$/i;
const EVERYTHING = /^(?:Item|DocSetPrice|PriceType|Stock|CurrencyExchangeRate)/i;

/** By the word in the event's name, lower case; production consumes what its lines do not name. */
const KINDS: Readonly<Record<string, LinedDocumentKind>> = {
  cheque: 'cheque',
  purchase: 'purchase',
  movement: 'movement',
  wholesale: 'wholeSale',
  wholesalereturn: 'wholeSaleReturn',
  returnstopartner: 'returnsToPartner',
  inout: 'inOut',
  inventory: 'inventory',
  setprice: 'setPrice',
};

/**
 * Reads an event by its name, in any letter case.
 * @returns undefined when the catalogue has nothing to do with it
 * @source docs/regos.md 14 and 21.8
 */
export function catalogEvent({ name, documentId, uuid }: RegosHappening): CatalogEvent | undefined {
  if (ITEM.test(name) && documentId !== undefined) return { kind: 'item', itemId: documentId };
  const word = DOCUMENT.exec(name)?.[1]?.toLowerCase();
  if (word !== undefined) {
    const kind = KINDS[word];
    const id = kind === 'cheque' ? uuid : documentId?.toString();
    if (kind !== undefined && id !== undefined) return { kind: 'document', document: { kind, id } };
    return word === 'setprice' ? { kind: 'everything' } : { kind: 'stockMoved' };
  }
  if (/^DeliveryType/i.test(name)) return { kind: 'deliveryTypes' };
  return EVERYTHING.test(name) ? { kind: 'everything' } : undefined;
}

/** Whether it tells that this shop's events speak of its stock: then the full reading is a net, and may be rare. */
export function isAboutStock(event: CatalogEvent): boolean {
  return event.kind === 'stockMoved' || (event.kind === 'document' && event.document.kind !== 'setPrice');
}
