import { Config } from '@rto/config';
import { Quantity } from '@rto/kernel';
import { Injectable } from '@nestjs/common';
import { statusOf } from './delivery-order-status';
import { RegosUnavailableError } from './errors';
import { parseUnit } from './items';
import type {
  CallPriority,
  DeliveryOrder,
  DeliveryOrderLine,
  NewDeliveryOrder,
  RegosConnection,
} from './model';
import { equals, isOneOf, select, verified, type Selector } from './query';
import { rowsOf, type Row } from './row';
import type { RegosObject } from './transport/regos-body';
import { RegosTransport } from './transport/regos-transport';
import { applied, newId } from './written';

const GET = 'DocOrderDelivery/Get';
const ADD_FULL = 'DocOrderDelivery/AddFull';
const GET_LINES = 'OrderDeliveryOperation/Get';

/** Documents of one external code: one, or a few after a duplicate. Ids of one status poll: at most 100. */
const LIMIT = 100;
/** A link that is longer is no receipt's. */
const MAX_URL_LENGTH = 1_000;
/** Most lines that AddFull takes. */
const LINE_LIMIT = 250;

/** Retail orders: documents of type DocOrderDelivery (docs/regos.md 10). */
@Injectable()
export class RegosDeliveryOrders {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * Creates the document with its lines. REGOS does not reject a repeated external code: on any call but the
   * first for an order, look it up first.
   * @param sendWithinMs a call that could not leave by then, its turn or token being late, does not leave any more
   * @returns id of the document
   * @throws OutcomeUnknownError when the document may exist; look it up by its external code after a while
   */
  async addFull(
    connection: RegosConnection,
    order: NewDeliveryOrder,
    sendWithinMs?: number,
  ): Promise<number> {
    const body = addFullBody(order);
    return newId(ADD_FULL, await this.transport.write(connection, ADD_FULL, body, sendWithinMs));
  }

  /**
   * Documents with exactly this external code: not deleted ones first, then by id.
   * @throws RegosUnavailableError also when the answer cannot be read whole: it is not "there is none", after which
   * the document would be made again
   */
  async findByExternalCode(
    connection: RegosConnection,
    externalCode: string,
    priority: CallPriority = 'order',
  ): Promise<DeliveryOrder[]> {
    const selector = equals('external_code', externalCode, { external_code: externalCode });
    const orders = await this.get(connection, selector, priority);
    const whole = orders.map((order) => order ?? unreadable());
    return [...verified(GET, whole, (order) => order.externalCode === externalCode)].sort(
      (one, other) => Number(one.deleted) - Number(other.deleted) || one.id - other.id,
    );
  }

  /** @param ids at most 100 (docs/regos.md 10.4) */
  async getByIds(
    connection: RegosConnection,
    ids: readonly number[],
    priority: CallPriority,
  ): Promise<DeliveryOrder[]> {
    if (ids.length === 0) return [];
    if (ids.length > LIMIT) throw new RangeError(`${ids.length} ids at once, at most ${LIMIT}`);
    const orders = await this.get(connection, isOneOf('id', ids, { ids }), priority);
    const known = orders.filter((order) => order !== undefined);
    return [...verified(GET, known, (order) => ids.includes(order.id))];
  }

  /** Lines of one document; none when one of them cannot be read, for the others alone would look like a change. */
  async operations(
    connection: RegosConnection,
    documentId: number,
    priority: CallPriority = 'person',
  ): Promise<DeliveryOrderLine[]> {
    const selector = equals('document_id', documentId, { document_id: documentId });
    const body = { ...this.select(selector), limit: LINE_LIMIT, offset: 0 };
    const rows = rowsOf(await this.transport.read(connection, GET_LINES, body, priority));
    const own = verified(GET_LINES, rows, (row) => row.integer('document_id') === documentId);
    const lines = own.map(parseLine);
    return lines.every((line) => line !== undefined) ? lines : [];
  }

  /**
   * Whether the integration's user is shown a document of this stock (docs/regos.md 21.11); false also when it has
   * none.
   */
  async showsStock(connection: RegosConnection, stockId: number): Promise<boolean> {
    const body = {
      ...this.select(equals('stock_id', stockId, { stock_ids: [stockId] })),
      limit: 1,
      offset: 0,
    };
    const rows = rowsOf(await this.transport.read(connection, GET, body, 'background'));
    return rows.some((row) => row.row('stock').integer('id') === stockId);
  }

  /** Approves or cancels; the other moves belong to the shop's staff. Being there already is success. */
  async setStatus(connection: RegosConnection, id: number, status: 'Approved' | 'Canceled'): Promise<void> {
    await applied(this.transport.write(connection, 'DocOrderDelivery/SetStatus', { id, status }));
  }

  private async get(
    connection: RegosConnection,
    selector: Selector,
    priority: CallPriority,
  ): Promise<(DeliveryOrder | undefined)[]> {
    const body = { ...this.select(selector), limit: LIMIT, offset: 0 };
    const result = await this.transport.read(connection, GET, body, priority);
    if (!Array.isArray(result)) unreadable(); // an empty list is one (docs/regos.md 2)
    return rowsOf(result).map(parseOrder);
  }

  private select(selector: Selector): RegosObject {
    return select(this.config.regos.dialect, selector);
  }
}

function unreadable(): never {
  throw new RegosUnavailableError(`REGOS ${GET}: documents that cannot be read`);
}

function addFullBody(order: NewDeliveryOrder): RegosObject {
  return {
    document: {
      date: Math.floor(order.date.getTime() / 1000),
      from_id: order.sourceId,
      price_type_id: order.priceTypeId,
      stock_id: order.stockId,
      customer_id: order.customerId,
      external_code: order.externalCode,
      phone: order.phone,
      address: order.address,
      description: order.description,
      delivery_type_id: order.deliveryTypeId,
      payment_type_id: order.paymentTypeId,
      card_id: order.cardId,
      delivery_date: order.deliveryAt && Math.floor(order.deliveryAt.getTime() / 1000),
      location: order.location && {
        latitude: order.location.latitude,
        longitude: order.location.longitude,
      },
    },
    operations: order.lines.map((line) => ({
      item_id: line.itemId,
      quantity: line.quantity.toNumber(),
      price: Number(line.price.amount), // exact: a price has at most 14 digits
    })),
  };
}

function parseOrder(row: Row): DeliveryOrder | undefined {
  const id = row.integer('id');
  if (id === undefined) return undefined;
  return {
    id,
    code: row.text('code'),
    externalCode: row.text('external_code'),
    status: statusOf(row),
    customerId: row.row('customer').integer('id'),
    amount: row.decimal('amount'),
    takenByTill: row.reference('operating_cash_id') !== undefined,
    courier: row.row('courier').text('name'),
    payment: row.row('payment_type').text('name'),
    receiptUrl: httpsUrl(row.text('qrcodeurl')),
    deleted: row.flag('deleted_mark'),
  };
}

/** The person is shown it as a link: nothing but a web page may stand behind it. */
function httpsUrl(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_URL_LENGTH || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

function parseLine(row: Row): DeliveryOrderLine | undefined {
  const item = row.row('item');
  const itemId = item.integer('id') ?? row.integer('item_id');
  const quantity = row.decimal('quantity');
  const price = row.decimal('price');
  if (itemId === undefined || quantity === undefined || price === undefined) return undefined;
  const unit = item.raw('unit') === undefined ? undefined : parseUnit(item.row('unit'));
  return { itemId, name: item.text('name'), unit, quantity: Quantity.of(quantity), price };
}
