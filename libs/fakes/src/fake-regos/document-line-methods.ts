import type { Account } from './account';
import { idsOf, type ListMethod, listMethod, type Question, selector } from './list-method';
import type { Call, RegosMethod } from './method';
import { RegosError } from './regos-error';
import { text } from './shape';
import type { StockDocumentKind, StockLine } from './stock-documents';

interface Line {
  readonly id: number;
  readonly documentId: number;
  readonly itemId: number;
  readonly rest: { readonly [member: string]: StockLine['quantity'] | string | undefined };
}

type ChequeLine = StockLine & { readonly cheque: string; readonly order: number };

/**
 * The lines of documents that move stock or set prices: REGOS's public reference has a page for each of them, and live
 * shops call them as here. One document a call.
 */
export const DOCUMENT_LINE_METHODS: Readonly<Record<string, RegosMethod>> = {
  'ChequeItemOperation/Get': listMethod<ChequeLine>({
    selectors: {
      doc_sale_uuid: selector(text, 'doc_sale_uuid'),
    },
    fields: { doc_sale_uuid: (line) => line.cheque },
    paged: false,
    rows: (call, question) => {
      assertAllowed(call, question, 'doc_sale_uuid');
      return chequeLines(call.account);
    },
    render: ({ cheque, stockId, itemId, order, quantity }, call) => ({
      uuid: `${cheque.slice(0, -4)}${String(order).padStart(4, '0')}`,
      document: cheque,
      has_storno: false,
      stock_id: stockId,
      item: renderItem(itemId, call.account),
      order,
      quantity,
    }),
  }),
  'PurchaseOperation/Get': stockLines('purchase'),
  'MovementOperation/Get': stockLines('movement'),
  'WholeSaleOperation/Get': stockLines('wholeSale'),
  'WholeSaleReturnOperation/Get': stockLines('wholeSaleReturn'),
  'ReturnsToPartnerOperation/Get': stockLines('returnsToPartner'),
  'InOutOperation/Get': stockLines('inOut'),
  'InventoryOperation/Get': stockLines('inventory'),
  'SetPriceOperation/Get': documentLines((account) =>
    [...account.priceDocuments.values()].flatMap((document) =>
      document.lines.map(({ id, itemId, price }) => {
        return { id, documentId: document.id, itemId, rest: { new_value: price } };
      }),
    ),
  ),
};

function stockLines(kind: StockDocumentKind): RegosMethod {
  return documentLines((account) =>
    [...account.stockDocuments.values()]
      .filter((document) => document.kind === kind)
      .flatMap((document) =>
        document.lines.map(({ id, itemId, quantity }) => {
          return { id, documentId: Number(document.id), itemId, rest: { quantity } };
        }),
      ),
  );
}

function documentLines(linesOf: (account: Account) => Line[]): RegosMethod {
  const list: ListMethod<Line> = {
    selectors: { document_ids: idsOf('document_id'), ids: idsOf('id'), item_ids: idsOf('item_id') },
    fields: {
      document_id: (line) => line.documentId,
      id: (line) => line.id,
      item_id: (line) => line.itemId,
    },
    paged: true,
    rows: (call, question) => {
      assertAllowed(call, question, 'document_id');
      return linesOf(call.account);
    },
    render: ({ id, documentId, itemId, rest }, call) => ({
      id,
      document_id: documentId,
      item: renderItem(itemId, call.account),
      ...rest,
    }),
  };
  return listMethod(list);
}

function chequeLines(account: Account): ChequeLine[] {
  return [...account.stockDocuments.values()]
    .filter(({ kind }) => kind === 'cheque')
    .flatMap(({ id, lines }) => lines.map((line, index) => ({ ...line, cheque: id, order: index + 1 })));
}

/** Exactly one document, and the right to look at it. */
function assertAllowed({ switches }: Call, question: Question, field: string): void {
  if (switches.documentLines === 'refused') throw new RegosError(1007, 'Нет прав на операции документа');
  const asked = question.conditions.find((condition) => condition.field === field);
  if (asked?.values.length !== 1) throw new RegosError(1002, `${field}: нужен один документ`);
}

function renderItem(itemId: number, account: Account) {
  return { id: itemId, code: itemId, name: account.items.get(itemId)?.name };
}
