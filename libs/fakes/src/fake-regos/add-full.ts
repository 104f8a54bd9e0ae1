import { Decimal } from 'decimal.js';
import type { Account, OrderDocument, OrderLine } from './account';
import { type Call, method } from './method';
import { RegosError } from './regos-error';
import { coordinate, decimal, integer, listOf, object, type ObjectOf, text } from './shape';

const documentMembers = {
  date: integer,
  from_id: integer,
  price_type_id: integer,
  stock_id: integer,
  customer_id: integer,
  card_id: integer,
  delivery_date: integer,
  address: text,
  description: text,
  phone: text,
  external_code: text,
  delivery_type_id: integer,
  payment_type_id: integer,
  courier_id: integer,
  location: object({ latitude: coordinate, longitude: coordinate }, ['latitude', 'longitude']),
  qrcodeurl: text,
};
const rowMembers = {
  item_id: integer,
  item_code: integer,
  quantity: decimal,
  price: decimal,
  document_id: integer,
};
const request = object(
  {
    document: object(documentMembers, ['date', 'from_id', 'price_type_id']),
    operations: listOf(object(rowMembers, ['quantity', 'price'])),
  },
  ['document', 'operations'],
);

type DocumentRequest = ObjectOf<typeof documentMembers, 'date' | 'from_id' | 'price_type_id'>;
type RowRequest = ObjectOf<typeof rowMembers, 'quantity' | 'price'>;

const MAX_ROWS = 250;
/** Limits of docs/regos.md 7. */
const MAX_QUANTITY = 999_999_999;
const MAX_AMOUNT = 99_999_999_999;

/** DocOrderDelivery/AddFull: an order with its lines, whole or not at all (docs/regos.md 10.1). */
export const addFull = method(request, ({ document, operations }, call) => {
  if (!call.account.tariff.retailOrders) throw new RegosError(7501, 'Функция недоступна на вашем тарифе');
  reportWhatOursMustSend(document, call);
  assertReferences(document, call.account);
  assertRows(operations, call);
  const lines = operations.map((row) => toLine(row, document.price_type_id, call.account));
  assertAmount(lines);
  if (document.stock_id !== undefined && call.switches.stockCheck === 'onCreate') {
    assertStock(lines, document.stock_id, call.account);
  }
  const added = toDocument(document, lines, call);
  call.account.saveDocument(added, call.now);
  call.emit('DocOrderDeliveryAdded', { id: added.id });
  return { new_id: added.id };
});

/** @throws RegosError 1029 when `allowed` does not cover the lines */
export function assertStock(lines: readonly OrderLine[], stockId: number, account: Account): void {
  const levelOf = account.stockLevels(stockId);
  const wanted = new Map<number, Decimal>();
  for (const { itemId, quantity } of lines) wanted.set(itemId, quantity.plus(wanted.get(itemId) ?? 0));
  for (const [itemId, quantity] of wanted) {
    const item = account.items.get(itemId);
    if (item === undefined || levelOf(item).allowed.lessThan(quantity)) {
      throw new RegosError(1029, `Недостаточно товара на складе: ${item?.name ?? itemId}`);
    }
  }
}

/** REGOS accepts an order without these; our client must never send one. */
function reportWhatOursMustSend(document: DocumentRequest, call: Call): void {
  for (const name of ['stock_id', 'customer_id', 'external_code'] as const) {
    if (document[name] === undefined) call.report(`document.${name} is missing`);
  }
}

function assertReferences(document: DocumentRequest, account: Account): void {
  const { shop } = account;
  assertKnown(1130, 'document.from_id', document.from_id, [...account.sources.values()]);
  assertKnown(1126, 'document.price_type_id', document.price_type_id, shop.priceTypes);
  assertKnown(1178, 'document.stock_id', document.stock_id, shop.stocks);
  assertKnown(1044, 'document.customer_id', document.customer_id, [...account.customers.values()]);
  assertKnown(1044, 'document.card_id', document.card_id, [...account.cards.values()]);
  assertKnown(1130, 'document.delivery_type_id', document.delivery_type_id, shop.deliveryTypes);
  assertKnown(1130, 'document.payment_type_id', document.payment_type_id, shop.paymentTypes);
  const card = document.card_id === undefined ? undefined : account.cards.get(document.card_id);
  if (card?.enabled === false) throw new RegosError(4017, 'Карта не активна');
  if (card !== undefined && card.customerId !== document.customer_id) {
    throw new RegosError(1130, 'document.card_id: карта другого покупателя');
  }
}

function assertKnown(
  code: number,
  path: string,
  id: number | undefined,
  rows: readonly { readonly id: number; readonly deleted?: boolean }[],
): void {
  if (id !== undefined && !rows.some((row) => row.id === id && !row.deleted)) {
    throw new RegosError(code, `${path}: запись ${id} не найдена`);
  }
}

function assertRows(rows: readonly RowRequest[], call: Call): void {
  if (rows.length === 0) throw new RegosError(1002, 'operations is required');
  if (rows.length > MAX_ROWS) throw new RegosError(1008, `operations: больше ${MAX_ROWS} строк`);
  const byCode = rows.filter((row) => row.item_code !== undefined).length;
  const byId = rows.filter((row) => row.item_id !== undefined).length;
  if (byCode + byId !== rows.length || (byCode > 0 && byId > 0)) {
    call.report('operations: item_id or item_code, the same kind in all rows');
    throw new RegosError(1008, 'operations: item_id или item_code, одинаково во всех строках');
  }
  if (rows.some((row) => row.document_id !== undefined)) {
    call.report('operations: document_id must not be sent here');
    throw new RegosError(1008, 'operations: document_id не допускается');
  }
}

function toLine(row: RowRequest, priceTypeId: number, account: Account): OrderLine {
  const item = account.items.get(row.item_id ?? row.item_code ?? 0);
  if (item === undefined) throw new RegosError(1033, 'Номенклатура не найдена');
  if (item.deleted) throw new RegosError(1191, `Номенклатура помечена на удаление: ${item.name}`);
  if (account.variantParents().has(item.id))
    throw new RegosError(1199, `Номенклатура имеет варианты: ${item.name}`);
  if (!row.quantity.greaterThan(0)) throw new RegosError(1130, 'quantity должно быть больше нуля');
  if (item.unit === 'pcs' && !row.quantity.isInteger())
    throw new RegosError(1130, 'quantity должно быть целым');
  if (row.quantity.greaterThan(MAX_QUANTITY)) throw new RegosError(1052, 'Слишком большое количество');
  if (row.price.isNegative()) throw new RegosError(1130, 'price не может быть отрицательной');
  if (row.price.greaterThan(MAX_AMOUNT)) throw new RegosError(1053, 'Слишком большая цена');
  const price = row.price.isZero() ? new Decimal(item.prices[priceTypeId] ?? 0) : row.price;
  return { id: account.nextId(), itemId: item.id, quantity: row.quantity, price };
}

function assertAmount(lines: readonly OrderLine[]): void {
  if (amountOf(lines).greaterThan(MAX_AMOUNT)) throw new RegosError(1051, 'Слишком большая сумма');
}

export function amountOf(lines: readonly OrderLine[]): Decimal {
  return lines
    .reduce((sum, line) => sum.plus(line.quantity.times(line.price)), new Decimal(0))
    .toDecimalPlaces(2);
}

function toDocument(
  document: DocumentRequest,
  lines: readonly OrderLine[],
  { account }: Call,
): OrderDocument {
  const id = account.nextId();
  return {
    id,
    code: account.nextOrderCode(),
    date: document.date,
    sourceId: document.from_id,
    priceTypeId: document.price_type_id,
    stockId: document.stock_id,
    customerId: document.customer_id,
    cardId: document.card_id,
    deliveryDate: document.delivery_date,
    deliveryTypeId: document.delivery_type_id,
    paymentTypeId: document.payment_type_id,
    address: document.address,
    description: document.description,
    phone: document.phone,
    externalCode: document.external_code,
    location: document.location,
    lines,
    status: 'New',
    operatingCashId: 0,
    lastUpdate: 0,
  };
}
