import { Config } from '@rto/config';
import { cutText, Money, pictureAddress, Quantity, type Unit, type UnitKind } from '@rto/kernel';
import { Injectable } from '@nestjs/common';
import {
  isUnhurried,
  type CallPriority,
  type RegosConnection,
  type StockedItem,
  type StockedItemQuery,
  type StockedPage,
} from './model';
import { equals, isOneOf, readPages, select, verified } from './query';
import { idsOf, rowsOf, type Row } from './row';
import type { RegosObject } from './transport/regos-body';
import { RegosTransport } from './transport/regos-transport';

const METHOD = 'Item/GetExt';
/** A barcode is of one item, or of a few by mistake: more is the answer of a server that does not read the member. */
const MAX_OF_BARCODE = 10;

/** Below this no card shows a name or a word of one whole; screens cut them shorter, and say so. */
const MAX_NAME = 500;
const MAX_WORD = 100;
/** What Telegram takes with a picture, and without one. The card keeps some of it for the price and says where it cut. */
const MAX_DESCRIPTION = { withPicture: 1_024, alone: 4_096 };
const MAX_BARCODES = 20;
/** GTIN-14 and the codes of scales are far shorter. */
const MAX_BARCODE = 50;

/** A few deployments answer with numbers (docs/regos.md 7). */
const WEIGHED: readonly (string | undefined)[] = ['non_pcs', '1'];

/**
 * Goods with price and stock. Services stand among them (docs/regos.md 21.10) and are never sold, so they are absent.
 */
@Injectable()
export class RegosItems {
  constructor(
    private readonly transport: RegosTransport,
    private readonly config: Config,
  ) {}

  /**
   * Every item of the query, by name. The flags of the query are hints: REGOS may send more, so filter again.
   * @returns Quantities of the asked stock, prices of the asked price type and in its currency; gone items are absent
   * @throws SelectorIgnoredError when REGOS prices by another price type or sends items not asked for
   * @source docs/regos.md 9.2
   */
  async getExt(
    connection: RegosConnection,
    query: StockedItemQuery,
    priority: CallPriority,
  ): Promise<StockedItem[]> {
    if (query.itemIds?.length === 0) return [];
    const found = new Map<number, StockedItem>();
    for await (const { items } of this.pages(connection, query, priority)) {
      for (const item of items) found.set(item.id, item);
    }
    return [...found.values()];
  }

  /**
   * The same page by page, as they come. Items come twice when they shift between pages while staff edit.
   * @param offset rows that were read before
   */
  async *pages(
    connection: RegosConnection,
    query: StockedItemQuery,
    priority: CallPriority,
    offset = 0,
  ): AsyncGenerator<StockedPage> {
    const pages = readPages(
      (page) => this.page(connection, query, page, priority),
      (row) => row.row('item').integer('id'),
      { offset, isPatient: isUnhurried(priority) },
    );
    for await (const { rows, total, end } of pages) {
      yield { items: rows.flatMap((row) => parseStockedItem(row) ?? []), total, end };
    }
  }

  /** The first items of the query, by name, in one request; otherwise as `getExt`. */
  async first(
    connection: RegosConnection,
    query: StockedItemQuery,
    limit: number,
    priority: CallPriority,
  ): Promise<StockedItem[]> {
    const { rows } = await this.page(connection, query, { limit, offset: 0 }, priority);
    return rows.flatMap((row) => parseStockedItem(row) ?? []);
  }

  /** How many items answer the query, as REGOS counts; undefined where it does not say. */
  async total(
    connection: RegosConnection,
    query: StockedItemQuery,
    priority: CallPriority,
  ): Promise<number | undefined> {
    return (await this.page(connection, query, { limit: 1, offset: 0 }, priority)).total;
  }

  /**
   * Ids of the items, of whatever state, with this barcode: rows of GetExt may lack theirs (docs/regos.md 21.10), and
   * to read all items a second time for them is too dear.
   * @source docs/regos.md 9.3
   */
  async idsByBarcode(
    connection: RegosConnection,
    barcode: string,
    priority: CallPriority,
  ): Promise<readonly number[]> {
    const result = await this.transport.read(connection, 'Item/Search', { barcode }, priority);
    const ids = idsOf(result);
    return ids.length > MAX_OF_BARCODE ? [] : ids;
  }

  private async page(
    connection: RegosConnection,
    query: StockedItemQuery,
    page: { limit: number; offset: number },
    priority: CallPriority,
  ): Promise<{ readonly rows: readonly Row[]; readonly total: number | undefined }> {
    const body = { ...selectionOf(this.config.regos.dialect, query), ...page };
    const { result, total } = await this.transport.readAnswer(connection, METHOD, body, priority);
    return { rows: verified(METHOD, rowsOf(result), (row) => answers(query, row)), total };
  }
}

function selectionOf(dialect: Config['regos']['dialect'], query: StockedItemQuery): RegosObject {
  const { stockId, priceTypeId, itemIds, groupIds } = query;
  const selectors = [
    equals('stock_id', stockId, { stock_id: stockId }),
    // without one the server silently takes the price type with the smallest id
    equals('price_type_id', priceTypeId, { price_type_id: priceTypeId }),
    ...(itemIds ? [isOneOf('id', itemIds, { ids: itemIds })] : []),
    ...(groupIds ? [isOneOf('group_id', groupIds, { group_ids: groupIds })] : []),
  ];
  const flags = {
    zero_quantity: query.zeroQuantity,
    zero_price: query.zeroPrice,
    has_image: query.onlyWithImage ? true : undefined,
    deleted_mark: false,
  };
  return {
    ...select(dialect, ...selectors),
    ...(dialect !== 'filters' && flags), // the new dialect has no such members
    image_size: query.imageSize,
    sort_orders: [{ column: 'name', direction: 'ASC' }],
  };
}

/** A row without a price type is no contradiction: it is unpriced. */
function answers(query: StockedItemQuery, row: Row): boolean {
  const priceTypeId = row.row('pricetype').integer('id') ?? query.priceTypeId;
  const itemId = row.row('item').integer('id');
  const asked = !query.itemIds || (itemId !== undefined && query.itemIds.includes(itemId));
  return asked && priceTypeId === query.priceTypeId;
}

function parseStockedItem(row: Row): StockedItem | undefined {
  const item = row.row('item');
  const id = item.integer('id');
  if (id === undefined || isService(item)) return undefined;
  const picture = parsePicture(row.text('image_url'), item.text('image_url'));
  const longest = picture.imageUrl === undefined ? MAX_DESCRIPTION.alone : MAX_DESCRIPTION.withPicture;
  return {
    id,
    name: cutText(item.text('name') ?? item.text('fullname') ?? String(id), MAX_NAME),
    description: cut(item.text('description'), longest),
    articul: cut(item.text('articul'), MAX_WORD),
    code: item.integer('code'),
    barcodes: parseBarcodes(item, row),
    groupId: item.row('group').reference('id'),
    unit: parseUnit(item.row('unit')),
    parentId: item.reference('parent_id'),
    hasChild: item.flag('has_child'),
    deleted: item.flag('deleted_mark'),
    allowed: Quantity.of(row.row('quantity').decimal('allowed') ?? '0'),
    price: parsePrice(row),
    ...picture,
    color: cut(item.row('color').text('name'), MAX_WORD),
    size: cut(item.row('size').text('name'), MAX_WORD),
  };
}

function cut(text: string | undefined, length: number): string | undefined {
  return text === undefined ? undefined : cutText(text, length);
}

function isService(item: Row): boolean {
  return item.text('type')?.toLowerCase() === 'service';
}

/** The first of the addresses that can be handed on. */
function parsePicture(
  ...addresses: readonly (string | undefined)[]
): Pick<StockedItem, 'imageUrl' | 'imageRefused'> {
  const named = addresses.flatMap((address) => address ?? []);
  const [imageUrl] = named.flatMap((address) => pictureAddress(address) ?? []);
  return { imageUrl, imageRefused: imageUrl === undefined && named.length > 0 };
}

function parsePrice(row: Row): Money | undefined {
  const priceType = row.row('pricetype');
  const amount = row.decimal('price');
  const priced = priceType.integer('id') !== undefined && Number(amount) > 0;
  return priced && amount !== undefined
    ? Money.of(amount, priceType.row('currency').text('code_chr') ?? 'UZS')
    : undefined;
}

export function parseUnit(unit: Row): Unit {
  const kind: UnitKind = WEIGHED.includes(unit.text('type')) ? 'non_pcs' : 'pcs';
  return { name: cutText(unit.text('name') ?? '', MAX_WORD), kind };
}

/** They stand in the item or beside it, as one text or a list (docs/regos.md 21.10). */
function parseBarcodes(...rows: readonly Row[]): string[] {
  const written = rows.flatMap((row) => [row.text('base_barcode'), ...row.texts('barcode_list')]);
  const codes = written.flatMap((text) => cut(text, MAX_BARCODES * MAX_BARCODE)?.split(/[,;]/) ?? []);
  const whole = codes.map((code) => code.trim()).filter((code) => code !== '' && code.length <= MAX_BARCODE);
  return [...new Set(whole)].slice(0, MAX_BARCODES);
}
