import { Decimal } from 'decimal.js';
import type { Account, StockLevel } from './account';
import { idsOf, type ListMethod, listMethod, type Question, selector } from './list-method';
import { type Call, method, type RegosMethod } from './method';
import { renderPriceType } from './reference-methods';
import { RegosError } from './regos-error';
import { choice, flag, integer, listOf, object, text } from './shape';
import type { ShopGroup, ShopItem, ShopPriceType, ShopStock } from './shop-data';

const UNITS = {
  pcs: { id: 1, name: 'шт', type: 'pcs' },
  kg: { id: 2, name: 'кг', type: 'non_pcs' },
  l: { id: 3, name: 'л', type: 'non_pcs' },
} as const;
/** Pixels of `image_size` (docs/regos.md 16). */
const IMAGE_PIXELS = { Large: '900', Medium: '300', Small: '100' } as const;
type ImageSize = keyof typeof IMAGE_PIXELS;

/** An item with what depends on the other items. */
interface CatalogItem {
  readonly item: ShopItem;
  readonly group: GroupRow | undefined;
  readonly hasChild: boolean;
}

interface StockedRow extends CatalogItem {
  readonly level: StockLevel;
  readonly priceType: ShopPriceType;
  readonly price: Decimal | undefined;
  readonly stockId: number;
  readonly imageSize: ImageSize;
}

type GroupRow = ShopGroup & { readonly path: string; readonly childCount: number };

const itemSelection = {
  selectors: {
    ids: idsOf('id'),
    group_ids: idsOf('group_id'),
    parent_ids: idsOf('parent_id'),
    codes: idsOf('code'),
    deleted_mark: selector(flag, 'deleted_mark'),
    has_child: selector(flag, 'has_child'),
    compound: selector(flag, 'compound'),
    type: selector(choice('Item', 'Service'), 'type'),
  },
  fields: {
    id: (row: CatalogItem) => row.item.id,
    code: (row: CatalogItem) => row.item.id,
    group_id: (row: CatalogItem) => row.item.groupId,
    parent_id: (row: CatalogItem) => row.item.parentId ?? 0,
    articul: (row: CatalogItem) => row.item.articul,
    deleted_mark: (row: CatalogItem) => row.item.deleted ?? false,
    has_child: (row: CatalogItem) => row.hasChild,
    compound: () => false,
    type: (row: CatalogItem) => typeOf(row.item),
  },
  paged: true,
} satisfies Partial<ListMethod<CatalogItem>>;

const stockedItems: ListMethod<StockedRow> = {
  ...itemSelection,
  selectors: {
    ...itemSelection.selectors,
    stock_id: selector(integer, 'stock_id'),
    price_type_id: selector(integer, 'price_type_id'),
  },
  fields: {
    ...itemSelection.fields,
    stock_id: (row) => row.stockId,
    price_type_id: (row) => row.priceType.id,
  },
  parameters: { image_size: choice('Large', 'Medium', 'Small') },
  oldParameters: { zero_quantity: flag, zero_price: flag, has_image: flag, department_ids: listOf(integer) },
  searched: ({ item }) => [item.name, item.articul, ...barcodesOf(item), String(item.id)],
  sortColumns: {
    name: ({ item }) => item.name,
    code: ({ item }) => item.id,
    articul: ({ item }) => item.articul,
  },
  rows: stockedRows,
  render: (row, { switches }) => ({
    item: { ...renderItem(row), ...(!switches.barcodesInExt && { base_barcode: null, barcode_list: null }) },
    quantity: { common: row.level.common, allowed: row.level.allowed, booked: row.level.booked },
    pricetype: renderPriceType(row.priceType),
    price: row.price,
    last_purchase_cost: row.price?.times('0.75'),
    image_url: row.item.imageUrl?.replace('{size}', IMAGE_PIXELS[row.imageSize]),
  }),
};

/** Items and their groups (docs/regos.md 9.1 to 9.3). */
export const CATALOG_METHODS: Readonly<Record<string, RegosMethod>> = {
  'Item/Get': listMethod<CatalogItem>({
    ...itemSelection,
    rows: (call) => catalogItems(call.account),
    render: renderItem,
  }),
  'Item/GetExt': listMethod(stockedItems),
  'Item/Search': method(
    object({ code: text, name: text, articul: text, barcode: text, deleted_mark: flag }),
    ({ code, name, articul, barcode, deleted_mark: deleted }, { account }) =>
      [...account.items.values()]
        .filter(
          (item) =>
            (code === undefined || String(item.id) === code) &&
            (name === undefined || item.name.toLowerCase().includes(name.toLowerCase())) &&
            (articul === undefined || item.articul === articul) &&
            (barcode === undefined || barcodesOf(item).includes(barcode)) &&
            (deleted === undefined || (item.deleted ?? false) === deleted),
        )
        .map(({ id }) => id),
  ),
  'ItemImage/Get': listMethod<ImageRow>({
    selectors: { ids: idsOf('id'), item_ids: idsOf('item_id') },
    fields: { id: (row) => row.id, item_id: (row) => row.itemId },
    paged: true,
    rows: (call) => imageRows(call.account.items.values()),
    render: ({ id, itemId, url }) => ({ id, item_id: itemId, url, width: 900, height: 900, size: 48_000 }),
  }),
  'ItemGroup/Get': listMethod<GroupRow>({
    selectors: {
      ids: idsOf('id'),
      parent_ids: idsOf('parent_id'),
      name: selector(text, 'name', 'Like'),
      path: selector(text, 'path', 'Like'),
    },
    fields: {
      id: (row) => row.id,
      parent_id: (row) => row.parentId ?? 0,
      name: (row) => row.name,
      path: (row) => row.path,
    },
    paged: false,
    rows: (call) => groupRows(call.account.shop.groups).values(),
    render: renderGroup,
  }),
};

interface ImageRow {
  readonly id: number;
  readonly itemId: number;
  readonly url: string;
}

/** The picture of GetExt first, in its full size. */
function imageRows(items: Iterable<ShopItem>): ImageRow[] {
  return [...items].flatMap(({ id: itemId, imageUrl, moreImageUrls = [] }) => {
    const first = imageUrl?.replace('{size}', IMAGE_PIXELS.Large);
    const urls = [...(first === undefined ? [] : [first]), ...moreImageUrls];
    return urls.map((url, index) => ({ id: itemId * 100 + index, itemId, url }));
  });
}

function stockedRows(call: Call, question: Question): StockedRow[] {
  const priceType = askedPriceType(call, question);
  const stock = askedStock(call, question);
  const isForeign = priceType.stockIds?.includes(stock.id) === false;
  const levelOf = call.account.stockLevels(stock.id);
  const asked = question.parameter('image_size');
  const imageSize = asked === 'Large' || asked === 'Small' ? asked : 'Medium';
  return catalogItems(call.account)
    .map((row): StockedRow => {
      const price = isForeign ? '0' : row.item.prices[priceType.id];
      return {
        ...row,
        level: levelOf(row.item),
        priceType,
        price: price === undefined ? undefined : new Decimal(price),
        stockId: stock.id,
        imageSize,
      };
    })
    .filter((row) => isWanted(row, question));
}

/** An absent switch hides nothing; `zero_quantity` looks at what is on hand, not at `allowed`. */
function isWanted(row: StockedRow, question: Question): boolean {
  const hasImage = question.parameter('has_image');
  if (question.parameter('zero_quantity') === false && !row.level.common.greaterThan(0)) return false;
  if (question.parameter('zero_price') === false && (row.price ?? new Decimal(0)).isZero()) return false;
  return hasImage === undefined || hasImage === (row.item.imageUrl !== undefined);
}

/** REGOS takes the smallest id in silence (docs/regos.md 9.2). */
function askedPriceType(call: Call, question: Question): ShopPriceType {
  const { priceTypes } = call.account.shop;
  const id = question.idOf('price_type_id') ?? Math.min(...priceTypes.map((each) => each.id));
  if (question.idOf('price_type_id') === undefined) call.report('price_type_id is missing');
  const found = priceTypes.find((each) => each.id === id && !each.deleted);
  if (found === undefined) throw new RegosError(1126, 'price_type_id: нет такого вида цены');
  return found;
}

function askedStock(call: Call, question: Question): ShopStock {
  const { stocks } = call.account.shop;
  const id = question.idOf('stock_id') ?? stocks[0]?.id;
  if (question.idOf('stock_id') === undefined) call.report('stock_id is missing');
  const found = stocks.find((each) => each.id === id && !each.deleted);
  if (found === undefined) throw new RegosError(1178, 'stock_id: склад не найден у предприятия');
  return found;
}

function catalogItems(account: Account): CatalogItem[] {
  const groups = groupRows(account.shop.groups);
  const parents = account.variantParents();
  return [...account.items.values()].map((item) => ({
    item,
    group: groups.get(item.groupId),
    hasChild: parents.has(item.id),
  }));
}

function groupRows(groups: readonly ShopGroup[]): ReadonlyMap<number, GroupRow> {
  const known = new Map(groups.map((group) => [group.id, group]));
  const pathOf = ({ name, parentId }: ShopGroup): string => {
    const parent = parentId === undefined ? undefined : known.get(parentId);
    return parent === undefined ? name : `${pathOf(parent)}/${name}`;
  };
  const childCount = (id: number): number => groups.filter(({ parentId }) => parentId === id).length;
  return new Map(
    groups.map((group) => [group.id, { ...group, path: pathOf(group), childCount: childCount(group.id) }]),
  );
}

function renderGroup(group: GroupRow) {
  const { id, parentId = 0, name, path, childCount } = group;
  return { id, parent_id: parentId, name, path, child_count: childCount, last_update: 1_751_000_000 };
}

function typeOf({ isService }: ShopItem): 'Item' | 'Service' {
  return isService ? 'Service' : 'Item';
}

function barcodesOf({ barcode, moreBarcodes = [] }: ShopItem): string[] {
  return [...(barcode === undefined ? [] : [barcode]), ...moreBarcodes];
}

export function renderItem({ item, group, hasChild }: CatalogItem) {
  return {
    id: item.id,
    code: item.id,
    name: item.name,
    fullname: item.name,
    articul: item.articul,
    description: item.description,
    group: group && renderGroup(group),
    unit: UNITS[item.unit],
    type: typeOf(item),
    base_barcode: item.barcode,
    barcode_list: barcodesOf(item).join(','),
    image_url: item.imageUrl?.replace('{size}', IMAGE_PIXELS.Medium),
    parent_id: item.parentId ?? 0,
    has_child: hasChild,
    compound: false,
    deleted_mark: item.deleted ?? false,
    min_quantity: null,
    color: item.color === undefined ? null : { id: 1, name: item.color },
    size: item.size === undefined ? null : { id: 1, name: item.size },
    brand: null,
    fields: [],
    last_update: 1_751_800_000,
  };
}
