import { Config } from '@rto/config';
import { Injectable } from '@nestjs/common';
import type { RegosConnection } from './model';
import { equals, select, verified, type Selector } from './query';
import { rowsOf, type Row } from './row';
import { RegosTransport } from './transport/regos-transport';

/** Documents that move stock or set prices, and whose lines can be asked for. */
export type LinedDocumentKind =
  | 'cheque'
  | 'purchase'
  | 'movement'
  | 'wholeSale'
  | 'wholeSaleReturn'
  | 'returnsToPartner'
  | 'inOut'
  | 'inventory'
  | 'setPrice';

export interface LinedDocument {
  readonly kind: LinedDocumentKind;
  /** A uuid of a cheque, digits of the rest. */
  readonly id: string;
}

/** What a document is about. */
export interface DocumentGoods {
  readonly itemIds: readonly number[];
  /** False when it has more lines than were asked for. */
  readonly isWhole: boolean;
}

/** More goods than one Item/GetExt takes are no matter of single goods any more. */
const MAX_LINES = 250;

const METHODS: Readonly<Record<LinedDocumentKind, string>> = {
  cheque: 'ChequeItemOperation/Get',
  purchase: 'PurchaseOperation/Get',
  movement: 'MovementOperation/Get',
  wholeSale: 'WholeSaleOperation/Get',
  wholeSaleReturn: 'WholeSaleReturnOperation/Get',
  returnsToPartner: 'ReturnsToPartnerOperation/Get',
  inOut: 'InOutOperation/Get',
  inventory: 'InventoryOperation/Get',
  setPrice: 'SetPriceOperation/Get',
};

/** The lines of documents, for the goods they name: quantities and prices are read where they are true. */
@Injectable()
export class RegosDocumentLines {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * The goods of one document, without lines that say they are of another stock.
   * @throws RegosRefusal where the account does not have the method or the right
   * @source REGOS docs, "ChequeItemOperation/Get", "PurchaseOperation/Get" and the like, read 2026-11-30
   */
  async goods(connection: RegosConnection, document: LinedDocument, stockId: number): Promise<DocumentGoods> {
    const method = METHODS[document.kind];
    const body = {
      ...select(this.config.regos.dialect, selectorOf(document)),
      // a cheque's lines come all at once
      ...(document.kind !== 'cheque' && { limit: MAX_LINES + 1, offset: 0 }),
    };
    const result = await this.transport.read(connection, method, body, 'background');
    const lines = verified(method, rowsOf(result), (row) => isOf(document, row));
    const here = lines.filter((row) => (row.reference('stock_id') ?? stockId) === stockId);
    const itemIds = new Set(
      here.flatMap((row) => row.row('item').reference('id') ?? row.reference('item_id') ?? []),
    );
    return { itemIds: [...itemIds].slice(0, MAX_LINES), isWhole: lines.length <= MAX_LINES };
  }
}

function selectorOf({ kind, id }: LinedDocument): Selector {
  return kind === 'cheque'
    ? equals('doc_sale_uuid', id, { doc_sale_uuid: id })
    : equals('document_id', id, { document_ids: [Number(id)] });
}

/** A line that does not name its document is no contradiction. */
function isOf({ kind, id }: LinedDocument, row: Row): boolean {
  const named = row.text(kind === 'cheque' ? 'document' : 'document_id') ?? id;
  return named.toLowerCase() === id.toLowerCase();
}
