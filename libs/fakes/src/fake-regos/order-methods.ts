import { Decimal } from 'decimal.js';
import type { Account, OrderDocument, OrderLine } from './account';
import { addFull, amountOf } from './add-full';
import { countMethod, idsOf, type ListMethod, listMethod, type Question, selector } from './list-method';
import { renderCard } from './card-methods';
import { renderItem } from './catalog-methods';
import { renderCustomer } from './customer-methods';
import { type Call, method, type RegosMethod } from './method';
import { actualizeOrder, documentOf, moveOrder } from './order-status';
import { renderPriceType, renderSource, renderStatus, renderStock } from './reference-methods';
import { RegosError } from './regos-error';
import { decimal, either, flag, integer, listOf, object, text } from './shape';
import { parseStatus, type Status, statusFacts } from './statuses';
import type { FakeRegosSwitches } from './switches';

const orders: ListMethod<OrderDocument> = {
  selectors: {
    ids: idsOf('id'),
    external_code: selector(text, 'external_code'),
    code: selector(text, 'code'),
    customer_ids: idsOf('customer_id'),
    status_ids: idsOf('status_id'),
    stock_ids: idsOf('stock_id'),
    from_ids: idsOf('from_id'),
    operating_cash_ids: idsOf('operating_cash_id'),
    start_date: selector(integer, 'date', 'GreaterOrEqual'),
    end_date: selector(integer, 'date', 'LessOrEqual'),
    deleted_mark: selector(flag, 'deleted_mark'),
    blocked: selector(flag, 'blocked'),
  },
  fields: {
    id: (row) => row.id,
    external_code: (row) => row.externalCode,
    code: (row) => row.code,
    customer_id: (row) => row.customerId,
    status_id: (row) => statusFacts(row.status).id,
    stock_id: (row) => row.stockId,
    from_id: (row) => row.sourceId,
    operating_cash_id: (row) => row.operatingCashId,
    date: (row) => row.date,
    deleted_mark: (row) => row.deleted ?? false,
    blocked: () => false,
  },
  paged: true,
  searched: (row) => [row.code, row.externalCode, row.phone],
  sortColumns: { Date: (row) => row.date, Code: (row) => row.code },
  totalIgnoresFilters: true,
  rows: (call) => [...call.account.documents.values()].filter((document) => isShown(document, call)),
  render: renderDocument,
};

const lines: ListMethod<{ readonly document: OrderDocument; readonly line: OrderLine }> = {
  selectors: {
    document_id: selector(integer, 'document_id'),
    ids: idsOf('id'),
    item_ids: idsOf('item_id'),
  },
  fields: {
    document_id: ({ document }) => document.id,
    id: ({ line }) => line.id,
    item_id: ({ line }) => line.itemId,
  },
  paged: true,
  searched: () => [],
  rows: linesOf,
  render: ({ document, line }, { account }) => renderLine(document, line, account),
};

const setStatus = method(
  object({ id: integer, status: either(integer, text) }, ['id', 'status']),
  (request, call) => {
    const status = parseStatus(request.status);
    if (status === undefined) throw new RegosError(1030, `Статус ${request.status} не для этого документа`);
    if (status !== 'Approved' && status !== 'Canceled') {
      call.report(`an integration must not set ${status}: the order leaves the cashiers' queue`);
    }
    moveOrder(shownDocument(request.id, call), status, call);
    return { row_affected: 1, ids: [request.id] };
  },
);

const countedLine = object({ item_id: integer, quantity: decimal, price: decimal }, [
  'item_id',
  'quantity',
  'price',
]);
const actualize = method(
  object({ id: integer, operations: listOf(countedLine) }, ['id', 'operations']),
  ({ id, operations }, call) => {
    call.report('an integration must not do what is the till’s: the order would be Finished');
    const counted = operations.map(({ item_id, ...line }) => ({ itemId: item_id, ...line }));
    actualizeOrder(shownDocument(id, call), counted, call);
    return { row_affected: 1, ids: [id] };
  },
);

const totals = method(object({ id: integer }, ['id']), ({ id }, call) => {
  const { lines } = shownDocument(id, call);
  const quantity = lines.reduce((sum, line) => sum.plus(line.quantity), new Decimal(0));
  return { operation_count: lines.length, quantity, amount: amountOf(lines) };
});

/** Delivery orders (docs/regos.md 10). */
export const ORDER_METHODS: Readonly<Record<string, RegosMethod>> = {
  'DocOrderDelivery/Actualize': actualize,
  'DocOrderDelivery/AddFull': addFull,
  'DocOrderDelivery/Get': listMethod(orders),
  'DocOrderDelivery/GetCount': countMethod(orders),
  'DocOrderDelivery/GetTotals': totals,
  'DocOrderDelivery/SetStatus': setStatus,
  'OrderDeliveryOperation/Get': listMethod(lines),
};

/** Whether the integration's user may see the document's stock (docs/regos.md 21.11). */
function isShown({ stockId }: OrderDocument, { switches }: Call): boolean {
  return stockId === undefined || !switches.hiddenStockIds.includes(stockId);
}

function shownDocument(id: number, call: Call): OrderDocument {
  const document = documentOf(call.account, id);
  if (!isShown(document, call)) throw new RegosError(1047, 'Нет прав на склад документа');
  return document;
}

function linesOf(call: Call, question: Question) {
  const documentId = question.idOf('document_id');
  if (documentId === undefined) throw new RegosError(1002, 'document_id is required');
  const document = call.account.documents.get(documentId);
  if (document === undefined || !isShown(document, call)) return [];
  return document.lines.map((line) => ({ document, line }));
}

/**
 * What stands behind `actual_` and `_const` says nothing of the order (docs/regos.md 21.1): it is the shop's of now.
 */
function renderLine({ id, stockId, priceTypeId }: OrderDocument, line: OrderLine, account: Account) {
  const item = account.items.get(line.itemId);
  const level = item && stockId !== undefined ? account.stockLevels(stockId)(item) : undefined;
  return {
    id: line.id,
    document_id: id,
    item: item && renderItem({ item, group: undefined, hasChild: false }),
    quantity: line.quantity,
    price: line.price,
    actual_quantity: level?.allowed ?? null,
    actual_price: level === undefined ? null : new Decimal(item?.prices[priceTypeId] ?? 0),
    quantity_const: level?.common ?? null,
    vat_value: null,
  };
}

function renderDocument(document: OrderDocument, { account, switches }: Call) {
  const { shop, customers, cards, sources } = account;
  const find = <Row extends { readonly id: number }>(
    rows: Iterable<Row>,
    id: number | undefined,
  ): Row | undefined => [...rows].find((row) => row.id === id);
  const stock = find(shop.stocks, document.stockId);
  const customer = customers.get(document.customerId ?? 0);
  const card = cards.get(document.cardId ?? 0);
  const source = sources.get(document.sourceId);
  const priceType = find(shop.priceTypes, document.priceTypeId);
  const deliveryType = find(shop.deliveryTypes, document.deliveryTypeId);
  const paymentType = find(shop.paymentTypes, document.paymentTypeId);
  return {
    id: document.id,
    date: document.date,
    code: document.code,
    stock: stock && renderStock(stock),
    customer: customer && renderCustomer(customer, account),
    card: card && renderCard(card, account),
    operating_cash_id: document.operatingCashId,
    amount: amountOf(document.lines),
    ...renderStatusMember(document.status, switches.statusForm),
    delivery_date: document.deliveryDate,
    description: document.description,
    address: document.address,
    phone: document.phone,
    external_code: document.externalCode,
    from: source && renderSource(source),
    location: document.location,
    delivery_type: deliveryType && { id: deliveryType.id, name: deliveryType.name },
    courier: document.courier === undefined ? null : { id: 1, name: document.courier },
    price_type: priceType && renderPriceType(priceType),
    qrcodeurl: document.receiptUrl ?? null,
    payment_type: paymentType ? { id: paymentType.id, name: paymentType.name } : null,
    blocked: false,
    deleted_mark: document.deleted ?? false,
    last_update: document.lastUpdate,
  };
}

function renderStatusMember(status: Status, form: FakeRegosSwitches['statusForm']) {
  const row = renderStatus(status);
  switch (form) {
    case 'row':
      return { status: row };
    case 'idOnly':
      return { status_id: row.id };
    case 'nameOnly':
      return { status: { ...row, id: row.id + 1_000 } };
  }
}
